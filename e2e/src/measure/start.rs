//! From starting the program to the first paint of the grid, by the page's own clock.

use super::{fill, quantile};
use crate::browser::Browser;
use crate::till::Till;
use crate::wait::until;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

const ROUNDS: usize = 9;

/// Medians, in milliseconds.
pub async fn measure(folder: &Path) -> Result<Value> {
    let (mut fulls, mut empties) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let full = first_paint(folder, &fill::full(folder)).await?;
        let empty = first_paint(folder, &fill::empty(folder)).await?;
        // The first start reads the program itself from the disk.
        if round > 0 {
            fulls.push(full);
            empties.push(empty);
        }
    }
    Ok(json!({
        "full_ms": quantile(&mut fulls, 0.5),
        "empty_ms": quantile(&mut empties, 0.5),
        "full_worst_ms": quantile(&mut fulls, 1.0),
    }))
}

/// Milliseconds from starting the program on this till to its first painted grid.
pub async fn first_paint(folder: &Path, data: &Path) -> Result<f64> {
    let (program, stamp) = stamped_program(folder)?;
    let window = Browser::window_of(&program, &Till::at(data)).await?;
    let script = "return window.__cortado_first_paint ?? null";
    let painted = until(
        "the grid",
        async || window.run(script).await,
        Value::is_number,
    )
    .await?;
    window.close().await?;
    let began: f64 = fs::read_to_string(&stamp)?.trim().parse()?;
    let painted = painted.as_f64().context("a moment")?;
    Ok(painted - began / 1e6)
}

/// The till behind a script that first writes down when it was started.
fn stamped_program(folder: &Path) -> Result<(std::path::PathBuf, std::path::PathBuf)> {
    use std::os::unix::fs::PermissionsExt;
    let (program, stamp) = (folder.join("stamped"), folder.join("started"));
    let till = crate::place::till()?;
    let script = format!(
        "#!/bin/sh\ndate +%s%N > '{}'\nexec '{}' \"$@\"\n",
        stamp.display(),
        till.display()
    );
    fs::write(&program, script)?;
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755))?;
    Ok((program, stamp))
}
