//! The processes of a private cluster: initdb once, postgres as our child.

use super::PrivateError;
use crate::database::Lodging;
use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, Executor, PgConnection};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::process::{Child, Command};

const START_LOG: &str = "start.log";
const OWNER: &str = "cortado_owner";
const DATABASE: &str = "cortado";
const READY_MAX: Duration = Duration::from_secs(60);
const STOP_MAX: Duration = Duration::from_secs(30);

/// Durable first: `fsync`, `full_page_writes` and `synchronous_commit` are on, whatever the installation says.
const SETTINGS: &[&str] = &[
    "listen_addresses=",
    "fsync=on",
    "full_page_writes=on",
    "synchronous_commit=on",
    "max_connections=100",
    "shared_buffers=256MB",
    "work_mem=16MB",
    "wal_compression=on",
    "max_wal_size=2GB",
    "checkpoint_timeout=15min",
    "random_page_cost=1.1",
    "jit=off",
    "timezone=UTC",
    "logging_collector=on",
    "log_directory=log",
    "log_filename=postgres-%a.log",
    "log_truncate_on_rotation=on",
    "log_rotation_age=1d",
];

/// The postgres process that we started.
#[derive(Debug)]
pub struct Cluster {
    child: Child,
}

/// How the owner connects to the cluster of this lodging.
pub fn options(lodging: &Lodging) -> PgConnectOptions {
    PgConnectOptions::new_without_pgpass()
        .socket(&lodging.socket)
        .port(5432)
        .username(OWNER)
        .database(DATABASE)
}

/// Whether the database answers.
pub async fn answers(options: &PgConnectOptions) -> bool {
    match PgConnection::connect_with(options).await {
        Ok(connection) => connection.close().await.is_ok(),
        Err(_) => false,
    }
}

