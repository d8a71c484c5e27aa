//! The owner of the businesses, and the till that nobody can read.

use super::{Checked, Violation, World};
use crate::chance::Chance;
use crate::fault::Fault;
use crate::script::What;
use crate::stranger::Stranger;
use shared::id::OrderId;
use shared::till::{Answer, Query};

impl World<'_> {
    /// The owner revokes a till, or takes it back.
    pub(super) fn owner(&mut self, what: What, who: usize) -> Checked {
        let Some(series) = self.machines[who].series() else {
            return Ok(());
        };
        let Some(business) = self.server.business_of(series) else {
            return Ok(());
        };
        let store = &mut self.server.shops[business].store;
        match (what, store.is_revoked(series)) {
            (What::Revoke, false) => {
                store.revoke(series);
                self.fired(Fault::Revoke);
                self.note(format_args!("the owner revokes till {who}"));
            }
            (What::Release, true) => {
                store.release(series);
                self.ledger.released(series);
                self.tally.count("a till taken back");
                self.note(format_args!("the owner takes till {who} back"));
                // As its person does, who was told.
                self.machines[who].engine.hurry();
                self.wake_at(who, self.now_ms + 1);
            }
            _ => {}
        }
        Ok(())
    }

    /// The server is backed up, or restored from its last backup: what arrived since is not there any more.
    pub(super) fn back_up_or_restore(&mut self, what: What, luck: &mut Chance) {
        if what == What::Backup {
            self.server.back_up();
            return self.note(format_args!("the server is backed up"));
        }
        if !self.server.restore(luck) {
            return;
        }
        self.fired(Fault::ServerRestored);
        let long = luck.between(0, 10 * 60_000);
        self.server.down_until = self.server.down_until.max(self.now_ms + long);
        self.note(format_args!("the server is restored, {long} ms from now"));
        for (series, line) in &mut self.ledger.lines {
            let store = &self.server.shops[line.business].store;
            let kept = store.entries(*series);
            let kept = kept.map(|(known, recorded)| (recorded.entry.sequence, known.hash));
            line.forget(&kept.collect(), store.aside(*series));
        }
        // What only the server had is gone.
        self.count_lost();
        for (business, stranger) in self.strangers.iter_mut().enumerate() {
            let Some(stranger) = stranger else { continue };
            let store = &self.server.shops[business].store;
            stranger.durable = store.entries(stranger.header.series).count();
        }
    }

    /// A till of a newer version writes about a tab that a till here has open.
    pub(super) fn poison(&mut self, who: usize, luck: &mut Chance) -> Checked {
        self.fired(Fault::Poison);
        let business = self.machines[who].business;
        let open = self.open_orders(who);
        let order = luck
            .pick(&open)
            .copied()
            .unwrap_or_else(|| OrderId(luck.id(self.now_ms)));
        let now_ms = self.now_ms;
        let stranger = self.strangers[business]
            .get_or_insert_with(|| Stranger::new(Chance::new(luck.draw()), now_ms));
        stranger.write(order, now_ms);
        self.ledger.begin(stranger.header, business);
        // It is none of the machines.
        let whose = usize::MAX - business;
        let series = stranger.header.series;
        let from = usize::try_from(self.ledger.head(whose, series).0).unwrap_or(0);
        self.ledger
            .tell(whose, series, stranger.entries[from..].to_vec());
        self.note(format_args!("a newer till writes about {order}"));
        self.hand_in(business)
    }

    /// The newer till sends what the server lacks.
    pub(super) fn hand_in(&mut self, business: usize) -> Checked {
        if self.now_ms < self.server.down_until {
            return Ok(());
        }
        self.copy_of_stranger(business)?;
        let Some(stranger) = self.strangers[business].as_mut() else {
            return Ok(());
        };
        let series = stranger.header.series;
        if stranger.durable == stranger.entries.len() {
            return Ok(());
        }
        let mut requests = vec![stranger.push()];
        if self.server.business_of(series).is_none() {
            requests.insert(0, stranger.join());
        }
        let wrote = stranger.entries.len();
        for request in requests {
            let answered = self.server.answer(&request, business, self.now_ms);
            if !(200..300).contains(&answered.response.status) {
                let detail = format!("a push of a newer till: {}", answered.said);
                return Err(Violation::new("content never refuses a push", detail));
            }
            self.tally.count(&answered.said);
            if let Some((business, series)) = answered.arrived {
                self.arrived(business, series)?;
            }
        }
        if let Some(stranger) = self.strangers[business].as_mut() {
            stranger.durable = wrote;
        }
        Ok(())
    }

    /// A copy of the newer till sends something else from the same place: that must be seen.
    fn copy_of_stranger(&mut self, business: usize) -> Checked {
        if !self.script.has(Fault::Fork) {
            return Ok(());
        }
        let stranger = self.strangers[business].as_mut();
        let Some(request) = stranger.and_then(Stranger::fork) else {
            return Ok(());
        };
        self.fired(Fault::Fork);
        let answered = self.server.answer(&request, business, self.now_ms);
        self.tally.count(&answered.said);
        if answered.said == "refusal fork" {
            return Ok(());
        }
        let detail = format!("other bytes at a stored place: {}", answered.said);
        Err(Violation::new(
            "the same place always holds the same bytes",
            detail,
        ))
    }

    /// The open tabs that a till shows.
    pub(super) fn open_orders(&mut self, who: usize) -> Vec<OrderId> {
        let Some(till) = self.machines[who].till.as_mut() else {
            return Vec::new();
        };
        match till.query(&Query::OpenOrders) {
            Ok(Answer::OpenOrders(open)) => open.iter().map(|open| open.order).collect(),
            Ok(_) | Err(_) => Vec::new(),
        }
    }
}
