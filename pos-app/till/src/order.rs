//! Orders on the till: the fold of their entries, held in memory while they are open, and their rows.
//!
//! Invariant: a row is what the fold says, whoever wrote the entries and in whatever order they came.

mod kitchen;
mod list;
mod moves;
mod number;
mod papers;
mod perform;
mod sales;

pub use kitchen::{board, board_ticket, ticket_paper};
pub use list::{
    confirmed_receipt, figures, last_open_here, last_unnamed_here, newest_waiting, oldest_waiting,
    open_here, open_orders, waiting,
};
pub use number::{keep_order_number, keep_receipt_number, last_receipt_number};
pub use sales::sales;

use crate::error::TillError;
use crate::journal::{self, Written};
use crate::lineage::{Lineage, Place};
use crate::shift;
use rusqlite::Connection;
use shared::clock::Wall;
use shared::event::Event;
use shared::id::{OrderId, SubjectId};
use shared::journal::Stamp;
use shared::money::Money;
use shared::order::{
    Channel, Order, OrderEvent, OrderFold, ReceiptNumber, Refunded, Settled, SettledOrder,
};
use shared::shift::ShiftSale;
use std::collections::BTreeSet;

const UPSERT: &str = "
    insert into orders (id, own, settled, number, channel, lines, total, exceptions, receipt_till,
        receipt_number, day, hour, opened_ms, opened_offset, settled_ms, settled_offset, settle_sequence,
        refunded, name, voided)
    values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)
    on conflict (id) do update set own = excluded.own, settled = excluded.settled,
        number = excluded.number, channel = excluded.channel, lines = excluded.lines,
        total = excluded.total, exceptions = excluded.exceptions,
        receipt_till = excluded.receipt_till, receipt_number = excluded.receipt_number,
        day = excluded.day, hour = excluded.hour, opened_ms = excluded.opened_ms,
        opened_offset = excluded.opened_offset, settled_ms = excluded.settled_ms,
        settled_offset = excluded.settled_offset, settle_sequence = excluded.settle_sequence,
        refunded = excluded.refunded, name = excluded.name, voided = excluded.voided";

/// An order with everything that happened to it.
#[derive(Clone, Debug)]
pub struct HeldOrder {
    fold: OrderFold,
    order: Order,
    first: Option<(Stamp, Wall)>,
    payments: Vec<Copied<Settled>>,
    refunds: Vec<Copied<Refunded>>,
}

/// What was given back of the payment that counts, for its goods.
fn refunded_of(paid: &SettledOrder) -> Money {
    let of_it = paid.refunds.iter();
    let of_it = of_it.filter(|held| held.of == paid.settled.receipt);
    of_it.map(|held| held.total).sum()
}

/// A copy of what gave a customer a paper: a payment, or a refund.
#[derive(Clone, Debug)]
struct Copied<P> {
    paper: P,
    stamp: Stamp,
    wall: Wall,
    written: Written,
}

