//! Where things are: the repository, cargo's target folder, what we build into.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// The folders every command works in, all absolute.
pub struct Place {
    /// The repository.
    pub root: PathBuf,
    /// Cargo's target folder, wherever `CARGO_TARGET_DIR` or a configuration puts it.
    pub target: PathBuf,
    /// What ships: binaries and pages.
    pub dist: PathBuf,
}

impl Place {
    /// Finds the repository this xtask belongs to, and the target folder: the one we were given, or the one cargo knows.
    pub fn find() -> Result<Self> {
        let here = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = here
            .parent()
            .context("xtask stands at the root of the disk")?
            .to_path_buf();
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => std::path::absolute(folder)?,
            None => target_folder(&root)?,
        };
        let dist = root.join("dist");
        Ok(Self { root, target, dist })
    }

    /// The folder of the WebAssembly build: its own, because another compiler may write it.
    pub fn wasm_target(&self) -> PathBuf {
        self.target.join("wasm")
    }

    /// The folder for tools we install for ourselves, kept with the build.
    pub fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }
}

fn target_folder(root: &Path) -> Result<PathBuf> {
    let answer = Command::new(cargo())
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ])
        .current_dir(root)
        .output()
        .context("cannot start cargo")?;
    ensure!(
        answer.status.success(),
        "cargo metadata: {}",
        String::from_utf8_lossy(&answer.stderr)
    );
    let metadata: serde_json::Value = serde_json::from_slice(&answer.stdout)?;
    let target = metadata["target_directory"]
        .as_str()
        .context("cargo metadata names no target folder")?;
    Ok(PathBuf::from(target))
}

/// The cargo that started us, or the one on the path.
pub fn cargo() -> PathBuf {
    env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}
