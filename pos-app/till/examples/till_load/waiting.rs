//! The tills that sold through the outage, in a process of their own: in life each is a machine of its own.
//!
//! Here they share the server's. They work only when nothing else wants to, and hold no lock that a live till waits for.

use crate::wire::{Seen, Wire};
use crate::{Outcome, Plan, failed, open, sale, spread};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use shared::money::Currency;
use shared::till::{Answer, Query};
use std::collections::BTreeMap;
use std::io::BufRead;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Barrier};
use std::time::{Duration, Instant};
use thread_priority::ThreadPriority;
use thread_priority::unix::{
    NormalThreadSchedulePolicy, ThreadSchedulePolicy, set_thread_priority_and_policy,
    thread_native_id,
};
use till::real::SystemClock;
use till::sync::{Action, Engine, HttpTransport, Transport, enrol_request, read_enrolment};
use till::{Clock, Till};

/// Nobody waits longer for a till to be through.
const PATIENCE: Duration = Duration::from_secs(600);
/// A waiting till's thread needs little.
const STACK: usize = 512 * 1024;
/// What the process says once its tills hold their entries.
const READY: &str = "ready";

/// What the tills saw.
#[derive(Serialize, Deserialize)]
pub struct Through {
    /// How many they are.
    pub tills: usize,
    /// What they hold.
    pub entries: u64,
    /// Seconds until the last had sent all it had.
    pub sent_s: f64,
    /// Seconds until nothing waited on either side.
    pub quiet_s: f64,
    /// How long their pushes took.
    pub pushes: Value,
    /// What did not go well, and how often.
    pub errors: BTreeMap<String, u64>,
}

/// The process, as the one that measures sees it.
pub struct Waiting {
    child: Child,
    input: ChildStdin,
    output: std::io::BufReader<ChildStdout>,
}

impl Waiting {
    /// Starts it, and waits until its tills hold their entries.
    pub fn start(plan: &str) -> Outcome<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["waiting", plan]).stdin(Stdio::piped());
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let input = child.stdin.take().ok_or("no way in")?;
        let output = child.stdout.take().ok_or("no way out")?;
        let mut output = std::io::BufReader::new(output);
        let mut line = String::new();
        output.read_line(&mut line)?;
        match line.trim() {
            READY => Ok(Self {
                child,
                input,
                output,
            }),
            other => Err(format!("the waiting tills said {other:?}").into()),
        }
    }

    /// Lets them come back, all at once, and waits until they are through.
    pub fn come_back(mut self) -> Outcome<Through> {
        drop(self.input);
        let through = serde_json::from_reader(&mut self.output)?;
        match self.child.wait()?.success() {
            true => Ok(through),
            false => Err("the waiting tills failed".into()),
        }
    }
}

/// What the process does: its tills come back when its standard input ends.
pub fn wait(plan: &Plan) -> Outcome<Value> {
    let tills = fill_all(plan)?;
    println!("{READY}");
    std::io::copy(&mut std::io::stdin(), &mut std::io::sink())?;
    // The threads that are started from here on inherit it.
    be_elsewhere()?;
    let seen = Seen::default();
    let through = come_back(tills, &seen)?;
    let last = |of: fn(&Came) -> Duration| {
        let last = through.iter().map(of).max();
        last.unwrap_or_default().as_secs_f64()
    };
    Ok(serde_json::to_value(Through {
        tills: through.len(),
        entries: through.iter().map(|till| till.entries).sum(),
        sent_s: last(|till| till.sent),
        quiet_s: last(|till| till.quiet),
        pushes: spread(&mut seen.take_pushes()),
        errors: seen.errors(),
    })?)
}

/// Two hundred threads of the lowest usual priority together still weigh as much as three others. These weigh nothing.
fn be_elsewhere() -> Outcome<()> {
    let idle = ThreadSchedulePolicy::Normal(NormalThreadSchedulePolicy::Idle);
    set_thread_priority_and_policy(thread_native_id(), ThreadPriority::Min, idle)
        .map_err(|error| format!("the waiting tills compete with the server: {error:?}"))?;
    Ok(())
}

/// When a till was through, after all came back.
struct Came {
    sent: Duration,
    quiet: Duration,
    entries: u64,
}

/// The tills that waited, enrolled, and with what they sold since.
fn fill_all(plan: &Plan) -> Outcome<Vec<Till>> {
    let one = |(number, code): (usize, &shared::sync::EnrolmentCode)| {
        let folder = plan.folder.join(format!("waiting-{number}"));
        let mut till = open(&folder)?;
        let request = enrol_request(&mut till, &plan.server, code.clone(), None)?;
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
fn come_back(tills: Vec<Till>, seen: &Seen) -> Outcome<Vec<Came>> {
    let start = Arc::new(Barrier::new(tills.len()));
    let mut threads = Vec::new();
    for till in tills {
        let (wire, start) = (Wire::new(seen), Arc::clone(&start));
        let thread = std::thread::Builder::new().stack_size(STACK);
        threads.push(thread.spawn(move || {
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
fn sync(mut till: Till, wire: &Wire) -> Outcome<Came> {
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
    Ok(Came {
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
