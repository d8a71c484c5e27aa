//! Kills the server, or its PostgreSQL, while several tills push.

use super::cafe::{Cafe, cluster_of};
use super::{Found, Moments};
use crate::server::Server;
use anyhow::{Context, Result, ensure};
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Orders that each till rings up while one kill happens.
const ORDERS: u64 = 100;
/// Kills before another cafe takes this one's place: tills look through all they rang up before.
const KILLS_EACH: u64 = 25;

/// Whom to kill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whom {
    /// `cortado-server`, which is then started again.
    Server,
    /// Its PostgreSQL, which the server starts again.
    PostgreSql,
}

/// Kills so many times, at moments from `seed`, and compares after each.
pub fn kill(whom: Whom, kills: u64, seed: u64) -> Result<Found> {
    let (mut found, mut moments) = (Found::default(), Moments::new(seed));
    while found.kills < kills {
        let mut cafe = Cafe::open()?;
        for _ in 0..KILLS_EACH.min(kills - found.kills) {
            let selling = cafe.sell(ORDERS)?;
            // The moment itself is what is tested: there is nothing else to wait for.
            std::thread::sleep(moments.pick());
            match whom {
                Whom::Server => kill_server(&mut cafe.server)?,
                Whom::PostgreSql => stop_at_once(&cafe.data)?,
            }
            found.kills += 1;
            found.told += cafe.drain(selling)?;
            cafe.compare(&mut found)?;
        }
        cafe.prove()?;
    }
    Ok(found)
}

fn kill_server(server: &mut Server) -> Result<()> {
    server.kill()?;
    server.go_on()
}

/// No checkpoint, no goodbye: it comes back by its log. Nobody waits for its end: its keeper starts it anew at once.
fn stop_at_once(data: &Path) -> Result<()> {
    let cluster = cluster_of(data)?;
    let owner = std::fs::metadata(&cluster)?;
    let mut stop = Command::new(pg_ctl(&cluster)?);
    stop.arg("-D").arg(&cluster);
    stop.args(["stop", "-m", "immediate", "-W"]);
    stop.current_dir("/");
    // It refuses to work for root.
    if std::fs::metadata("/proc/self")?.uid() == 0 {
        stop.gid(owner.gid()).uid(owner.uid());
    }
    let stopped = stop.output()?;
    let said = String::from_utf8_lossy(&stopped.stderr);
    ensure!(stopped.status.success(), "pg_ctl stop: {said}");
    Ok(())
}

/// The program of the version that made the cluster.
fn pg_ctl(cluster: &Path) -> Result<PathBuf> {
    let version = std::fs::read_to_string(cluster.join("PG_VERSION"))?;
    let debian = Path::new("/usr/lib/postgresql")
        .join(version.trim())
        .join("bin");
    if debian.is_dir() {
        return Ok(debian.join("pg_ctl"));
    }
    let said = Command::new("pg_config").arg("--bindir").output();
    let said = said.context("pg_config cannot be started")?;
    Ok(Path::new(String::from_utf8(said.stdout)?.trim()).join("pg_ctl"))
}
