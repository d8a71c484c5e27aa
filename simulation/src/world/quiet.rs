//! The weather clears, everybody syncs, and everything is checked.

use super::{Checked, World};
use crate::chance::Chance;
use crate::check;
use crate::recount::Recount;

/// Within this long of the last fault healing nothing waits.
const HEALED_MS: i64 = 5 * 60_000;

impl World<'_> {
    pub(super) fn fall_quiet(&mut self) -> Checked {
        self.note(format_args!("the weather clears"));
        self.calm = true;
        self.server.down_until = i64::MIN;
        for who in 0..self.machines.len() {
            let machine = &mut self.machines[who];
            machine.cut_until = i64::MIN;
            machine.disk.heal();
            machine.sick = false;
            if machine.till.is_none() {
                self.start(who)?;
            }
        }
        // Who could not finish joining, for want of room on the disk, tries again.
        for who in 0..self.machines.len() {
            let series = self.machines[who].series();
            let known = series.is_some_and(|series| self.server.business_of(series).is_some());
            // Nor does one whose files are from before it joined know of it, nor its copy.
            let mut machines = self.machines.iter();
            let joined =
                machines.any(|other| other.joined && series.is_some() && other.series() == series);
            if known || joined || self.machines[who].joined {
                let mut luck = Chance::of(self.script.seed, self.queued);
                self.join(who, &mut luck)?;
            }
        }
        for business in 0..self.strangers.len() {
            self.hand_in(business)?;
        }
        self.run_until(self.now_ms + HEALED_MS)?;
        // Somebody may just be asking whether there is news.
        for _ in 0..10 {
            if self.machines.iter().all(|machine| machine.asked.is_none()) {
                break;
            }
            self.run_until(self.now_ms + 100)?;
        }
        self.tally.count("quiet moments checked");
        self.count_unsure();
        check::everything(self)?;
        self.calm = false;
        Ok(())
    }

    /// What happened to tabs, for the counts.
    pub(crate) fn count_turns(&mut self, shown: &Recount) {
        let turns = shown.orders.values().map(|order| {
            let again = order.payments.len() > 1;
            let late = order.settled && order.exceptions > 0 && !again;
            (again, late, order.writers > 1)
        });
        for (again, late, shared) in turns.collect::<Vec<_>>() {
            let named = [
                (again, "tabs paid twice"),
                (late, "lines after the payment"),
                (shared, "tabs that two tills worked on"),
            ];
            for (_, name) in named.iter().filter(|(happened, _)| *happened) {
                self.tally.count(name);
            }
        }
    }

    pub(super) fn check_rebuild(&mut self, who: usize) -> Checked {
        check::rebuilt(self, who)
    }

    pub(super) fn check_cursor(&mut self, who: usize) -> Checked {
        check::cursor(self, who)
    }
}
