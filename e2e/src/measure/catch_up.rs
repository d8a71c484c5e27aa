//! A till that nobody heard for weeks: 100,000 entries go to the server while it goes on selling. What is measured is
//! the till; in life the server is another machine, so that here it uses neither the till's disk nor its cores.

use super::fill;
use crate::aside;
use crate::place;
use crate::server::Server;
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Stdio};

const EMAIL: &str = "owner@example.com";
const PASSWORD: &str = "correct horse battery staple";

/// What the till says of itself.
pub fn measure(folder: &Path) -> Result<Value> {
    let till = folder.join("weeks");
    if till.exists() {
        std::fs::remove_dir_all(&till)?;
    }
    fill::copy(&fill::full(folder), &till)?;
    // What was copied is not to be on its way to the disk while the till is timed.
    ensure!(Command::new("sync").status()?.success(), "sync failed");
    let work = place::workplace("cortado-weeks-")?;
    let mut server = Server::start_aside(&work.path().join("server"))?;
    let made = server.create_owner(EMAIL, PASSWORD, &["--business", "Café Lumbre"])?;
    let code = made["enrolment_code"].as_str().context("no code")?;
    let output = aside::other_cores(&place::till_load()?)
        .arg("catch-up")
        .arg(&till)
        .args([server.url(), code.to_owned()])
        .args(aside::last().map(|core| core.to_string()))
        .stderr(Stdio::inherit())
        .output()?;
    ensure!(output.status.success(), "the till failed");
    server.stop()?;
    Ok(serde_json::from_slice(&output.stdout)?)
}
