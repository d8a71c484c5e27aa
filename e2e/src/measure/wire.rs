//! 100,000 waiting entries from a till to its server, and from there to a till that is new: real programs, real disks.

use super::{fill, quantile};
use crate::server::Server;
use crate::till::Till;
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Instant;

const ROUNDS: usize = 3;
const EMAIL: &str = "owner@example.com";
const PASSWORD: &str = "correct horse battery staple";

struct Round {
    entries: f64,
    push: f64,
    idle: f64,
    pull: f64,
}

/// Entries a second, medians. The last round's server is left in `server`, stopped, for who wants its entries.
pub fn measure(folder: &Path) -> Result<Value> {
    let rounds = (0..ROUNDS)
        .map(|_| round(folder))
        .collect::<Result<Vec<_>>>()?;
    let median = |of: fn(&Round) -> f64| {
        let mut values: Vec<f64> = rounds.iter().map(of).collect();
        quantile(&mut values, 0.5)
    };
    Ok(json!({
        "entries": median(|round| round.entries),
        "push_entries_a_second": median(|round| round.entries / round.push),
        "pull_entries_a_second": median(|round| round.entries / (round.pull - round.idle)),
        "idle_sync_s": median(|round| round.idle),
    }))
}

/// A fresh server and two tills. A sync that finds nothing to do is what starting the program and asking costs.
fn round(folder: &Path) -> Result<Round> {
    for name in ["server", "pushes", "pulls"] {
        let path = folder.join(name);
        if path.exists() {
            std::fs::remove_dir_all(path)?;
        }
    }
    let (pushes, pulls) = (folder.join("pushes"), Till::at(&folder.join("pulls")));
    fill::copy(&fill::full(folder), &pushes)?;
    let pushes = Till::at(&pushes);
    let mut server = Server::start(&folder.join("server"))?;
    let made = server.create_owner(EMAIL, PASSWORD, &["--business", "Café Lumbre"])?;
    let url = server.url();
    let text = |key: &str| {
        made[key]
            .as_str()
            .map(str::to_owned)
            .with_context(|| format!("no {key}"))
    };
    pushes.ask(&[
        "enrol",
        "--server",
        &url,
        "--code",
        &text("enrolment_code")?,
    ])?;
    let code = server.enrolment_code(&text("business_id")?)?;
    pulls.ask(&["enrol", "--server", &url, "--code", &code])?;
    let idle = timed_sync(&pulls)?.0;
    let (push, pushed) = timed_sync(&pushes)?;
    let (pull, _) = timed_sync(&pulls)?;
    server.stop()?;
    let entries = pushed["durable"].as_f64().context("no durable")?;
    Ok(Round {
        entries,
        push,
        idle,
        pull,
    })
}

fn timed_sync(till: &Till) -> Result<(f64, Value)> {
    let began = Instant::now();
    let status = till.ask(&["sync", "--until-quiet"])?;
    let took = began.elapsed().as_secs_f64();
    ensure!(status["waiting"] == 0, "{status}");
    Ok((took, status))
}
