//! A till that nobody heard for weeks: 100,000 entries go to the server while it goes on selling.

use super::fill;
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
    let (till, data) = (folder.join("weeks"), folder.join("weeks-server"));
    for path in [&till, &data] {
        if path.exists() {
            std::fs::remove_dir_all(path)?;
        }
    }
    fill::copy(&fill::full(folder), &till)?;
    let mut server = Server::start(&data)?;
    let made = server.create_owner(EMAIL, PASSWORD, &["--business", "Café Lumbre"])?;
    let code = made["enrolment_code"].as_str().context("no code")?;
    let output = Command::new(place::till_load()?)
        .arg("catch-up")
        .arg(&till)
        .args([server.url(), code.to_owned()])
        .stderr(Stdio::inherit())
        .output()?;
    ensure!(output.status.success(), "the till failed");
    server.stop()?;
    Ok(serde_json::from_slice(&output.stdout)?)
}
