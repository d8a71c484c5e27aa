//! A world at work: one thread, one queue of what happens next, and the time of it.

mod act;
mod counter;
mod disk;
mod edit;
mod files;
mod owner;
mod people;
mod quiet;
mod wire;

use crate::chance::Chance;
use crate::check::FactThere;
use crate::fault::Fault;
use crate::ledger::Ledger;
use crate::machine::Machine;
use crate::network::Fate;
use crate::script::{Act, Script};
use crate::server::Server;
use crate::stranger::Stranger;
use crate::tally::Tally;
use crate::trace::Trace;
use people::People;
use shared::till::{Command, TillFailure};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use till::sync::{Outage, Request, Response};

/// When every world begins: 2026-11-24 08:00 in Buenos Aires.
pub const START_MS: i64 = 1_795_518_000_000;

/// A pause longer than this is a night.
const NIGHT_MS: i64 = 12 * 60_000;
/// How long tills stay on before a night: a few looks for news, for what was sold last to leave.
const EVENING_MS: i64 = 60_000;

/// A promise that was broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Which.
    pub rule: &'static str,
    /// What was found.
    pub detail: String,
}

impl Violation {
    /// A broken promise.
    pub fn new(rule: &'static str, detail: impl Into<String>) -> Self {
        Self {
            rule,
            detail: detail.into(),
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.rule, self.detail)
    }
}

/// What is asserted, or why not.
pub type Checked = Result<(), Violation>;

/// A script that was played.
#[derive(Clone, Debug)]
pub struct Played {
    /// The first promise that was broken, if any.
    pub violation: Option<Violation>,
    /// How often each fault and verdict happened.
    pub tally: Tally,
    /// The hash of everything that happened.
    pub trace: String,
    /// The last lines of it.
    pub lines: Vec<String>,
}

/// What happens at a moment by itself.
enum Event {
    /// A till wants to look.
    Wake { who: usize, life: u64 },
    /// A request arrives at the server.
    Arrive {
        who: usize,
        life: u64,
        number: u64,
        request: Box<Request>,
        fate: Fate,
    },
    /// An answer arrives, or nothing is hoped for any more.
    Return {
        who: usize,
        life: u64,
        number: u64,
        answer: Box<Result<Response, Outage>>,
    },
    /// The server pokes a till.
    Poke { who: usize, life: u64 },
    /// A till's disk has room again.
    Room { who: usize },
}

/// A world.
pub struct World<'s> {
    pub(crate) script: &'s Script,
    pub(crate) now_ms: i64,
    pub(crate) machines: Vec<Machine>,
    pub(crate) server: Server,
    pub(crate) ledger: Ledger,
    pub(crate) strangers: Vec<Option<Stranger>>,
    pub(crate) tally: Tally,
    pub(crate) trace: Trace,
    /// Entries that were lost with the files of a till, as far as the server did not have them.
    pub(crate) lost: BTreeSet<FactThere>,
    /// Entries that were lost as well, unless a machine that was off then holds them.
    unsure: BTreeSet<FactThere>,
    /// Nothing goes wrong now.
    pub(crate) calm: bool,
    /// The last command of each till, and whether it was done.
    last: Vec<Option<(Command, bool)>>,
    /// Why the last command was not done, where it was not.
    no: Option<TillFailure>,
    /// Who works here, and their PINs.
    people: People,
    wires: Vec<Chance>,
    queue: BTreeMap<(i64, u64), Event>,
    queued: u64,
    /// Requests in a row that failed, by till, and when the first of them was made.
    failing: Vec<(u64, i64)>,
    root: tempfile::TempDir,
}

/// Plays a script and checks it. The last `keep` lines of what happened come with the result.
pub fn play(script: &Script, keep: usize) -> Played {
    let mut world = match World::new(script, keep) {
        Ok(world) => world,
        Err(violation) => {
            return Played {
                violation: Some(violation),
                tally: Tally::default(),
                trace: String::new(),
                lines: Vec::new(),
            };
        }
    };
    let violation = world.run().err();
    if let Some(violation) = &violation {
        world.note(format_args!("broken: {violation}"));
    }
    let (trace, lines) = world.trace.end();
    Played {
        violation,
        tally: world.tally,
        trace,
        lines,
    }
}

/// A folder in memory where the system has one: nothing here is about the disk's speed.
fn root() -> std::io::Result<tempfile::TempDir> {
    let memory = std::path::Path::new("/dev/shm");
    let builder = tempfile::Builder::new().prefix("cortado-world-").to_owned();
    match builder.tempdir_in(memory) {
        Ok(folder) => Ok(folder),
        Err(_) => builder.tempdir(),
    }
}

