//! One till with weeks of sales that nobody has got yet: it catches up while it goes on selling.

use crate::{Outcome, failed, quantile, sale, spread};
use serde_json::{Value, json};
use shared::sync::EnrolmentCode;
use shared::till::{Answer, Command, Query, TillCommand};
use std::path::Path;
use std::process::{Child, Command as Process, Stdio};
use std::time::{Duration, Instant};
use till::{Counter, CounterOptions};

/// Sales before and after, for comparison.
const SALES: u32 = 400;
/// Between two commands; hands are slower.
const PAUSE: Duration = Duration::from_millis(4);

/// A loop on the core that is the server's machine. A core that works slows down the others' syncs, whoever works on it:
/// so that what a sale takes with a catching-up and without can be compared, that core is busy both times.
struct Busy(Child);

impl Busy {
    fn on(core: &str) -> Outcome<Self> {
        let mut process = Process::new("taskset");
        process.args(["--cpu-list", core, "sh", "-c", "while :; do :; done"]);
        Ok(Self(process.stdin(Stdio::null()).spawn()?))
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Measures. `core` is the server's, where it has one for itself.
pub fn measure(folder: &Path, server: &str, code: &str, core: Option<&str>) -> Outcome<Value> {
    let mut options = CounterOptions::new(folder);
    options.keyring = false;
    let counter = Counter::open(options, |_| {})?;
    let (mut quiet, mut alone) = (Vec::new(), Vec::new());
    for _ in 0..SALES {
        sell(&counter, &mut quiet)?;
    }
    let busy = core.map(Busy::on).transpose()?;
    for _ in 0..SALES {
        sell(&counter, &mut alone)?;
    }
    drop(busy);
    let (waiting, held_before) = (status(&counter)?, held_kib("VmRSS:")?);
    let enrol = TillCommand::Enrol {
        server: server.to_owned(),
        code: code.parse::<EnrolmentCode>()?,
    };
    let began = Instant::now();
    counter.execute(Command::Till(enrol)).map_err(failed)?;
    let mut meanwhile = Vec::new();
    let mut held_most = held_before;
    loop {
        sell(&counter, &mut meanwhile)?;
        held_most = held_most.max(held_kib("VmRSS:")?);
        // The sale of this very moment may be on its way.
        if status(&counter)? <= 8 {
            break;
        }
    }
    let took = began.elapsed().as_secs_f64();
    let ratio = quantile(&mut meanwhile, 0.99) / quantile(&mut alone, 0.99);
    Ok(json!({
        "entries": waiting,
        "took_s": took,
        "entries_a_second": waiting as f64 / took,
        "quiet": spread(&mut quiet),
        "alone": spread(&mut alone),
        "meanwhile": spread(&mut meanwhile),
        "p99_ratio": ratio,
        "held_before_mib": held_before / 1024,
        "held_most_mib": held_most / 1024,
        "held_peak_mib": held_kib("VmHWM:")? / 1024,
    }))
}

/// A sale, each of its commands timed.
fn sell(counter: &Counter, times: &mut Vec<f64>) -> Outcome<()> {
    for command in sale(2).1 {
        let began = Instant::now();
        counter.execute(command).map_err(failed)?;
        times.push(began.elapsed().as_secs_f64() * 1e3);
        std::thread::sleep(PAUSE);
    }
    Ok(())
}

fn status(counter: &Counter) -> Outcome<u64> {
    match counter.query(Query::Sync).map_err(failed)? {
        Answer::Sync(status) => Ok(status.waiting),
        other => Err(format!("{other:?}").into()),
    }
}

fn held_kib(what: &str) -> Outcome<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(what));
    let kib = line.and_then(|line| line.trim().strip_suffix(" kB"));
    Ok(kib
        .ok_or("no such line in /proc/self/status")?
        .trim()
        .parse()?)
}
