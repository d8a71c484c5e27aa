//! Tills that sold through an outage come back all at once, while others go on selling.

use crate::live::{Live, Watch};
use crate::wire::{Seen, Wire};
use crate::{Outcome, Plan, failed, open, sale, spread};
use serde_json::{Value, json};
use shared::money::Currency;
use shared::till::{Answer, Query};
use std::sync::{Arc, Barrier};
use std::time::{Duration, Instant};
use till::priority::give_way;
use till::real::SystemClock;
use till::sync::{Action, Engine, HttpTransport, Transport, enrol_request, read_enrolment};
use till::{Clock, Till};

/// Nobody waits longer for a till to be through.
const PATIENCE: Duration = Duration::from_secs(600);
/// A waiting till's thread needs little.
const STACK: usize = 512 * 1024;

/// When a till was through, after all came back.
struct Through {
    sent: Duration,
    quiet: Duration,
    entries: u64,
}

/// Measures.
pub fn measure(plan: &Plan) -> Outcome<Value> {
    let began = Instant::now();
    let tills = fill_all(plan)?;
    eprintln!(
        "{} tills hold their entries after {:.0} s",
        tills.len(),
        began.elapsed().as_secs_f64()
    );
    let watch = Watch::default();
    let live = Live::start(plan, &watch)?;
    // The first moments, in which connections are made, do not count.
    std::thread::sleep(Duration::from_millis(plan.before_ms / 4));
    let _ = (
        watch.seen.take_pushes(),
        watch.take_screens(),
        watch.take_commands(),
    );
    std::thread::sleep(Duration::from_millis(plan.before_ms));
    let before = json!({
        "pushes": spread(&mut watch.seen.take_pushes()),
        "screens": spread(&mut watch.take_screens()),
        "commands": spread(&mut watch.take_commands()),
    });
    let seen = Seen::default();
    let through = come_back(tills, &seen)?;
    let mut errors = watch.seen.errors();
    let meanwhile = json!({
        "pushes": spread(&mut watch.seen.take_pushes()),
        "screens": spread(&mut watch.take_screens()),
        "commands": spread(&mut watch.take_commands()),
    });
    let unseen = live.stop(Duration::from_secs(30))?;
    for (error, count) in seen.errors() {
        *errors.entry(error).or_default() += count;
    }
    let last = |of: fn(&Through) -> Duration| {
        through
            .iter()
            .map(of)
            .max()
            .unwrap_or_default()
            .as_secs_f64()
    };
    Ok(json!({
        "tills": through.len(),
        "entries": through.iter().map(|till| till.entries).sum::<u64>(),
        "drained_s": last(|till| till.sent),
        "quiet_s": last(|till| till.quiet),
        "backlog_pushes": spread(&mut seen.take_pushes()),
        "before": before,
        "meanwhile": meanwhile,
        "unseen_sales": unseen,
        "errors": errors,
    }))
}

/// The tills that waited, enrolled, and with what they sold since.
fn fill_all(plan: &Plan) -> Outcome<Vec<Till>> {
    let one = |(number, code): (usize, &shared::sync::EnrolmentCode)| {
        let folder = plan.folder.join(format!("waiting-{number}"));
        let mut till = open(&folder)?;
        let request = enrol_request(&mut till, &plan.server, code.clone())?;
        let answer = read_enrolment(HttpTransport::default().send(&request), Currency::ARS)?;
        till.join(&plan.server, &answer)?;
        fill(&mut till, plan.entries)?;
        Ok(till)
    };
    let half = plan.waiting.len().div_ceil(2).max(1);
    let halves = plan.waiting.chunks(half).enumerate();
    std::thread::scope(|scope| {
        let fill = |(at, codes): (usize, &[_])| {
            (at * half..)
                .zip(codes.to_vec())
                .map(|(number, code)| one((number, &code)))
                .collect::<Outcome<Vec<_>>>()
        };
        let workers: Vec<_> = halves.map(|half| scope.spawn(move || fill(half))).collect();
        let mut tills = Vec::new();
        for worker in workers {
            tills.extend(worker.join().map_err(|_| "filling a till panicked")??);
        }
        Ok(tills)
    })
}

fn fill(till: &mut Till, entries: u64) -> Outcome<()> {
    while till.head().sequence.0 < entries {
        for command in sale(3).1 {
            till.execute(&command).map_err(failed)?;
        }
    }
    Ok(())
}

/// All at once.
fn come_back(tills: Vec<Till>, seen: &Seen) -> Outcome<Vec<Through>> {
    let start = Arc::new(Barrier::new(tills.len()));
    let mut threads = Vec::new();
    for till in tills {
        let (wire, start) = (Wire::new(seen), Arc::clone(&start));
        let thread = std::thread::Builder::new().stack_size(STACK);
        threads.push(thread.spawn(move || {
            // In life each of these tills is a machine of its own. Here they share the server's: what they do themselves, and
            // the threads that they start from here, waits for whatever the server wants to do.
            give_way();
            start.wait();
            sync(till, &wire).map_err(|error| error.to_string())
        })?);
    }
    let mut through = Vec::new();
    for thread in threads {
        through.push(thread.join().map_err(|_| "a till panicked")??);
    }
    Ok(through)
}

/// What a till's runner does, until nothing waits on either side.
fn sync(mut till: Till, wire: &Wire) -> Outcome<Through> {
    let began = Instant::now();
    let mut engine = Engine::default();
    let mut sent = None;
    loop {
        if began.elapsed() > PATIENCE {
            return Err("a till did not come through".into());
        }
        let now_ms = SystemClock.now_ms();
        match engine.poll(&mut till, now_ms)? {
            Action::Send(request) => {
                let answer = wire.send(&request);
                engine.received(&mut till, SystemClock.now_ms(), answer)?;
            }
            Action::Wait { .. } if engine.is_quiet() => break,
            Action::Wait { until_ms } => {
                let wait = until_ms
                    .saturating_sub(SystemClock.now_ms())
                    .clamp(1, 1_000);
                std::thread::sleep(Duration::from_millis(wait.unsigned_abs()));
            }
        }
        if sent.is_none() && waiting(&mut till)? == 0 {
            sent = Some(began.elapsed());
        }
    }
    Ok(Through {
        sent: sent.unwrap_or_else(|| began.elapsed()),
        quiet: began.elapsed(),
        entries: till.head().sequence.0,
    })
}

fn waiting(till: &mut Till) -> Outcome<u64> {
    match till.query(&Query::Sync).map_err(failed)? {
        Answer::Sync(status) => Ok(status.waiting),
        other => Err(format!("{other:?}").into()),
    }
}