impl<'s> World<'s> {
    fn new(script: &'s Script, keep: usize) -> Result<Self, Violation> {
        let root = root().map_err(|error| Violation::new("a world", error.to_string()))?;
        let mut chance = Chance::of(script.seed, 2);
        let page_most = [3, 10, 50, 2_000][chance.index(4).unwrap_or(0)];
        let (mut machines, mut drifting) = (Vec::new(), false);
        for number in 0..script.tills {
            let drift = match script.has(Fault::Drift) {
                true => chance.between(-300, 300),
                false => 0,
            };
            if drift != 0 {
                drifting = true;
            }
            let business = usize::from(number % script.businesses.max(1));
            let own = Chance::of(script.seed, 100 + u64::from(number));
            let machine = Machine::new(number, business, root.path(), own, drift);
            machines.push(machine.map_err(|error| Violation::new("a world", error.to_string()))?);
        }
        let count = machines.len();
        let wire = |number: u64| Chance::of(script.seed, 200 + number);
        let mut world = Self {
            script,
            now_ms: START_MS,
            machines,
            server: Server::new(script.businesses, page_most),
            ledger: Ledger::default(),
            strangers: (0..script.businesses).map(|_| None).collect(),
            tally: Tally::default(),
            trace: Trace::keeping(keep),
            lost: BTreeSet::new(),
            unsure: BTreeSet::new(),
            calm: false,
            last: vec![None; count],
            no: None,
            people: People::of(script),
            wires: (0..u64::from(script.tills)).map(wire).collect(),
            queue: BTreeMap::new(),
            queued: 0,
            failing: vec![(0, 0); count],
            root,
        };
        if drifting {
            world.tally.count("worlds with clocks that drift");
        }
        for who in 0..count {
            world.start(who)?;
        }
        Ok(world)
    }

    fn run(&mut self) -> Checked {
        let mut shift = 0;
        let script = self.script;
        for act in &script.acts {
            let at = START_MS + act.at + shift;
            if at - self.now_ms > NIGHT_MS {
                self.run_until(self.now_ms + EVENING_MS)?;
                self.sleep_until(at)?;
            }
            self.run_until(at)?;
            let before = self.now_ms;
            self.act(act)?;
            shift += self.now_ms - before;
        }
        Ok(())
    }

    fn act(&mut self, act: &Act) -> Checked {
        let who = usize::from(act.who) % self.machines.len().max(1);
        let mut luck = Chance::of(act.luck, self.script.seed);
        self.perform(act.what, who, &mut luck)
    }

    /// The night: every till is closed, and opened again in the morning. What was on its way is lost.
    fn sleep_until(&mut self, until_ms: i64) -> Checked {
        self.tally.count("nights");
        self.note(format_args!("a night until {}", until_ms - START_MS));
        for machine in &mut self.machines {
            machine.stop();
        }
        let asleep = |event: &Event| !matches!(event, Event::Room { .. });
        let due = self.queue.range(..(until_ms, 0));
        let due: Vec<_> = due
            .filter(|(_, event)| asleep(event))
            .map(|(key, _)| *key)
            .collect();
        for key in due {
            self.queue.remove(&key);
        }
        self.run_until(until_ms)?;
        for who in 0..self.machines.len() {
            self.start(who)?;
        }
        Ok(())
    }

    /// Lets everything happen that is due before a moment.
    fn run_until(&mut self, until_ms: i64) -> Checked {
        while let Some(entry) = self.queue.first_entry() {
            let (at, _) = *entry.key();
            if at > until_ms {
                break;
            }
            let event = entry.remove();
            self.now_ms = self.now_ms.max(at);
            self.happen(event)?;
        }
        self.now_ms = self.now_ms.max(until_ms);
        Ok(())
    }

    fn happen(&mut self, event: Event) -> Checked {
        match event {
            Event::Wake { who, life } => {
                let machine = &mut self.machines[who];
                if machine.life == life && machine.wakes_at.is_some_and(|at| at <= self.now_ms) {
                    machine.wakes_at = None;
                    self.look(who)?;
                }
                Ok(())
            }
            Event::Arrive {
                who,
                life,
                number,
                request,
                fate,
            } => self.arrive(who, (life, number), &request, &fate),
            Event::Return {
                who,
                life,
                number,
                answer,
            } => self.come_back(who, (life, number), *answer),
            Event::Room { who } => {
                self.machines[who].disk.heal();
                Ok(())
            }
            Event::Poke { who, life } => {
                if self.machines[who].life == life && self.machines[who].till.is_some() {
                    self.machines[who].engine.poke();
                    self.look(who)?;
                }
                Ok(())
            }
        }
    }

    fn later(&mut self, in_ms: i64, event: Event) {
        self.queued += 1;
        let at = self.now_ms.saturating_add(in_ms.max(0));
        self.queue.insert((at, self.queued), event);
    }

    pub(crate) fn note(&mut self, what: fmt::Arguments<'_>) {
        self.trace.note(self.now_ms - START_MS, what);
    }

    fn fired(&mut self, fault: Fault) {
        self.tally.count(&fault.name());
    }
}
