//! The peer of a push: PouchDB replicating the same entries to pouchdb-server. Both come from npm, for the bench only.

use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use super::programs::Programs;
use crate::cargo::answer;
use crate::npm;
use crate::step::step;

const PACKAGES: [&str; 2] = ["pouchdb@9.0.0", "pouchdb-server@4.2.0"];

/// Documents a second in its best batch size.
pub fn measure(programs: &Programs) -> Result<Value> {
    let modules = npm::installed(programs.place, &PACKAGES, "the push has no peer")?;
    let modules = modules.context("the peer is not there")?;
    let journal = programs.shipped("journal")?;
    let journal = journal["path"].as_str().context("no exported journal")?;
    let folder = programs.folder_of("pouchdb")?;
    let script = programs.place.root.join("bench/peers/pouchdb.mjs");
    let mut node = Command::new("node");
    node.arg(script).arg(modules).arg(journal).arg(folder);
    let text = step("PouchDB replicates the same entries", || answer(&mut node))?;
    serde_json::from_str(&text).with_context(|| format!("the peer answered {text:?}"))
}
