//! A PostgreSQL of our own, in the data folder: made, started and stopped by the process that holds the folder.
//!
//! Invariants: one process holds a data folder at a time (a file lock that dies with it); only what that process
//! started is stopped, or what an earlier holder that was killed left running in the very same folder. A PostgreSQL
//! that ends by itself is started again.

mod cluster;
mod keeper;
mod programs;

pub(super) use programs::programs;

use super::Lodging;
use cluster::Cluster;
use keeper::Keeper;
use sqlx::postgres::PgConnectOptions;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use thiserror::Error;

const LOCK: &str = "server.lock";
const WAIT_MAX: Duration = Duration::from_secs(30);

/// Why there is no private PostgreSQL.
#[derive(Debug, Error)]
pub enum PrivateError {
    /// The file system refused.
    #[error("{doing} {}: {source}", path.display())]
    Io {
        /// What was being done.
        doing: &'static str,
        /// To what.
        path: PathBuf,
        /// What it said.
        source: std::io::Error,
    },
    /// PostgreSQL is not installed.
    #[error(
        "PostgreSQL is not installed: install it (Debian: apt-get install postgresql) or name a database with --database"
    )]
    NotInstalled,
    /// There is no user to run it as.
    #[error(
        "PostgreSQL does not run as root, and there is no user postgres or nobody to run it as"
    )]
    NoUser,
    /// The system gives no randomness.
    #[error("the system gives no randomness")]
    NoRandomness,
    /// Another process serves from this folder.
    #[error("another cortado-server uses {}", .0.display())]
    InUse(PathBuf),
    /// A program of PostgreSQL failed.
    #[error("{program} failed: {output}")]
    Failed {
        /// Which.
        program: &'static str,
        /// What it printed.
        output: String,
    },
    /// It does not answer.
    #[error("PostgreSQL does not answer; see {}", .0.display())]
    Silent(PathBuf),
}

/// The hold on a data folder; it ends with the process.
#[derive(Debug)]
pub struct Held {
    _lock: File,
}

impl Held {
    /// Takes hold of the folder, or says that another process has.
    pub fn take(data: &Path) -> Result<Self, PrivateError> {
        let io = |doing, path: &Path| {
            let path = path.to_owned();
            move |source| PrivateError::Io {
                doing,
                path,
                source,
            }
        };
        fs::create_dir_all(data).map_err(io("making", data))?;
        let path = data.join(LOCK);
        let lock = File::create(&path).map_err(io("opening", &path))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(PrivateError::InUse(data.to_owned())),
            Err(TryLockError::Error(source)) => Err(PrivateError::Io {
                doing: "locking",
                path,
                source,
            }),
        }
    }
}

/// A private PostgreSQL that answers: our own, or the one of the server that holds the folder.
#[derive(Debug)]
pub struct PrivateDatabase {
    options: PgConnectOptions,
    own: Option<(Keeper, Held)>,
}

impl PrivateDatabase {
    /// Starts the cluster of `data`, making it first where there is none.
    pub async fn start(data: &Path) -> Result<Self, PrivateError> {
        let held = Held::take(data)?;
        let lodging = Lodging::of(data)?;
        let cluster = Cluster::start(&lodging).await?;
        Ok(Self {
            options: cluster::options(&lodging),
            own: Some((Keeper::of(cluster, lodging), held)),
        })
    }

    /// The cluster of the server that runs on `data`; where none runs, one of our own until [`Self::stop`].
    pub async fn start_or_join(data: &Path) -> Result<Self, PrivateError> {
        let began = Instant::now();
        loop {
            match Self::start(data).await {
                Err(PrivateError::InUse(_)) => {}
                started => return started,
            }
            let options = cluster::options(&Lodging::of(data)?);
            if cluster::answers(&options).await {
                return Ok(Self { options, own: None });
            }
            if began.elapsed() > WAIT_MAX {
                return Err(PrivateError::Silent(data.to_owned()));
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// How its owner connects.
    pub fn owner(&self) -> PgConnectOptions {
        self.options.clone()
    }

    /// Stops it where we started it, after every transaction in flight has ended or been rolled back.
    pub async fn stop(self) {
        if let Some((keeper, held)) = self.own {
            keeper.stop().await;
            drop(held);
        }
    }
}
