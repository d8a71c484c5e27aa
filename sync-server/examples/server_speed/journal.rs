//! The auditor's command on a journal of 200,000 entries, every group signed and the whole co-signed.

use crate::export::{export, server};
use crate::wire::history;
use crate::{Outcome, ratio};
use serde_json::{Value, json};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::time::Instant;
use sync_server::verify::verify_file;

const ORDERS: u32 = 50_000;
/// The median counts.
const ROUNDS: usize = 5;
const GOAL: f64 = 100_000.0;

/// Entries a second, and how much memory it takes more than before.
pub fn measure(folder: &Path) -> Outcome<Value> {
    let path = folder.join("journal.jsonl");
    let (entries, groups, key) = write(&path)?;
    // Asked twice: the first peak is that of making the journal.
    peak_kib()?;
    let before = peak_kib()?;
    let mut rates = Vec::new();
    for _ in 0..ROUNDS {
        let began = Instant::now();
        verify_file(&path, Some(key), Some(server().public()))?;
        rates.push(entries as f64 / began.elapsed().as_secs_f64());
    }
    rates.sort_by(f64::total_cmp);
    let rate = rates[ROUNDS / 2];
    Ok(json!({
        "entries": entries,
        "signatures": groups,
        "bytes": std::fs::metadata(&path)?.len(),
        "entries_a_second": rate.round(),
        "slowest_entries_a_second": rates[0].round(),
        "ratio_to_goal": ratio(rate, GOAL),
        "memory_mib_more_at_most": (peak_kib()? - before) / 1024,
    }))
}

/// The journal is dropped again before anything is measured.
fn write(path: &Path) -> Outcome<(usize, usize, shared::journal::PublicKey)> {
    let till = history(ORDERS);
    let mut file = BufWriter::new(File::create(path)?);
    export(&till, till.entries.len(), &mut file)?;
    file.flush()?;
    let groups = till.entries.iter().filter(|entry| entry.ends_group());
    Ok((till.entries.len(), groups.count(), till.header.public_key))
}

/// The most memory that this program has held since it was last asked.
fn peak_kib() -> Outcome<i64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = peak.and_then(|peak| peak.trim().strip_suffix(" kB"));
    let kib = kib.ok_or("no peak in /proc/self/status")?.trim().parse()?;
    // 5 sets the peak back to what is held now.
    std::fs::write("/proc/self/clear_refs", "5")?;
    Ok(kib)
}
