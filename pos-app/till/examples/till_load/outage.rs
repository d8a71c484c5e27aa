//! Tills that sold through an outage come back all at once, while others go on selling.

use crate::live::{Live, Watch};
use crate::waiting::Waiting;
use crate::{Outcome, read_plan, spread};
use serde_json::{Value, json};
use std::time::Duration;

/// Measures.
pub fn measure(file: &str) -> Outcome<Value> {
    let plan = read_plan(file)?;
    let waiting = Waiting::start(file)?;
    let watch = Watch::default();
    let live = Live::start(&plan, &watch)?;
    // The first moments, in which connections are made, do not count.
    std::thread::sleep(Duration::from_millis(plan.before_ms / 4));
    let _ = said(&watch);
    std::thread::sleep(Duration::from_millis(plan.before_ms));
    let before = said(&watch);
    let through = waiting.come_back()?;
    let meanwhile = said(&watch);
    let mut errors = watch.seen.errors();
    let unseen = live.stop(Duration::from_secs(30))?;
    for (error, count) in through.errors {
        *errors.entry(error).or_default() += count;
    }
    Ok(json!({
        "tills": through.tills,
        "entries": through.entries,
        "drained_s": through.sent_s,
        "quiet_s": through.quiet_s,
        "backlog_pushes": through.pushes,
        "before": before,
        "meanwhile": meanwhile,
        "unseen_sales": unseen,
        "errors": errors,
    }))
}

/// What the live tills saw since this was last asked.
fn said(watch: &Watch) -> Value {
    json!({
        "pushes": spread(&mut watch.seen.take_pushes()),
        "screens": spread(&mut watch.take_screens()),
        "commands": spread(&mut watch.take_commands()),
    })
}
