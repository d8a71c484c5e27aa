//! Backups as PostgreSQL's own programs make and read them: `pg_dump` in its custom format, and `pg_restore`.
//!
//! The programs are told where to connect by their environment: a password never stands in a list of processes.

use super::private::{PrivateError, programs};
use sqlx::postgres::{PgConnectOptions, PgSslMode};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use thiserror::Error;
use tokio::process::Command;

/// Why there is no backup, or why it cannot be read.
#[derive(Debug, Error)]
pub enum DumpError {
    /// The programs are not there.
    #[error(transparent)]
    Programs(#[from] PrivateError),
    /// A file cannot be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A program of PostgreSQL failed.
    #[error("{program} failed: {output}")]
    Failed {
        /// Which.
        program: &'static str,
        /// What it printed.
        output: String,
    },
}

/// The programs, and whom they connect as.
#[derive(Debug)]
pub struct Dumps {
    folder: PathBuf,
    password: Option<String>,
}

impl Dumps {
    /// The programs that fit the cluster in `cluster`, or the installed ones. `password` is the owner's, where it has
    /// one.
    pub async fn of(cluster: &Path, password: Option<String>) -> Result<Self, DumpError> {
        let folder = programs(cluster).await?;
        Ok(Self { folder, password })
    }

    /// Writes a backup of a database into a file that is there once it is whole. Answers its bytes.
    pub async fn write(&self, database: &PgConnectOptions, file: &Path) -> Result<u64, DumpError> {
        let error = |source| DumpError::File {
            path: file.to_owned(),
            source,
        };
        let part = PathBuf::from(format!("{}.part", file.display()));
        let out = File::create(&part).map_err(error)?;
        let mut command = self.command("pg_dump", database);
        command.args(["--format=custom", "--no-owner"]);
        command.stdout(out.try_clone().map_err(error)?);
        let done = run(command, "pg_dump").await;
        let kept = done.and_then(|()| {
            out.sync_all().map_err(error)?;
            fs::rename(&part, file).map_err(error)?;
            let folder = file
                .parent()
                .filter(|parent| !parent.as_os_str().is_empty());
            let folder = File::open(folder.unwrap_or(Path::new("."))).map_err(error)?;
            folder.sync_all().map_err(error)?;
            Ok(out.metadata().map_err(error)?.len())
        });
        if kept.is_err() {
            // Half a backup is none.
            let _ = fs::remove_file(&part);
        }
        kept
    }

    /// Reads a backup into an empty database, wholly or not at all.
    pub async fn read(&self, database: &PgConnectOptions, file: &Path) -> Result<(), DumpError> {
        let mut command = self.command("pg_restore", database);
        command.args(["--exit-on-error", "--single-transaction", "--no-owner"]);
        let name = database.get_database().unwrap_or_default();
        command.arg("--dbname").arg(name).arg(file);
        command.stdout(Stdio::null());
        run(command, "pg_restore").await
    }

    fn command(&self, program: &str, database: &PgConnectOptions) -> Command {
        let mut command = Command::new(self.folder.join(program));
        command.env("LC_ALL", "C");
        let host = match database.get_socket() {
            Some(socket) => socket.as_os_str().to_owned(),
            None => database.get_host().into(),
        };
        command.env("PGHOST", host);
        command.env("PGPORT", database.get_port().to_string());
        command.env("PGUSER", database.get_username());
        command.env("PGDATABASE", database.get_database().unwrap_or_default());
        command.env("PGSSLMODE", ssl_mode(database.get_ssl_mode()));
        if let Some(password) = &self.password {
            command.env("PGPASSWORD", password);
        }
        command.stdin(Stdio::null()).kill_on_drop(true);
        command
    }
}

const fn ssl_mode(mode: PgSslMode) -> &'static str {
    match mode {
        PgSslMode::Disable => "disable",
        PgSslMode::Allow => "allow",
        PgSslMode::Prefer => "prefer",
        PgSslMode::Require => "require",
        PgSslMode::VerifyCa => "verify-ca",
        PgSslMode::VerifyFull => "verify-full",
    }
}

async fn run(mut command: Command, program: &'static str) -> Result<(), DumpError> {
    command.stderr(Stdio::piped());
    let output = command.spawn();
    let output = match output {
        Ok(child) => child.wait_with_output().await,
        Err(error) => Err(error),
    };
    let output = output.map_err(|source| DumpError::File {
        path: PathBuf::from(program),
        source,
    })?;
    match output.status.success() {
        true => Ok(()),
        false => Err(DumpError::Failed {
            program,
            output: String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        }),
    }
}
