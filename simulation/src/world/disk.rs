//! Disks that fail, and tills that die in the middle of what they do.

use super::counter::refunds_in;
use super::{Checked, Event, Violation, World};
use crate::chance::Chance;
use crate::fault::Fault;
use crate::script::What;
use failing_disk::{Call, Effect, Fault as DiskFault, Loss, Times};
use shared::id::OrderId;
use shared::journal::Head;
use shared::order::TicketStatus;
use std::collections::BTreeMap;

impl World<'_> {
    /// What a power cut takes with it.
    pub(super) fn loss(&mut self, luck: &mut Chance) -> Loss {
        if !self.script.has(Fault::PowerLoss) {
            return Loss::Nothing;
        }
        self.fired(Fault::PowerLoss);
        let eight = Loss::eight(luck.draw());
        eight[luck.index(eight.len()).unwrap_or(0)]
    }

    pub(super) fn harm_disk(&mut self, what: What, who: usize, luck: &mut Chance) {
        self.machines[who].sick = true;
        let disk = &self.machines[who].disk;
        let fault = match what {
            What::DiskFull => {
                disk.leave_room(luck.below(120_000));
                let long = luck.between(1_000, 20 * 60_000);
                self.later(long, Event::Room { who });
                Fault::DiskFull
            }
            What::SyncFails => {
                disk.fail(DiskFault {
                    call: Some(Call::Sync),
                    nth: 1 + luck.below(4),
                    times: Times::For(1 + luck.below(3)),
                    effect: Effect::Broken,
                });
                Fault::SyncFails
            }
            _ => {
                disk.fail(DiskFault {
                    call: None,
                    nth: 1 + luck.below(40),
                    times: Times::Once,
                    effect: Effect::PowerCut,
                });
                Fault::CrashWithin
            }
        };
        self.fired(fault);
        self.note(format_args!("the disk of till {who}: {fault:?}"));
    }

    /// A till whose power went is dead, and starts again with what its disk kept.
    pub(super) fn look_at_disk(&mut self, who: usize) -> Checked {
        if !self.machines[who].disk.is_dead() {
            return Ok(());
        }
        self.tally.count("died in the middle of something");
        self.note(format_args!("till {who} dies in the middle of something"));
        let mut luck = Chance::of(self.script.seed, self.queued);
        let loss = self.loss(&mut luck);
        self.machines[who].disk.heal();
        self.machines[who].die(loss);
        self.start(who)
    }

    /// What a till shows after a start, or after a failure of its disk, beyond what it told before: at most what it
    /// was just doing.
    pub(super) fn adopt(&mut self, who: usize) -> Checked {
        let Some(till) = self.machines[who].till.as_mut() else {
            return Ok(());
        };
        // A till that is not sure of its file makes sure before it answers; one that cannot shows nothing.
        if till.query(&shared::till::Query::Session).is_err() {
            return Ok(());
        }
        let (
            series,
            Head {
                sequence: head,
                hash,
            },
        ) = (till.series(), till.head());
        // Whatever it told of after that place, or of other places before: its files know nothing of it.
        if self.machines[who].forgetful
            && !self.ledger.forget(who, series, (head, hash))
            && self.ledger.head(who, series) > head
        {
            let detail = format!("till {who} is back at {head}, of which nobody was told");
            return Err(Violation::new("what was told is there", detail));
        }
        let till = self.machines[who].till.as_mut();
        let Some(till) = till else { return Ok(()) };
        let known = self.ledger.head(who, series);
        if head == known {
            return Ok(());
        }
        if head < known {
            let detail = format!("till {who} is at {head} and told of {known}");
            return Err(Violation::new("what was told is there", detail));
        }
        let more = till
            .entries_from(series, known.next(), 100_000)
            .map_err(|error| Violation::new("a till is read", error.to_string()))?;
        let settled = more.iter().map(|(entry, _)| entry);
        let settled = settled.filter(|entry| entry.kind == "order.settled");
        let paid: Vec<_> = settled
            .map(|entry| (OrderId(entry.subject.0), entry.sequence))
            .collect();
        let refunds = refunds_in(&more);
        let hashes: BTreeMap<_, _> = more
            .iter()
            .map(|(entry, hash)| (entry.sequence, *hash))
            .collect();
        if paid.len() + refunds.len() > 1 || !self.ledger.tell(who, series, more) {
            let detail = format!("till {who} shows more than it was doing");
            return Err(Violation::new("what was told is there", detail));
        }
        self.gave_back(series, refunds);
        for (order, place) in paid {
            if let Some(ticket) = self.ticket(who, order)
                && matches!(ticket.status, TicketStatus::Settled { .. })
            {
                self.ledger
                    .hand_over(series, (place, hashes[&place]), &ticket);
                self.tally.count("sales found after a failure");
            }
        }
        self.wake_at(who, self.now_ms + 1);
        Ok(())
    }
}
