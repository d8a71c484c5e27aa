//! The processes of a private cluster: initdb once, postgres as our child.

use super::PrivateError;
use super::programs::{command, programs, run};
use crate::database::Lodging;
use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, Executor, PgConnection};
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::process::{Child, Command};

const START_LOG: &str = "start.log";
const OWNER: &str = "cortado_owner";
const DATABASE: &str = "cortado";
const READY_MAX: Duration = Duration::from_secs(60);
const RETRY_MAX: Duration = Duration::from_secs(15);
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
        let began = Instant::now();
        loop {
            let mut cluster = Self {
                child: spawn(&programs, lodging)?,
            };
            if cluster.is_ready(lodging).await? {
                return Ok(cluster);
            }
            // Where postgres itself was killed, its last processes may still be on their way out.
            if began.elapsed() > RETRY_MAX {
                return Err(PrivateError::Failed {
                    program: "postgres",
                    output: last_words(lodging),
                });
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }

    /// Waits until it answers; false where it ended instead.
    async fn is_ready(&mut self, lodging: &Lodging) -> Result<bool, PrivateError> {
        let began = Instant::now();
        let maintenance = options(lodging).database("postgres");
        loop {
            if let Ok(mut connection) = PgConnection::connect_with(&maintenance).await {
                return make_database(&mut connection).await.map(|()| true);
            }
            if self.child.try_wait().ok().flatten().is_some() {
                return Ok(false);
            }
            if began.elapsed() > READY_MAX {
                return Err(PrivateError::Silent(lodging.cluster.join("log")));
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits until it has ended, whoever ended it.
    pub async fn ended(&mut self) {
        if let Err(error) = self.child.wait().await {
            tracing::error!("PostgreSQL cannot be waited for: {error}");
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

fn spawn(programs: &Path, lodging: &Lodging) -> Result<Child, PrivateError> {
    let mut command = command(programs, "postgres", lodging);
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
    command.spawn().map_err(|source| PrivateError::Io {
        doing: "starting",
        path: programs.join("postgres"),
        source,
    })
}

/// What a postgres that ended had said: at its start, and the end of its newest log.
fn last_words(lodging: &Lodging) -> String {
    let mut words = fs::read_to_string(lodging.cluster.join(START_LOG)).unwrap_or_default();
    let logs = fs::read_dir(lodging.cluster.join("log")).into_iter();
    let logs = logs.flatten().flatten().map(|entry| entry.path());
    let newest = logs.max_by_key(|path| fs::metadata(path).and_then(|file| file.modified()).ok());
    let log = newest
        .and_then(|path| fs::read_to_string(path).ok())
        .unwrap_or_default();
    let lines: Vec<&str> = log.lines().rev().take(5).collect();
    for line in lines.into_iter().rev() {
        words.push('\n');
        words.push_str(line);
    }
    words
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

async fn initialise(programs: &Path, lodging: &Lodging) -> Result<(), PrivateError> {
    tracing::info!(
        "making a PostgreSQL cluster in {}",
        lodging.cluster.display()
    );
    // Made aside and renamed: one that was cut off half-way must not look like a cluster.
    let aside = lodging.make_aside_folder()?;
    // Trust is for whoever can enter the socket's folder, which has mode 700.
    let mut initdb = command(programs, "initdb", lodging);
    initdb.arg("-D").arg(&aside).args([
        "--username",
        OWNER,
        "--auth-local=trust",
        "--auth-host=reject",
        "--encoding=UTF8",
        "--locale=C",
    ]);
    run(initdb, "initdb").await?;
    fs::rename(&aside, &lodging.cluster).map_err(|source| PrivateError::Io {
        doing: "renaming",
        path: aside,
        source,
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
