//! The installed programs of PostgreSQL: where they are, and how they are run.

use super::PrivateError;
use crate::database::Lodging;
use std::fs;
use std::path::{Path, PathBuf};
use tokio::process::Command;

/// The programs that made the cluster; for a new one those that `pg_config` names, else the newest.
pub async fn programs(cluster: &Path) -> Result<PathBuf, PrivateError> {
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

/// A program, run as the cluster's user.
pub fn command(programs: &Path, program: &str, lodging: &Lodging) -> Command {
    let mut command = Command::new(programs.join(program));
    // The user may not be able to stand where we stand.
    command.current_dir("/");
    command.env("LC_ALL", "C");
    if let Some(user) = lodging.user {
        command.gid(user.gid).uid(user.uid);
    }
    command
}

/// Runs a program to its end.
pub async fn run(mut command: Command, program: &'static str) -> Result<(), PrivateError> {
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
