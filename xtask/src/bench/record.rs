//! Keeps the figures of a run, so that two runs can be compared.

use std::fs;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Result;
use serde_json::json;

use super::figure::Figure;
use crate::place::Place;

/// Writes a file named by the time.
pub fn write(place: &Place, figures: &[Figure]) -> Result<PathBuf> {
    let folder = place.target.join("bench");
    fs::create_dir_all(&folder)?;
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    let file = folder.join(format!("{seconds}.json"));
    let lines: Vec<_> = figures
        .iter()
        .map(|figure| json!({ "figure": figure, "ratio": figure.ratio(), "reached": figure.is_reached() }))
        .collect();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    fs::write(
        &file,
        serde_json::to_vec_pretty(&json!({ "at": seconds, "cores": cores, "figures": lines }))?,
    )?;
    Ok(file)
}
