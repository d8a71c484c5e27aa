//! A large shop at the counter, 20,000 products and 200,000 entries: its start, taps, the search, and what it holds in
//! memory.

use super::memory::family_kib;
use super::{fill, quantile, start, taps};
use crate::browser::Browser;
use crate::till::Till;
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::path::Path;

const STARTS: usize = 5;
const ORDERS: u32 = 20;
/// What is typed into the search, sign by sign; every sign finds other products than the one before.
const SEARCHED: [&str; 24] = [
    "1", "12", "123", "1234", "12345", "0", "07", "073", "0731", "19", "199", "1999", "19999", "5",
    "55", "555", "5555", "8", "80", "808", "8080", "3", "31", "314",
];
/// Puts a text into the search as a key would, and answers the milliseconds until the grid shows what it finds. The time
/// counts from before the event: the key's own way through the system is not in it.
const SEARCH: &str = "const [text, done] = arguments;
    const field = document.querySelector('[data-testid=search]');
    const grid = document.querySelector('[data-testid=grid]').parentElement;
    const began = performance.now();
    const seen = new MutationObserver(() => { seen.disconnect(); done(performance.now() - began); });
    seen.observe(grid, {subtree: true, childList: true, characterData: true, attributes: true});
    field.value = text;
    field.dispatchEvent(new InputEvent('input', {bubbles: true}));";

/// Milliseconds and MiB.
pub async fn measure(folder: &Path) -> Result<Value> {
    let data = fill::large(folder);
    let mut starts = Vec::new();
    for round in 0..=STARTS {
        let took = start::first_paint(folder, &data).await?;
        // The first start reads the program and the file from the disk.
        if round > 0 {
            starts.push(took);
        }
    }
    let window = Browser::window(&Till::at(&data)).await?;
    window.find("tile").await?;
    let mut measured = taps::orders(&window, ORDERS).await?;
    let mut searches = search(&window).await?;
    measured["start_ms"] = json!(quantile(&mut starts, 0.5));
    measured["search_median_ms"] = json!(quantile(&mut searches, 0.5));
    measured["search_p99_ms"] = json!(quantile(&mut searches, 0.99));
    measured["memory_mib"] = json!(family_kib(program_of(&data)?)? / 1024);
    window.close().await?;
    Ok(measured)
}

async fn search(window: &Browser) -> Result<Vec<f64>> {
    let mut took = Vec::new();
    for round in 0..5 {
        for text in SEARCHED {
            let answer = window.client().execute_async(SEARCH, vec![json!(text)]);
            let answer = answer.await?;
            // The first round is the page's first search.
            if round > 0 {
                took.push(answer.as_f64().context("no time")?);
            }
        }
    }
    ensure!(!took.is_empty(), "nothing was searched");
    Ok(took)
}

/// The till that has this folder open.
fn program_of(data: &Path) -> Result<u32> {
    let data = data.to_string_lossy();
    for process in std::fs::read_dir("/proc")? {
        let path = process?.path();
        // A process may end at any moment, and then it is none of ours.
        let line = std::fs::read(path.join("cmdline")).unwrap_or_default();
        let line = String::from_utf8_lossy(&line);
        let mut words = line.split('\0');
        let is_till = words
            .next()
            .is_some_and(|program| Path::new(program).ends_with("cortado"));
        if is_till && words.any(|word| word == data) {
            let name = path.file_name().context("a process has a number")?;
            return Ok(name.to_string_lossy().parse()?);
        }
    }
    anyhow::bail!("no till has {data} open")
}
