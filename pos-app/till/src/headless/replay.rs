//! Rings up a file of sales, order by order, and goes on where it stopped.

use super::complaint::Complaint;
use super::replay_clock::ReplayClock;
use super::replay_order::{Refused, Register};
use super::sales_file::{SalesFile, content_of};
use super::{print, say};
use crate::counter::{Counter, CounterOptions};
use crate::error::TillError;
use crate::moment::Clock;
use crate::real::SystemClock;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const PROGRESS_EVERY: Duration = Duration::from_secs(2);
const PATIENCE: Duration = Duration::from_secs(20);

#[derive(Default)]
struct Tally {
    recorded: u64,
    known: u64,
    refused_rows: usize,
}

/// Rings up the orders of `file`, only the first `limit` of them where there is one. An order that was rung up
/// before prints nothing.
pub fn replay(
    data: &Path,
    file: &Path,
    limit: Option<u64>,
    offline: bool,
) -> Result<(), Complaint> {
    let name = file.display().to_string();
    let content = content_of(file).map_err(TillError::io(format!("reading {name}")))?;
    let clock = Arc::new(ReplayClock::at(SystemClock.now_ms()));
    let menu_changed = Arc::new(AtomicBool::new(false));
    let options = CounterOptions {
        online: !offline,
        attended: false,
        clock: Arc::clone(&clock) as Arc<dyn Clock>,
        ..CounterOptions::new(data)
    };
    let heard = Arc::clone(&menu_changed);
    let counter = Counter::open(options, move |touched| {
        heard.fetch_or(touched.menu, Ordering::Relaxed);
    })?;
    let session = counter.session()?;
    let zone = session
        .settings
        .timezone
        .parse()
        .unwrap_or(chrono_tz::Tz::UTC);
    let mut register = Register::new(&counter, &clock, zone, &content)?;
    let rows = content.iter().filter(|byte| matches!(byte, b'\n')).count();
    let sales = SalesFile::open(content, session.settings.currency);
    let sales = sales.map_err(|problem| {
        Complaint::Usage(format!("{name}:{}: {}", problem.line, problem.fault))
    })?;
    let limit = limit
        .and_then(|limit| usize::try_from(limit).ok())
        .unwrap_or(usize::MAX);
    let mut tally = Tally::default();
    let mut told = Instant::now();
    for sold in sales.take(limit) {
        if menu_changed.swap(false, Ordering::Relaxed) {
            register.read_menu()?;
        }
        match register.ring_up(&sold) {
            Ok(Some(recorded)) => {
                print(&recorded)?;
                tally.recorded += 1;
            }
            Ok(None) => tally.known += 1,
            Err(Refused::Till(failure)) => return Err(failure.into()),
            Err(Refused::Rows(problems)) => {
                for problem in &problems {
                    say(&format!("{name}:{}: {}", problem.line, problem.fault));
                }
                tally.refused_rows += problems.len();
            }
        }
        if told.elapsed() > PROGRESS_EVERY {
            told = Instant::now();
            say(&format!(
                "{} orders rung up, {rows} rows in all",
                tally.recorded + tally.known
            ));
        }
    }
    finish(&counter, &name, &tally, offline)
}

fn finish(counter: &Counter, name: &str, tally: &Tally, offline: bool) -> Result<(), Complaint> {
    say(&format!(
        "{} orders rung up now, {} before",
        tally.recorded, tally.known
    ));
    if !offline && counter.session()?.business.is_some() {
        let quiet = counter.sync_until_quiet(PATIENCE, |_| {})?;
        if !quiet {
            say("The server does not answer: what is recorded here waits for the next sync.");
        }
    }
    match tally.refused_rows {
        0 => Ok(()),
        rows => Err(Complaint::Rows {
            file: name.to_owned(),
            rows,
        }),
    }
}
