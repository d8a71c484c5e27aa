//! Many seeds: played, checked, counted.

use crate::fault::Fault;
use crate::script::Script;
use crate::shrink::shrink;
use crate::tally::Tally;
use crate::world::{Violation, play};
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::time::{Duration, Instant};

/// Verdicts and turns that a campaign must meet, beside every fault.
const TURNS: [&str; 35] = [
    "shifts closed",
    "tills whose takings were counted again",
    "sales",
    "refunds",
    "sales found after a failure",
    "quiet moments checked",
    "tills joined",
    "a till taken back",
    "died in the middle of something",
    "a command refused by the rules",
    "a command refused by a full disk",
    "a command that failed",
    "verdict ok",
    "verdict revoked",
    "verdict server_restored",
    "pushed",
    "pushed again",
    "pushed, some set aside",
    "page",
    "page, more to come",
    "refusal fork",
    "worlds with clocks that drift",
    "the owner changes the menu",
    "the cloud goes on in a new series",
    "tabs that two tills worked on",
    "tabs paid twice",
    "lines after the payment",
    "verdict restored",
    "verdict fork",
    "verdict clone",
    "refusal clone",
    "a till that goes on in a new series",
    "older files with their witness",
    "older files without their witness",
    "entries lost with a till's files",
];
/// The same of what people do at counters beyond selling.
const COUNTERS: [&str; 40] = [
    "discounts given",
    "discounts taken back",
    "discounts refused",
    "discounts above the limit",
    "discounts approved",
    "tables opened before anything is on them",
    "tabs kept under a name",
    "tabs renamed",
    "tabs whose name was taken off",
    "named tabs that two tills worked on",
    "tabs that two tills named",
    "tabs called off",
    "tabs called off with an approval",
    "tabs called off twice",
    "tabs at work elsewhere when called off",
    "tabs paid that were called off",
    "lines of another till after a void",
    "lines put back after a void",
    "lines moved to another tab",
    "tabs at work elsewhere when lines were moved",
    "lines that two tills moved",
    "paid lines of another tab",
    "payments priced again",
    "settings changed",
    "stations set up",
    "stations told of a tab",
    "tabs that two tills told a station of",
    "tickets marked",
    "settings that two tills changed",
    "people added",
    "people changed",
    "PINs set",
    "PINs changed",
    "PINs locked",
    "wrong PINs",
    "a right PIN that has to wait",
    "signed in",
    "signed out",
    "steps of the time clock",
    "nobody signed in",
];
/// How long a failing script is shortened.
const PATIENCE: Duration = Duration::from_secs(60);

/// A seed that broke a promise.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Broken {
    /// The seed.
    pub seed: u64,
    /// Which promise.
    pub rule: String,
    /// What was found.
    pub detail: String,
    /// The shortest script that breaks it.
    pub script: String,
}

/// What many seeds gave.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Verdicts {
    /// Seeds played.
    pub seeds: u64,
    /// Seeds that were played twice, to compare their traces.
    pub twice: u64,
    /// How often each fault and verdict happened.
    pub tally: Tally,
    /// The seeds that broke a promise.
    pub broken: Vec<Broken>,
    /// How long it took.
    pub milliseconds: u64,
}

impl Verdicts {
    /// Takes what further seeds gave in.
    pub fn add(&mut self, more: Self) {
        self.seeds += more.seeds;
        self.twice += more.twice;
        self.tally.add(&more.tally);
        self.broken.extend(more.broken);
        self.milliseconds += more.milliseconds;
    }
}

/// What a campaign must meet: a fault or verdict that never happens proves nothing.
pub fn expected() -> Vec<String> {
    // Those are how worlds begin and who works in them, not moments.
    let moments =
        |fault: &&Fault| !matches!(fault, Fault::Drift | Fault::LateJoin | Fault::SharedTab);
    let faults = Fault::ALL.iter().filter(moments).map(|fault| fault.name());
    faults
        .chain(TURNS.iter().chain(&COUNTERS).map(|name| (*name).to_owned()))
        .collect()
}

/// Plays one seed; one in a hundred twice, which must give the same trace.
pub fn play_seed(seed: u64) -> (Tally, bool, Option<Violation>) {
    let script = Script::of(seed);
    let played = play(&script, 0);
    let twice = seed.is_multiple_of(100);
    let mut violation = played.violation;
    if twice && violation.is_none() {
        let again = play(&script, 0);
        if again.trace != played.trace {
            let detail = format!("{} and {}", played.trace, again.trace);
            violation = Some(Violation::new("the same seed gives the same trace", detail));
        }
    }
    (played.tally, twice, violation)
}

/// Plays seeds until there are none left or the time is up. Answers what they gave and the first seed not played.
pub fn campaign(seeds: Range<u64>, until: Option<Instant>, shrinks: bool) -> (Verdicts, u64) {
    let begun = Instant::now();
    let mut verdicts = Verdicts::default();
    let mut next = seeds.start;
    for seed in seeds {
        if until.is_some_and(|until| Instant::now() >= until) {
            break;
        }
        let (tally, twice, violation) = play_seed(seed);
        verdicts.seeds += 1;
        verdicts.twice += u64::from(twice);
        verdicts.tally.add(&tally);
        verdicts.broken.extend(violation.map(|violation| {
            let script = Script::of(seed);
            let script = match shrinks {
                true => shrink(&script, violation.rule, PATIENCE),
                false => script,
            };
            Broken {
                seed,
                rule: violation.rule.to_owned(),
                detail: violation.detail,
                script: script.to_string(),
            }
        }));
        next = seed + 1;
    }
    verdicts.milliseconds = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    (verdicts, next)
}
