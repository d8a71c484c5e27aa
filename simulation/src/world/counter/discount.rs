//! Something is taken off a line or a whole order, or not any more; who may not do so alone asks somebody who may.

use crate::chance::Chance;
use crate::world::{Checked, World};
use shared::id::OrderId;
use shared::money::Money;
use shared::order::{Cut, OrderCommand, Ticket};
use shared::percent::Percent;
use shared::staff::StaffRejection;
use shared::till::{Command, Rejection, TillFailure};

/// Parts that are taken off, in basis points; the whole is a treat.
const PARTS: [u32; 6] = [500, 1_000, 1_500, 2_500, 5_000, 10_000];

impl World<'_> {
    pub(super) fn discount(&mut self, who: usize, luck: &mut Chance) -> Checked {
        if luck.percent(40) {
            return self.sale_with_discount(who, luck);
        }
        match self.tab(who, luck) {
            Some(order) => self.cut(who, order, luck),
            None => Ok(()),
        }
    }

    fn sale_with_discount(&mut self, who: usize, luck: &mut Chance) -> Checked {
        let Some(order) = self.open_tab(who, luck)? else {
            return Ok(());
        };
        self.cut(who, order, luck)?;
        let tip = match luck.percent(30) {
            true => Money::minor(luck.between(1, 30_000)),
            false => Money::ZERO,
        };
        self.pay_with(who, order, tip, luck)
    }

    fn cut(&mut self, who: usize, order: OrderId, luck: &mut Chance) -> Checked {
        let Some(ticket) = self.ticket(who, order) else {
            return Ok(());
        };
        let (command, less) = a_cut(&ticket, luck);
        let command = Command::Order { order, command };
        if self.records(who, command.clone())? {
            self.tally.count(match less {
                true => "discounts given",
                false => "discounts taken back",
            });
            return Ok(());
        }
        match &self.no {
            Some(TillFailure::Rejected(Rejection::Staff(StaffRejection::NotAllowed {
                ..
            }))) => {
                self.tally.count("discounts above the limit");
                self.ask_for_approval(who, command, "discounts approved", luck)
            }
            Some(TillFailure::Rejected(_)) => {
                self.tally.count("discounts refused");
                Ok(())
            }
            Some(_) | None => Ok(()),
        }
    }
}

/// What is to be taken off, and whether it is anything.
fn a_cut(ticket: &Ticket, luck: &mut Chance) -> (OrderCommand, bool) {
    let line = luck.pick(&ticket.lines).filter(|_| luck.percent(60));
    let (held, base) = match line {
        Some(line) => (line.discount.is_some(), line.amount),
        None => (ticket.discount.is_some(), ticket.totals.subtotal),
    };
    let cut = match luck.below(3) {
        _ if held && luck.percent(40) => None,
        0 => Some(Cut::Amount(Money::minor(
            luck.between(1, base.to_minor().max(1)),
        ))),
        _ => {
            let part = luck.pick(&PARTS).copied().unwrap_or_default();
            Percent::basis_points(part).ok().map(Cut::Part)
        }
    };
    let reason = match luck.below(20) {
        0 => String::new(),
        _ => "de la casa".to_owned(),
    };
    let command = OrderCommand::SetDiscount {
        line: line.map(|line| line.line),
        cut,
        reason,
    };
    (command, cut.is_some())
}
