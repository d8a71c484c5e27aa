//! What happens in a world, written down: made from a seed, shrunk when it fails, kept as a file when it found a bug.

use crate::chance::Chance;
use crate::fault::Fault;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

/// A day, or a month, of a world.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Script {
    /// Where every draw of the world comes from.
    pub seed: u64,
    /// How many tills there are.
    pub tills: u8,
    /// How many businesses; till 0 is in the first, till 1 in the second …
    pub businesses: u8,
    /// What can go wrong on the wire, and elsewhere by itself.
    pub faults: BTreeSet<Fault>,
    /// What happens, in order.
    #[serde(skip)]
    pub acts: Vec<Act>,
}

/// One thing that somebody does, or that happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// Milliseconds after the beginning.
    pub at: i64,
    /// Which till.
    pub who: u8,
    /// What.
    pub what: What,
    /// Where its details come from.
    pub luck: u64,
}

/// What can be done, or happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A whole sale: lines and payment.
    Sale,
    /// A tab is opened.
    Open,
    /// Something is changed on a tab.
    Touch,
    /// A tab is paid.
    Pay,
    /// Money is given back for a paid order.
    Refund,
    /// Something is taken off a tab, or not any more; or a whole sale with that, and a tip.
    Discount,
    /// A tab gets a name, or another one.
    Name,
    /// A tab is called off.
    Void,
    /// Lines of a tab go to another one: a part that is paid apart, or all of it.
    Move,
    /// The counters are set up in another way.
    Settings,
    /// A station is told what a tab holds, or says how far it is.
    Kitchen,
    /// Somebody joins the team, comes, goes, or shows who they are.
    Team,
    /// A shift is opened, or something is done with its drawer, or it is closed.
    Shift,
    /// The menu is changed.
    Menu,
    /// The owner changes the menu, away from the tills.
    Edit,
    /// A menu file is taken in.
    Import,
    /// The screen is set up.
    Preferences,
    /// Something that the rules refuse.
    Nonsense,
    /// The last command again.
    Repeat,
    /// The till joins its business.
    Join,
    /// Every table is emptied and filled again.
    Rebuild,
    /// The till tidies up.
    Tidy,
    /// The till dies and starts again.
    Crash,
    /// The till dies at one of its next calls to its disk.
    CrashWithin,
    /// The till's disk is full for a while.
    DiskFull,
    /// One of the till's next syncs fails.
    SyncFails,
    /// The till is closed and opened.
    Restart,
    /// The till's clock jumps.
    ClockJump,
    /// The till's network is away.
    Partition,
    /// The server dies.
    ServerCrash,
    /// A backup of the server is made.
    Backup,
    /// The server is restored from its last backup.
    ServerRestored,
    /// The owner revokes the till.
    Revoke,
    /// The owner takes it back.
    Release,
    /// A till of a newer version writes.
    Poison,
    /// Somebody keeps a copy of the till's files.
    KeepFiles,
    /// That copy is put back.
    PutBack,
    /// A second machine starts with the till's files.
    CopyMachine,
    /// The till's WAL is lost.
    LoseWal,
    /// The weather clears; everybody syncs; everything is checked.
    Quiet,
}

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// In how many worlds of a hundred there is a team.
const TEAMS: u64 = 12;

impl Script {
    /// The script of a seed.
    pub fn of(seed: u64) -> Self {
        let mut chance = Chance::of(seed, 1);
        let tills = 2 + u8::try_from(chance.below(4)).unwrap_or(0);
        let businesses = if chance.percent(25) { 2 } else { 1 };
        // Some worlds are calm, some are terrible.
        let badness = 15 + chance.below(60);
        let faults = Fault::ALL.iter().copied();
        let faults: BTreeSet<Fault> = faults.filter(|_| chance.percent(badness)).collect();
        let mut script = Self {
            seed,
            tills,
            businesses,
            faults,
            acts: Vec::new(),
        };
        script.write(&mut chance);
        script
    }

