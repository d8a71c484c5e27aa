//! The peer of a push: PouchDB replicating the same entries to pouchdb-server. Both come from npm, for the bench only.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use serde_json::Value;

use super::programs::Programs;
use crate::cargo::{answer, finish};
use crate::place::Place;
use crate::step::step;

const PACKAGES: [&str; 2] = ["pouchdb@9.0.0", "pouchdb-server@4.2.0"];

/// Documents a second in its best batch size.
pub fn measure(programs: &Programs) -> Result<Value> {
    let modules = install(programs.place)?;
    let journal = programs.shipped("journal")?;
    let journal = journal["path"].as_str().context("no exported journal")?;
    let folder = programs.folder_of("pouchdb")?;
    let script = programs.place.root.join("bench/peers/pouchdb.mjs");
    let mut node = Command::new("node");
    node.arg(script).arg(modules).arg(journal).arg(folder);
    let text = step("PouchDB replicates the same entries", || answer(&mut node))?;
    serde_json::from_str(&text).with_context(|| format!("the peer answered {text:?}"))
}

/// Installs the packages once. Their install scripts are not run: what they need is in them.
fn install(place: &Place) -> Result<PathBuf> {
    let folder = place.tools().join(PACKAGES.join("-").replace('@', "-"));
    if folder
        .join("node_modules/pouchdb-server/package.json")
        .exists()
    {
        return Ok(folder);
    }
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("package.json"), r#"{ "private": true }"#)?;
    step("install PouchDB, once", || {
        finish(
            Command::new("npm")
                .args([
                    "install",
                    "--silent",
                    "--no-audit",
                    "--no-fund",
                    "--ignore-scripts",
                ])
                .args(PACKAGES)
                .current_dir(&folder)
                .stdin(Stdio::null()),
        )
    })?;
    Ok(folder)
}