/// What gave a customer a paper.
#[derive(Clone, Copy, Debug)]
pub enum Given<'a> {
    /// A payment.
    Sale(&'a Settled),
    /// A refund.
    Refund(&'a Refunded),
}

impl HeldOrder {
    /// An order nothing has happened to.
    pub fn new(id: OrderId) -> Self {
        let fold = OrderFold::default();
        let order = fold.order(id);
        Self {
            fold,
            order,
            first: None,
            payments: Vec::new(),
            refunds: Vec::new(),
        }
    }

    /// The order of everything in the journal about it and about those that it shares lines with; none where there is
    /// nothing. Of one whose entries have not arrived nothing is known yet.
    pub fn load(connection: &Connection, id: OrderId) -> Result<Option<Self>, TillError> {
        let mut held = Self::new(id);
        let (mut looked_for, mut next) = (BTreeSet::from([id]), vec![id]);
        while let Some(order) = next.pop() {
            for entry in journal::by_subject(connection, SubjectId::from(order))? {
                let Ok(fact) = entry.fact else { continue };
                match fact.event {
                    Event::Order(event) if order == id => {
                        held.insert(fact.stamp, fact.wall, event, entry.written);
                    }
                    Event::Order(event) => held.fold.insert(order, fact.stamp, event),
                    _ => {}
                }
            }
            let missing = held.fold.missing().into_iter();
            next.extend(missing.filter(|order| looked_for.insert(*order)));
        }
        held.refresh();
        Ok(held.first.is_some().then_some(held))
    }

    /// The other orders that it shares, or shared, lines with.
    pub fn linked(&self) -> Vec<OrderId> {
        let family = self.fold.family(self.id()).into_iter();
        family.filter(|order| *order != self.id()).collect()
    }

    /// The payment or the refund of a receipt, where and when it was recorded; the first of several copies.
    pub fn given(&self, receipt: &ReceiptNumber) -> Option<(Given<'_>, Stamp, Wall)> {
        let payments = self.payments.iter();
        let payments = payments.filter(|copy| copy.paper.receipt == *receipt);
        let payment = payments.min_by_key(|copy| copy.stamp);
        let sale = payment.map(|copy| (Given::Sale(&copy.paper), copy.stamp, copy.wall));
        sale.or_else(|| {
            let refunds = self.refunds.iter();
            let refunds = refunds.filter(|copy| copy.paper.receipt == *receipt);
            let refund = refunds.min_by_key(|copy| copy.stamp)?;
            Some((Given::Refund(&refund.paper), refund.stamp, refund.wall))
        })
    }

    /// Takes one event in, or another copy of it. The order is as before until [`Self::refresh`].
    pub fn insert(&mut self, stamp: Stamp, wall: Wall, event: OrderEvent, written: Written) {
        if self.first.is_none_or(|(first, _)| stamp < first) {
            self.first = Some((stamp, wall));
        }
        match &event {
            OrderEvent::Settled(settled) => self.payments.push(Copied {
                paper: settled.clone(),
                stamp,
                wall,
                written,
            }),
            OrderEvent::Refunded(refunded) => self.refunds.push(Copied {
                paper: refunded.clone(),
                stamp,
                wall,
                written,
            }),
            _ => {}
        }
        self.fold.insert(self.id(), stamp, event);
    }

    /// Folds what was taken in.
    pub fn refresh(&mut self) {
        self.order = self.fold.order(self.id());
    }

    /// Whether anything at all is recorded about it.
    pub const fn has_happened(&self) -> bool {
        self.first.is_some()
    }

    /// The order as it stands.
    pub const fn order(&self) -> &Order {
        &self.order
    }

    /// Its id.
    pub const fn id(&self) -> OrderId {
        self.order.id()
    }

    /// Writes the row.
    pub fn project(&self, connection: &Connection, lineage: &Lineage) -> Result<(), TillError> {
        let Some((first, opened)) = self.first else {
            return Ok(());
        };
        let voided = matches!(&self.order, Order::Open(open) if open.voided.is_some());
        let paid = match &self.order {
            Order::Open(_) => None,
            Order::Settled(paid) => Some(paid),
        };
        let (lines, total, exceptions) = match &self.order {
            Order::Open(open) => (open.lines.len(), open.totals().total, 0),
            Order::Settled(paid) => (
                paid.settled.lines.len(),
                paid.settled.totals.total,
                paid.exceptions.len(),
            ),
        };
        let copies = paid.map(|paid| {
            let fact = paid.stamp.fact();
            let copies = self.payments.iter();
            (fact, copies.filter(move |copy| copy.stamp.fact() == fact))
        });
        let paid_at = copies
            .clone()
            .and_then(|(_, mut copies)| copies.next().map(|copy| copy.wall));
        let place =
            copies.and_then(|(fact, copies)| lineage.place(fact, copies.map(|copy| copy.written)));
        let mut statement = connection.prepare_cached(UPSERT)?;
        statement.execute(rusqlite::params![
            self.id().as_bytes(),
            lineage.holds(first.series),
            paid.is_some(),
            self.order.number().map(ToString::to_string),
            match self.order.channel() {
                Channel::Here => "here",
                Channel::ToGo => "to_go",
            },
            i64::try_from(lines).unwrap_or(i64::MAX),
            total.to_minor(),
            i64::try_from(exceptions).unwrap_or(i64::MAX),
            paid.map(|paid| &paid.settled.receipt.till.0),
            paid.map(|paid| paid.settled.receipt.number),
            paid.map(|paid| paid.settled.day.0),
            paid.map(|paid| paid.settled.hour),
            opened.ms,
            opened.offset,
            paid_at.map(|wall| wall.ms),
            paid_at.map(|wall| wall.offset),
            place.map(Place::to_column),
            paid.map_or(Money::ZERO, refunded_of).to_minor(),
            self.order.name(),
            voided,
        ])?;
        self.project_payments(connection, lineage)?;
        self.project_refunds(connection, lineage)?;
        papers::project(self, connection, lineage)?;
        kitchen::project(&self.order, connection)
    }

    /// What this till gave back for it is in its shift.
    fn project_refunds(&self, connection: &Connection, lineage: &Lineage) -> Result<(), TillError> {
        let lines = self.order.lines();
        let mut seen = BTreeSet::new();
        for refund in &self.refunds {
            let fact = refund.stamp.fact();
            if lineage.holds(fact.series) && seen.insert(fact) {
                let sale = ShiftSale::of_refund(&refund.paper, lines, refund.wall);
                shift::project_sale(connection, lineage, (fact, refund.paper.shift), &sale)?;
            }
        }
        Ok(())
    }

    /// What this till took for it is in its shift: each payment once, whichever of them counts for the order.
    fn project_payments(
        &self,
        connection: &Connection,
        lineage: &Lineage,
    ) -> Result<(), TillError> {
        let Order::Settled(paid) = &self.order else {
            return Ok(());
        };
        let mut seen = BTreeSet::new();
        for payment in &self.payments {
            let fact = payment.stamp.fact();
            if lineage.holds(fact.series) && seen.insert(fact) {
                let sale = ShiftSale::of(&payment.paper, &paid.lines, payment.wall);
                let place = (fact, payment.paper.shift);
                shift::project_sale(connection, lineage, place, &sale)?;
            }
        }
        Ok(())
    }
}
