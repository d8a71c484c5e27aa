//! Many real tills of one process against a server that somebody else runs. Prints one JSON object.
//!
//! `till_load outage PLAN` lets tills that waited for a long time send all at once while others go on selling (`waiting`
//! is its other half);
//! `till_load catch-up FOLDER SERVER CODE [CORE]` lets one till with a long journal catch up while it goes on selling.

mod catch_up;
mod live;
mod outage;
mod waiting;
mod wire;

use serde::Deserialize;
use shared::id::{LineId, OrderId};
use shared::money::{Currency, Money};
use shared::order::{Item, OrderCommand};
use shared::payment::{Tender, TenderKind};
use shared::quantity::Quantity;
use shared::sync::EnrolmentCode;
use shared::till::{Command, TillFailure};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use till::real::{SystemClock, SystemEntropy};
use till::{Entropy, Till, TillOptions};

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// What to do: made by whoever runs the server.
#[derive(Deserialize)]
pub struct Plan {
    server: String,
    /// Where the tills' files go.
    folder: PathBuf,
    /// The codes of the tills that waited.
    waiting: Vec<EnrolmentCode>,
    /// How many entries each of them has.
    entries: u64,
    /// The codes of the tills that sell, by business.
    live: Vec<Vec<EnrolmentCode>>,
    /// How often each of them sells, in milliseconds.
    pause_ms: u64,
    /// How long they sell before the others come back, in milliseconds.
    before_ms: u64,
}

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let measured = match words.as_slice() {
        ["outage", plan] => outage::measure(plan)?,
        ["waiting", plan] => waiting::wait(&read_plan(plan)?)?,
        ["catch-up", folder, server, code, core @ ..] => {
            catch_up::measure(Path::new(folder), server, code, core.first().copied())?
        }
        _ => return Err("outage PLAN, or catch-up FOLDER SERVER CODE [CORE]".into()),
    };
    println!("{measured:#}");
    Ok(())
}

fn read_plan(file: &str) -> Outcome<Plan> {
    Ok(serde_json::from_slice(&std::fs::read(file)?)?)
}

fn open(folder: &Path) -> Outcome<Till> {
    Ok(Till::open(TillOptions {
        folder: folder.to_owned(),
        keyring: None,
        zone: "America/Argentina/Buenos_Aires".to_owned(),
        currency: Currency::ARS,
        app_version: "load".to_owned(),
        clock: Arc::new(SystemClock),
        entropy: Box::new(SystemEntropy),
    })?)
}

fn failed(failure: TillFailure) -> Box<dyn Error + Send + Sync> {
    format!("{failure:?}").into()
}

/// A sale of this many lines, command by command; its order comes along.
fn sale(lines: u32) -> (OrderId, Vec<Command>) {
    let entropy: &mut dyn Entropy = &mut SystemEntropy;
    let order = OrderId(entropy.uuid_v4());
    let price = Money::minor(380_000);
    let mut commands = Vec::new();
    for line in 0..lines {
        let command = OrderCommand::AddLine {
            line: LineId(entropy.uuid_v4()),
            item: Item::Amount {
                name: format!("Café con leche {line}"),
                price,
            },
            quantity: Quantity::ONE,
            modifiers: None,
            note: String::new(),
        };
        commands.push(Command::Order { order, command });
    }
    let total = (0..lines).map(|_| price).sum();
    let tenders = vec![Tender {
        kind: TenderKind::Card,
        amount: total,
    }];
    let command = OrderCommand::Settle {
        tenders,
        total,
        tip: Money::ZERO,
    };
    commands.push(Command::Order { order, command });
    (order, commands)
}

/// Milliseconds below which a share of the samples lies.
fn quantile(samples: &mut [f64], share: f64) -> f64 {
    samples.sort_by(f64::total_cmp);
    let last = samples.len().saturating_sub(1);
    let at = ((samples.len() as f64 * share) as usize).min(last);
    samples.get(at).copied().unwrap_or_default()
}

/// Median, 95th, 99th of a hundred, and the worst; and how many there were.
fn spread(samples: &mut [f64]) -> serde_json::Value {
    serde_json::json!({
        "count": samples.len(),
        "p50_ms": quantile(samples, 0.5),
        "p95_ms": quantile(samples, 0.95),
        "p99_ms": quantile(samples, 0.99),
        "max_ms": quantile(samples, 1.0),
    })
}
