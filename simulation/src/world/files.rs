//! What happens to the files of a till: older ones are put back, they are copied to another machine, a part is lost.

use super::{Checked, Violation, World};
use crate::chance::Chance;
use crate::check::FactThere;
use crate::fault::Fault;
use crate::machine::Machine;
use crate::script::What;
use failing_disk::Loss;
use std::path::Path;
use till::{OpenError, Till, TillError, Witness};

/// More machines than this of one business and a world takes too long.
const MACHINES_MOST: usize = 7;

impl World<'_> {
    /// Something happens to the files of a till.
    pub(super) fn with_files(&mut self, what: What, who: usize, luck: &mut Chance) -> Checked {
        match what {
            What::PutBack => self.put_back(who, luck),
            What::CopyMachine => self.copy_machine(who),
            What::LoseWal => self.lose_wal(who, luck),
            _ => {
                self.keep_image(who);
                Ok(())
            }
        }
    }

    /// Somebody keeps a copy of a till's files.
    fn keep_image(&mut self, who: usize) {
        if !self.machines[who].sick && self.machines[who].starts > 1 {
            self.machines[who].image = Some(self.machines[who].disk.photo());
            self.note(format_args!("somebody keeps the files of till {who}"));
        }
    }

    /// The files that somebody kept are put back, with or without what lies beside them.
    fn put_back(&mut self, who: usize, luck: &mut Chance) -> Checked {
        let Some(image) = self.machines[who].image.take() else {
            self.keep_image(who);
            return Ok(());
        };
        if self.machines[who].sick {
            return Ok(());
        }
        self.fired(Fault::Restore);
        self.machines[who].stop();
        self.machines[who].disk.restart_from(&image, Loss::Nothing);
        self.lose_witness(who, luck);
        self.note(format_args!("older files of till {who} are put back"));
        self.start_forgetful(who)
    }

    /// The WAL is gone when the till starts again.
    fn lose_wal(&mut self, who: usize, luck: &mut Chance) -> Checked {
        if self.machines[who].sick || self.machines[who].starts < 2 {
            return Ok(());
        }
        self.fired(Fault::LostWal);
        self.machines[who].die(Loss::Nothing);
        let whole = self.machines[who].disk.photo();
        self.machines[who].disk.put("till.db-wal", Vec::new());
        if self.is_damaged(who) {
            // A part of it was written back already: what is left is a damaged file, and such a one is mended from the
            // bytes on a real disk. Real files prove that; here the WAL is found again.
            self.tally.count("lost WALs that leave a damaged file");
            self.machines[who].disk.restart_from(&whole, Loss::Nothing);
            return self.start(who);
        }
        self.machines[who].disk.restart_from(&whole, Loss::Nothing);
        self.machines[who].disk.put("till.db-wal", Vec::new());
        self.lose_witness(who, luck);
        self.note(format_args!("till {who} loses its WAL"));
        self.start_forgetful(who)
    }

    fn is_damaged(&mut self, who: usize) -> bool {
        let opened = self.machines[who].start(self.now_ms);
        let is_damage = |error: &OpenError| matches!(error, OpenError::Failed(_));
        let damaged = opened.as_ref().is_err_and(is_damage);
        self.machines[who].stop();
        damaged
    }

    fn lose_witness(&mut self, who: usize, luck: &mut Chance) {
        let lost = luck.percent(50);
        if lost {
            let _ = std::fs::remove_file(self.machines[who].folder().join("till.witness"));
        }
        self.tally.count(match lost {
            true => "older files without their witness",
            false => "older files with their witness",
        });
    }

    fn start_forgetful(&mut self, who: usize) -> Checked {
        self.machines[who].forgetful = true;
        // What it did last may not be in these files: done again, it is done for the first time.
        self.last[who] = None;
        let witness = Witness::read(self.machines[who].folder());
        self.start(who)?;
        self.machines[who].forgetful = false;
        let lost = self.count_lost();
        self.is_named(who, witness, &lost)
    }

    /// What is lost for ever, and proved by the witness, is named by the till.
    fn is_named(&mut self, who: usize, witness: Option<Witness>, lost: &[FactThere]) -> Checked {
        let fault = |error: TillError| Violation::new("a till is read", error.to_string());
        let (Some(witness), Some(till)) = (witness, &self.machines[who].till) else {
            return Ok(());
        };
        let named = till.missing().map_err(fault)?;
        for (series, place, hash) in lost {
            // Where these files have another entry, written before they were put aside, they do not lack this one.
            let stands = self
                .stands_another(till, (*series, *place, *hash))
                .map_err(fault)?;
            let proved = *series == witness.series && *place <= witness.sequence && !stands;
            let names = named.iter().any(|missing| {
                missing.series == *series && (missing.from..=missing.upto).contains(place)
            });
            if proved && !names {
                let detail = format!("till {who} says nothing of entry {place} of {series}");
                return Err(Violation::new("what is lost is named", detail));
            }
        }
        Ok(())
    }

    fn stands_another(
        &self,
        till: &Till,
        (series, at, hash): FactThere,
    ) -> Result<bool, TillError> {
        let told = self.ledger.lines.get(&series).into_iter();
        let there = told.flat_map(|line| line.told.keys());
        for (_, other) in there.filter(|(place, other)| *place == at && *other != hash) {
            if till.holds(series, at, *other)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A second machine starts with the files of a till, and both sell.
    fn copy_machine(&mut self, who: usize) -> Checked {
        let fault = |error: std::io::Error| Violation::new("a world", error.to_string());
        let machine = &self.machines[who];
        if machine.sick || self.machines.len() >= MACHINES_MOST {
            return Ok(());
        }
        let number = u8::try_from(self.machines.len()).unwrap_or(u8::MAX);
        let seed = self.script.seed;
        let own = Chance::of(seed, 100 + u64::from(number));
        let mut copy =
            Machine::new(number, machine.business, self.root.path(), own, 0).map_err(fault)?;
        copy_files(machine.folder(), copy.folder()).map_err(fault)?;
        copy.disk.restart_from(&machine.disk.photo(), Loss::Nothing);
        (copy.joined, copy.starts) = (machine.joined, machine.starts);
        self.fired(Fault::Copy);
        let to = self.machines.len();
        self.machines.push(copy);
        self.last.push(None);
        self.wires.push(Chance::of(seed, 200 + u64::from(number)));
        self.failing.push((0, 0));
        self.ledger.copy(who, to);
        self.note(format_args!("till {to} is a copy of till {who}"));
        self.start(to)
    }

    /// What was told and is now neither on the server nor on any till exists nowhere any more.
    pub(super) fn count_lost(&mut self) -> Vec<FactThere> {
        let (mut lost, mut unsure) = (Vec::new(), Vec::new());
        for (series, line) in &self.ledger.lines {
            let missing = line
                .told
                .iter()
                .filter(|(_, told)| told.received_ms.is_none());
            for ((place, hash), _) in missing {
                let fact = (*series, *place, *hash);
                match self.is_held(fact) {
                    Some(true) => {}
                    Some(false) => lost.push(fact),
                    None => unsure.push(fact),
                }
            }
        }
        self.unsure.extend(unsure);
        self.are_lost(lost)
    }

    /// Every machine is on again: what none of them holds was lost when it was found to be nowhere else.
    pub(super) fn count_unsure(&mut self) {
        let on_server = |world: &Self, fact: &FactThere| {
            let told = world.ledger.lines.get(&fact.0);
            let told = told.and_then(|line| line.told.get(&(fact.1, fact.2)));
            told.is_some_and(|told| told.received_ms.is_some())
        };
        let unsure = std::mem::take(&mut self.unsure);
        let (lost, rest): (Vec<_>, Vec<_>) = unsure
            .into_iter()
            .filter(|fact| !on_server(self, fact) && self.is_held(*fact) != Some(true))
            .partition(|fact| self.is_held(*fact) == Some(false));
        self.unsure = rest.into_iter().collect();
        self.are_lost(lost);
    }

    fn are_lost(&mut self, mut lost: Vec<FactThere>) -> Vec<FactThere> {
        lost.retain(|fact| self.lost.insert(*fact));
        for _ in &lost {
            self.tally.count("entries lost with a till's files");
        }
        lost
    }

    /// Whether a till holds it. None: none that can be asked, and one that is off, or whose disk fails, may have heard of
    /// it. What one that is off told of itself it has to have.
    fn is_held(&self, (series, at, hash): FactThere) -> Option<bool> {
        let mut may_be = Some(false);
        for (who, machine) in self.machines.iter().enumerate() {
            match &machine.till {
                Some(till) => match till.holds(series, at, hash) {
                    Ok(true) => return Some(true),
                    Ok(false) => {}
                    // Its disk fails: what is on it shows when it is well again.
                    Err(_) => may_be = None,
                },
                None if self.ledger.head(who, series) >= at => return Some(true),
                None => may_be = None,
            }
        }
        may_be
    }
}

/// What lies beside the database: the key, the witness.
fn copy_files(from: &Path, to: &Path) -> std::io::Result<()> {
    for file in std::fs::read_dir(from)? {
        let file = file?;
        let name = file.file_name();
        let wanted = ["till.key", "till.witness"]
            .iter()
            .any(|known| name == *known);
        if wanted {
            std::fs::copy(file.path(), to.join(name))?;
        }
    }
    Ok(())
}