impl Cluster {
    /// Starts it, after what a killed predecessor left running in the same folder is stopped.
    pub async fn start(lodging: &Lodging) -> Result<Self, PrivateError> {
        let programs = programs(&lodging.cluster).await?;
        if !lodging.cluster.join("PG_VERSION").exists() {
            initialise(&programs, lodging).await?;
        }
        end_leftover(&programs, lodging).await?;
        let mut command = command(&programs, "postgres", lodging);
        command.arg("-D").arg(&lodging.cluster);
        command.arg("-k").arg(&lodging.socket);
        for setting in SETTINGS {
            command.arg("-c").arg(setting);
        }
        // Its own process group: a Ctrl-C in the terminal is for us, and we stop it when we are done.
        command.process_group(0).kill_on_drop(true);
        // Until its own log is open it speaks here.
        let path = lodging.cluster.join(START_LOG);
        let log = fs::File::create(&path).map_err(|source| PrivateError::Io {
            doing: "making",
            path,
            source,
        })?;
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log);
        let child = command.spawn().map_err(|source| PrivateError::Io {
            doing: "starting",
            path: programs.join("postgres"),
            source,
        })?;
        let mut cluster = Self { child };
        cluster.wait_until_ready(lodging).await?;
        Ok(cluster)
    }

    async fn wait_until_ready(&mut self, lodging: &Lodging) -> Result<(), PrivateError> {
        let began = Instant::now();
        let log = lodging.cluster.join(START_LOG);
        let maintenance = options(lodging).database("postgres");
        loop {
            if let Ok(mut connection) = PgConnection::connect_with(&maintenance).await {
                return make_database(&mut connection).await;
            }
            let ended = self.child.try_wait().ok().flatten().is_some();
            if ended || began.elapsed() > READY_MAX {
                let output = fs::read_to_string(&log).unwrap_or_default();
                return Err(PrivateError::Failed {
                    program: "postgres",
                    output,
                });
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Stops it quickly and cleanly: open transactions are rolled back, a checkpoint is written.
    pub async fn stop(mut self) {
        let Some(pid) = self.child.id() else { return };
        interrupt(pid).await;
        if tokio::time::timeout(STOP_MAX, self.child.wait())
            .await
            .is_err()
        {
            tracing::error!("PostgreSQL (process {pid}) does not stop");
        }
    }
}

async fn make_database(connection: &mut PgConnection) -> Result<(), PrivateError> {
    let failed = |error: sqlx::Error| PrivateError::Failed {
        program: "create database",
        output: error.to_string(),
    };
    let known: bool =
        sqlx::query_scalar("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)")
            .bind(DATABASE)
            .fetch_one(&mut *connection)
            .await
            .map_err(failed)?;
    if !known {
        let created = connection.execute("CREATE DATABASE cortado").await;
        created.map_err(failed)?;
    }
    Ok(())
}

/// The programs that made the cluster; for a new one those that `pg_config` names, else the newest.
async fn programs(cluster: &Path) -> Result<PathBuf, PrivateError> {
    let mut found: Vec<PathBuf> = Vec::new();
    if let Ok(versions) = fs::read_dir("/usr/lib/postgresql") {
        found.extend(versions.flatten().map(|version| version.path().join("bin")));
    }
    found.sort_by_key(|path| version_of(path));
    if let Ok(output) = Command::new("pg_config").arg("--bindir").output().await {
        let folder = String::from_utf8_lossy(&output.stdout);
        found.push(PathBuf::from(folder.trim()));
    }
    if let Ok(version) = fs::read_to_string(cluster.join("PG_VERSION")) {
        found.push(
            Path::new("/usr/lib/postgresql")
                .join(version.trim())
                .join("bin"),
        );
    }
    found
        .into_iter()
        .rev()
        .find(|folder| folder.join("postgres").exists() && folder.join("initdb").exists())
        .ok_or(PrivateError::NotInstalled)
}

fn version_of(bin: &Path) -> u32 {
    let version = bin.parent().and_then(Path::file_name);
    let version = version.and_then(|name| name.to_str()?.parse().ok());
    version.unwrap_or(0)
}

fn command(programs: &Path, program: &str, lodging: &Lodging) -> Command {
    let mut command = Command::new(programs.join(program));
    // The user may not be able to stand where we stand.
    command.current_dir("/");
    command.env("LC_ALL", "C");
    if let Some(user) = lodging.user {
        command.gid(user.gid).uid(user.uid);
    }
    command
}

async fn initialise(programs: &Path, lodging: &Lodging) -> Result<(), PrivateError> {
    tracing::info!(
        "making a PostgreSQL cluster in {}",
        lodging.cluster.display()
    );
    lodging.make_cluster_folder()?;
    // Trust is for whoever can enter the socket's folder, which has mode 700.
    let mut initdb = command(programs, "initdb", lodging);
    initdb.arg("-D").arg(&lodging.cluster).args([
        "--username",
        OWNER,
        "--auth-local=trust",
        "--auth-host=reject",
        "--encoding=UTF8",
        "--locale=C",
    ]);
    run(initdb, "initdb").await
}

async fn run(mut command: Command, program: &'static str) -> Result<(), PrivateError> {
    let output = command.output().await.map_err(|source| PrivateError::Io {
        doing: "running",
        path: PathBuf::from(program),
        source,
    })?;
    if output.status.success() {
        return Ok(());
    }
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.push_str(&String::from_utf8_lossy(&output.stderr));
    Err(PrivateError::Failed {
        program,
        output: text,
    })
}

/// A server that was killed leaves its postgres running; a machine that lost power leaves the file that names it.
async fn end_leftover(programs: &Path, lodging: &Lodging) -> Result<(), PrivateError> {
    let file = lodging.cluster.join("postmaster.pid");
    let Ok(text) = fs::read_to_string(&file) else {
        return Ok(());
    };
    let pid = text
        .lines()
        .next()
        .and_then(|line| line.parse::<u32>().ok());
    let ours = pid.is_some_and(|pid| is_postgres_of(pid, &lodging.cluster));
    if ours {
        let mut stop = command(programs, "pg_ctl", lodging);
        stop.arg("-D").arg(&lodging.cluster);
        stop.args(["stop", "-m", "fast", "-w", "-t", "60"]);
        return run(stop, "pg_ctl stop").await;
    }
    // The number was given to another process since: PostgreSQL would believe that it still runs.
    let _ = fs::remove_file(&file);
    Ok(())
}

fn is_postgres_of(pid: u32, cluster: &Path) -> bool {
    let Ok(line) = fs::read(format!("/proc/{pid}/cmdline")) else {
        return false;
    };
    line.split(|byte| *byte == 0)
        .any(|argument| argument == cluster.as_os_str().as_encoded_bytes())
}

async fn interrupt(pid: u32) {
    let pid = pid.to_string();
    let sent = Command::new("kill").args(["-INT", &pid]).status().await;
    if !sent.is_ok_and(|status| status.success()) {
        tracing::error!("PostgreSQL (process {pid}) could not be told to stop");
    }
}
