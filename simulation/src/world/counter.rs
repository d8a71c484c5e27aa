//! The people at the counters: what they ask their tills, and what they are told.

mod discount;
mod drawer;
mod hand;
mod kitchen;
mod moves;
mod refund;
mod settings;
mod tab;
mod team;

use super::{Checked, Violation, World};
use crate::chance::Chance;
use crate::fault::Fault;
use crate::script::What;
use crate::server::ADDRESS;
pub(super) use refund::refunds_in;
use shared::id::OrderId;
use shared::journal::Sequence;
use shared::money::Currency;
use shared::money::Money;
use shared::order::{OrderCommand, Ticket};
use shared::sync::EnrolmentCode;
use shared::till::{Answer, Command, Outcome, Query, TillFailure};
use till::sync::{enrol_request, read_enrolment};

impl World<'_> {
    /// A person does something at a till.
    pub(super) fn at_counter(&mut self, what: What, who: usize, luck: &mut Chance) -> Checked {
        match what {
            What::Sale => self.sale(who, luck),
            What::Open => self.open_tab(who, luck).map(|_| ()),
            What::Touch => self.touch(who, luck),
            What::Pay => self.pay_tab(who, luck),
            What::Refund => self.refund(who, luck),
            What::Discount => self.discount(who, luck),
            What::Name => self.name_tab(who, luck),
            What::Void => self.void_tab(who, luck),
            What::Move => self.move_lines(who, luck),
            What::Kitchen => self.kitchen(who, luck),
            What::Settings => self.change_settings(who, luck),
            What::Team => self.team(who, luck),
            What::Shift => self.shift(who, luck),
            What::Repeat => self.repeat(who),
            What::Join => self.join(who, luck),
            _ => {
                let command = self.other_command(what, who, luck);
                self.ask(who, command).map(|_| ())
            }
        }
    }

    fn sale(&mut self, who: usize, luck: &mut Chance) -> Checked {
        let Some(order) = self.open_tab(who, luck)? else {
            return Ok(());
        };
        self.pay(who, order, luck)
    }

    /// A new tab with a few lines.
    fn open_tab(&mut self, who: usize, luck: &mut Chance) -> Result<Option<OrderId>, Violation> {
        let order = OrderId(luck.id(self.now_ms));
        for _ in 0..=luck.below(3) {
            let command = self.line(who, luck);
            self.now_ms += luck.between(200, 3_000);
            self.ask(who, Command::Order { order, command })?;
        }
        Ok(self.ticket(who, order).map(|ticket| ticket.order))
    }

    fn touch(&mut self, who: usize, luck: &mut Chance) -> Checked {
        let Some(order) = self.tab(who, luck) else {
            return Ok(());
        };
        let Some(ticket) = self.ticket(who, order) else {
            return Ok(());
        };
        let command = self.change(who, &ticket, luck);
        self.ask(who, Command::Order { order, command }).map(|_| ())
    }

    fn pay_tab(&mut self, who: usize, luck: &mut Chance) -> Checked {
        match self.tab(who, luck) {
            Some(order) => self.pay(who, order, luck),
            None => Ok(()),
        }
    }

    fn pay(&mut self, who: usize, order: OrderId, luck: &mut Chance) -> Checked {
        self.pay_with(who, order, Money::ZERO, luck)
    }

    fn pay_with(&mut self, who: usize, order: OrderId, tip: Money, luck: &mut Chance) -> Checked {
        let Some(ticket) = self.ticket(who, order) else {
            return Ok(());
        };
        let total = ticket.totals.total;
        let tenders = hand::tenders(total + tip, luck);
        let command = OrderCommand::Settle {
            tenders,
            total,
            tip,
        };
        self.ask(who, Command::Order { order, command }).map(|_| ())
    }

    /// One of the open tabs that this till shows; only its own where tabs are not shared.
    fn tab(&mut self, who: usize, luck: &mut Chance) -> Option<OrderId> {
        let mut open = self.open_orders(who);
        if !self.script.has(Fault::SharedTab) {
            let series = self.machines[who].series()?;
            let line = self.ledger.lines.get(&series)?;
            let own = |order: &OrderId| {
                let mut told = line.told.values();
                told.any(|told| {
                    told.entry.subject.0 == order.0 && told.entry.kind == "order.opened"
                })
            };
            open.retain(own);
        }
        luck.pick(&open).copied()
    }

    pub(crate) fn ticket(&mut self, who: usize, order: OrderId) -> Option<Ticket> {
        let till = self.machines[who].till.as_mut()?;
        match till.query(&Query::Ticket { order }) {
            Ok(Answer::Ticket(ticket)) => ticket,
            Ok(_) | Err(_) => None,
        }
    }

    fn repeat(&mut self, who: usize) -> Checked {
        let Some((command, was_done)) = self.last[who].clone() else {
            return Ok(());
        };
        let series = self.machines[who].series();
        let before = series.map(|series| self.ledger.head(who, series));
        let ids_are_in_it = matches!(
            &command,
            Command::Order {
                command: OrderCommand::Tap { .. }
                    | OrderCommand::AddLine { .. }
                    | OrderCommand::TakeOne { .. }
                    | OrderCommand::RemoveLine { .. }
                    | OrderCommand::RestoreLine { .. }
                    | OrderCommand::Settle { .. }
                    | OrderCommand::Refund { .. },
                ..
            }
        );
        self.fired(Fault::Repeat);
        self.ask(who, command.clone())?;
        let after = series.map(|series| self.ledger.head(who, series));
        // A tap on a line that is there already is one more of it: only what makes its own line is known again.
        let is_tap = matches!(
            &command,
            Command::Order {
                command: OrderCommand::Tap { .. },
                ..
            }
        );
        if was_done && ids_are_in_it && !is_tap && before != after {
            let detail = format!("till {who} did {command:?} twice");
            return Err(Violation::new("a command repeated changes nothing", detail));
        }
        Ok(())
    }

    /// Asks a till, and keeps what it says.
    pub(super) fn ask(
        &mut self,
        who: usize,
        command: Command,
    ) -> Result<Option<Outcome>, Violation> {
        let now_ms = self.now_ms;
        self.no = None;
        self.machines[who].look_at_clock(now_ms);
        let Some(till) = self.machines[who].till.as_mut() else {
            return Ok(None);
        };
        if !self.people.have_time_for(&command) {
            return Ok(None);
        }
        let done = till.execute(&command);
        self.last[who] = Some((command, done.is_ok()));
        if self.machines[who].disk.is_dead() {
            self.look_at_disk(who)?;
            return Ok(None);
        }
        match done {
            Ok(outcome) => {
                self.told(who, outcome.ticket.as_ref())?;
                // It may die while the world reads what it recorded.
                if self.machines[who].disk.is_dead() {
                    self.look_at_disk(who)?;
                    return Ok(None);
                }
                Ok(Some(outcome))
            }
            Err(failure) => {
                self.refused(who, &failure)?;
                Ok(None)
            }
        }
    }

    fn refused(&mut self, who: usize, failure: &TillFailure) -> Checked {
        self.tally.count(match failure {
            TillFailure::Rejected(_) => "a command refused by the rules",
            TillFailure::DiskFull => "a command refused by a full disk",
            TillFailure::NewerFile | TillFailure::InUse | TillFailure::Fault(_) => {
                "a command that failed"
            }
        });
        self.note(format_args!("till {who} does not: {failure:?}"));
        self.no = Some(failure.clone());
        if matches!(failure, TillFailure::Fault(_)) {
            if !self.machines[who].sick {
                let detail = format!("till {who}: {failure:?}");
                return Err(Violation::new(
                    "a till with a good disk does not fail",
                    detail,
                ));
            }
            // Whether it was recorded, only the file knows: the screen shows what is there.
            return self.adopt(who);
        }
        if team::locks_out(failure) {
            self.tally.count("nobody signed in");
        }
        match team::locks(failure) {
            true => self.adopt(who),
            false => self.nothing_written(who),
        }
    }

    /// A till said "recorded": from now on the world remembers it.
    fn told(&mut self, who: usize, ticket: Option<&Ticket>) -> Checked {
        let fault = |error: till::TillError| Violation::new("a till is read", error.to_string());
        let Some(till) = self.machines[who].till.as_ref() else {
            return Ok(());
        };
        let series = till.series();
        let known = self.ledger.head(who, series);
        let head = till.head().sequence;
        if head == known {
            return Ok(());
        }
        let written = match till.entries_from(series, known.next(), 100_000) {
            Ok(written) => written,
            Err(_) if self.machines[who].disk.is_dead() => return Ok(()),
            Err(error) => return Err(fault(error)),
        };
        let settles = written
            .iter()
            .find(|(entry, _)| entry.kind == "order.settled");
        let settles = settles.map(|(entry, hash)| (entry.sequence, *hash));
        let refunds = refunds_in(&written);
        let count = written.len();
        if !self.ledger.tell(who, series, written) || self.ledger.head(who, series) != head {
            let detail = format!("till {who} says {head}, its journal has something else");
            return Err(Violation::new("what was told is there", detail));
        }
        if let Some((ticket, entry)) = ticket.zip(settles) {
            self.ledger.hand_over(series, entry, ticket);
            self.tally.count("sales");
        }
        self.gave_back(series, refunds);
        self.note(format_args!("till {who} records {count} up to {head}"));
        self.wake_at(who, self.now_ms + 1);
        Ok(())
    }

    fn nothing_written(&mut self, who: usize) -> Checked {
        let Some(till) = self.machines[who].till.as_ref() else {
            return Ok(());
        };
        let (head, known) = (till.head().sequence, self.ledger.head(who, till.series()));
        if head == known {
            return Ok(());
        }
        let detail = format!("till {who} refused, and yet went from {known} to {head}");
        Err(Violation::new("what is refused leaves nothing", detail))
    }

    /// The till joins its business. A person stands beside it and tries again when that fails.
    pub(super) fn join(&mut self, who: usize, luck: &mut Chance) -> Checked {
        let now_ms = self.now_ms;
        let reached = now_ms >= self.server.down_until && now_ms >= self.machines[who].cut_until;
        let business = self.machines[who].business;
        self.machines[who].look_at_clock(now_ms);
        let Some(till) = self.machines[who].till.as_mut() else {
            return Ok(());
        };
        if !reached {
            return Ok(());
        }
        let random = std::array::from_fn(|_| luck.draw().to_le_bytes()[0]);
        let code = EnrolmentCode::from_random(random);
        let Ok(request) = enrol_request(till, ADDRESS, code, None) else {
            return Ok(());
        };
        let answered = self.server.answer(&request, business, now_ms);
        let fault =
            |error: &dyn std::fmt::Display| Violation::new("a till joins", error.to_string());
        let answer =
            read_enrolment(Ok(answered.response), Currency::ARS).map_err(|error| fault(&error))?;
        let joined = till.join(ADDRESS, &answer);
        if self.machines[who].disk.is_dead() {
            return self.look_at_disk(who);
        }
        if self.machines[who].sick && joined.is_err() {
            return self.adopt(who);
        }
        joined.map_err(|error| fault(&error))?;
        self.tally.count("tills joined");
        self.machines[who].joined = true;
        self.told(who, None)?;
        let head = self.machines[who]
            .till
            .as_ref()
            .map(|till| till.head().sequence);
        self.note(format_args!(
            "till {who} joins at {:?}",
            head.unwrap_or(Sequence::NONE)
        ));
        Ok(())
    }
}