    fn write(&mut self, chance: &mut Chance) {
        let span = match chance.below(10) {
            0..=4 => chance.between(20 * MINUTE, 2 * HOUR),
            5..=7 => chance.between(4 * HOUR, DAY),
            _ => chance.between(2 * DAY, 20 * DAY),
        };
        let count = chance.between(40, 220);
        let rounds = chance.between(1, 3);
        let weights = self.weights(chance);
        let mut at = 0;
        for who in 0..self.tills {
            let late = self.has(Fault::LateJoin) && chance.percent(50);
            let join = if late { span / 2 } else { 0 };
            let joins = chance.between(0, 2_000) + join;
            self.push(joins, who, What::Join, chance);
        }
        for number in 1..=count {
            at += match chance.below(10) {
                0..=6 => chance.between(50, 6_000),
                7..=8 => chance.between(0, 2 * span / count),
                _ => chance.between(0, 5 * span / count),
            };
            let who = u8::try_from(chance.below(u64::from(self.tills))).unwrap_or(0);
            let what = weighted(&weights, chance);
            self.push(at, who, what, chance);
            if number % (count / rounds) == 0 {
                self.push(at + 1, 0, What::Quiet, chance);
                at += 10 * MINUTE;
            }
        }
        self.acts.sort_by_key(|act| act.at);
        let end = self.acts.last().map_or(0, |act| act.at);
        self.push(end + 1, 0, What::Quiet, chance);
    }

    fn push(&mut self, at: i64, who: u8, what: What, chance: &mut Chance) {
        let luck = chance.draw();
        self.acts.push(Act {
            at,
            who,
            what,
            luck,
        });
    }

    /// Whether this can go wrong here.
    pub fn has(&self, fault: Fault) -> bool {
        self.faults.contains(&fault)
    }

    fn weights(&self, chance: &mut Chance) -> Vec<(u64, What)> {
        let mut weights = vec![
            (10 + chance.below(30), What::Sale),
            (4 + chance.below(12), What::Open),
            (6 + chance.below(30), What::Touch),
            (3 + chance.below(12), What::Pay),
            (1 + chance.below(6), What::Refund),
            (1 + chance.below(6), What::Shift),
            (2 + chance.below(8), What::Discount),
            (1 + chance.below(6), What::Name),
            (1 + chance.below(4), What::Void),
            (1 + chance.below(6), What::Move),
            (chance.below(3), What::Settings),
            (chance.below(8), What::Kitchen),
            (2 + chance.below(8), What::Menu),
            (1 + chance.below(4), What::Edit),
            (chance.below(2), What::Import),
            (chance.below(2), What::Preferences),
            (chance.below(3), What::Nonsense),
            (1, What::Tidy),
        ];
        // Hashing PINs takes long.
        if chance.percent(TEAMS) {
            weights.push((6 + chance.below(8), What::Team));
        }
        let faults = [
            (Fault::Crash, 3, What::Crash),
            (Fault::CrashWithin, 5, What::CrashWithin),
            (Fault::DiskFull, 2, What::DiskFull),
            (Fault::SyncFails, 2, What::SyncFails),
            (Fault::Restart, 3, What::Restart),
            (Fault::ClockJump, 3, What::ClockJump),
            (Fault::Partition, 4, What::Partition),
            (Fault::ServerCrash, 2, What::ServerCrash),
            (Fault::ServerRestored, 2, What::Backup),
            (Fault::ServerRestored, 2, What::ServerRestored),
            (Fault::Repeat, 4, What::Repeat),
            (Fault::Rebuild, 2, What::Rebuild),
            (Fault::Revoke, 2, What::Revoke),
            (Fault::Revoke, 2, What::Release),
            (Fault::Poison, 4, What::Poison),
            (Fault::Restore, 2, What::KeepFiles),
            (Fault::Restore, 2, What::PutBack),
            (Fault::Copy, 1, What::CopyMachine),
            (Fault::LostWal, 1, What::LoseWal),
        ];
        let on = faults.iter().filter(|(fault, _, _)| self.has(*fault));
        weights.extend(on.map(|(_, weight, what)| (*weight, *what)));
        weights
    }
}

fn weighted(weights: &[(u64, What)], chance: &mut Chance) -> What {
    let total = weights.iter().map(|(weight, _)| weight).sum();
    let mut drawn = chance.below(total);
    for (weight, what) in weights {
        match drawn.checked_sub(*weight) {
            None => return *what,
            Some(rest) => drawn = rest,
        }
    }
    What::Sale
}

/// One line for the world, one for each act: easy to read, to shorten and to keep.
impl fmt::Display for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head = serde_json::to_string(self).map_err(|_| fmt::Error)?;
        writeln!(f, "{head}")?;
        for act in &self.acts {
            let line = serde_json::to_string(act).map_err(|_| fmt::Error)?;
            writeln!(f, "{line}")?;
        }
        Ok(())
    }
}

impl FromStr for Script {
    type Err = serde_json::Error;

    fn from_str(text: &str) -> Result<Self, serde_json::Error> {
        let mut lines = text.lines().filter(|line| !line.trim().is_empty());
        let mut script: Self = serde_json::from_str(lines.next().unwrap_or_default())?;
        script.acts = lines.map(serde_json::from_str).collect::<Result<_, _>>()?;
        Ok(script)
    }
}
