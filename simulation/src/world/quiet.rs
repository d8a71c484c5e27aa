//! The weather clears, everybody syncs, and everything is checked.

use super::{Checked, World};
use crate::chance::Chance;
use crate::check;
use crate::machine::Machine;
use crate::recount::Recount;

/// Within this long of the last fault healing nothing waits.
const HEALED_MS: i64 = 5 * 60_000;
/// How often it is looked whether everything is through, and how many times in a row it must be: a till that hears
/// something new may still hand something back.
const LOOK_MS: i64 = 30_000;
const LOOKS: u32 = 3;

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
        let (until, mut through) = (self.now_ms + HEALED_MS, 0);
        while self.now_ms < until && through < LOOKS {
            self.run_until((self.now_ms + LOOK_MS).min(until))?;
            through = if self.is_through() { through + 1 } else { 0 };
        }
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

    /// Whether nothing waits, already. Where a till is revoked, or the server is not the one a till knows, more may come:
    /// that till finds out later what a restored server lacks.
    fn is_through(&self) -> bool {
        let knows = |machine: &Machine| {
            let (Some(series), Some(state)) = (machine.series(), machine.sync_state()) else {
                return false;
            };
            match self.server.business_of(series) {
                Some(business) => {
                    let store = &self.server.shops[business].store;
                    !store.is_revoked(series) && state.feed == Some(store.feed())
                }
                None => !machine.joined,
            }
        };
        let mut machines = self.machines.iter();
        machines.all(|machine| machine.asked.is_none() && knows(machine))
            && check::nothing_waits(self).is_ok()
    }

    /// What happened to tabs, for the counts.
    pub(crate) fn count_turns(&mut self, shown: &Recount) {
        let mut named = Vec::new();
        for order in shown.orders.values() {
            let again = order.payments.len() > 1;
            let shared = order.writers > 1;
            named.extend([
                (again, "tabs paid twice"),
                (
                    order.settled && order.exceptions > 0 && !again,
                    "lines after the payment",
                ),
                (shared, "tabs that two tills worked on"),
                (
                    shared && order.name.is_some(),
                    "named tabs that two tills worked on",
                ),
                (order.named_by > 1, "tabs that two tills named"),
                (order.voids > 1, "tabs called off twice"),
                (
                    order.settled && order.voids > 0,
                    "tabs paid that were called off",
                ),
                (order.late > 0, "lines of another till after a void"),
                (order.moved_by > 1, "lines that two tills moved"),
                (order.from_elsewhere, "paid lines of another tab"),
                (
                    order.settled && order.repriced.is_some(),
                    "payments priced again",
                ),
            ]);
        }
        named.push((shown.setters > 1, "settings that two tills changed"));
        for (_, name) in named.iter().filter(|(happened, _)| *happened) {
            self.tally.count(name);
        }
    }

    pub(super) fn check_rebuild(&mut self, who: usize) -> Checked {
        check::rebuilt(self, who)
    }

    pub(super) fn check_cursor(&mut self, who: usize) -> Checked {
        check::cursor(self, who)
    }
}
