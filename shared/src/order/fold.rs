//! From events to a state, whatever order they arrived in.

use super::exception::{Returned, paid_again, refunded_above, refunded_twice, returned};
use super::{
    Channel, ChosenModifier, Covered, Discount, LineAdded, LineEdited, OrderEvent, OrderException,
    OrderNumber, Priced, Refunded, Settled, Totals, Voided, price,
};
use crate::fact::Facts;
use crate::id::{LineId, OrderId};
use crate::journal::Stamp;
use crate::menu::Register;
use crate::money::Money;
use crate::planted::{self, Bug};
use crate::quantity::Quantity;
use std::collections::{BTreeMap, BTreeSet};

/// An order as its entries tell it.
#[allow(
    clippy::large_enum_variant,
    reason = "orders are held one by one, most of them paid"
)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// It still takes lines.
    Open(OpenOrder),
    /// It is paid.
    Settled(SettledOrder),
}

/// An order that still takes lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenOrder {
    /// The order.
    pub id: OrderId,
    /// Its number; none before its opening has arrived.
    pub number: Option<OrderNumber>,
    /// For here or to go.
    pub channel: Channel,
    /// The table's or somebody's name that it is kept under.
    pub name: Option<String>,
    /// What is taken off the whole of it.
    pub discount: Option<Discount>,
    /// Its lines, in the order they were added.
    pub lines: Vec<FoldedLine>,
    /// Lines that were taken off, which can be brought back.
    pub removed: Vec<FoldedLine>,
    /// Why it was called off, where nothing has been put on it since.
    pub voided: Option<Voided>,
}

/// An order that is paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettledOrder {
    /// The order.
    pub id: OrderId,
    /// Its number.
    pub number: Option<OrderNumber>,
    /// For here or to go.
    pub channel: Channel,
    /// The table's or somebody's name that it was kept under.
    pub name: Option<String>,
    /// The payment that counts: the first by stamp.
    pub settled: Settled,
    /// Its stamp.
    pub stamp: Stamp,
    /// The paid lines that are known, as they were paid.
    pub lines: Vec<FoldedLine>,
    /// What was given back, each refund once, in the order of their stamps.
    pub refunds: Vec<Refunded>,
    /// What does not fit and somebody must look at.
    pub exceptions: Vec<OrderException>,
}

/// A line as all its entries together tell it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoldedLine {
    /// What was added: product, name, price and tax of that moment.
    pub added: LineAdded,
    /// How much of it now.
    pub quantity: Quantity,
    /// Its modifiers now.
    pub modifiers: Vec<ChosenModifier>,
    /// Its note now.
    pub note: String,
    /// What is taken off it.
    pub discount: Option<Discount>,
}

impl FoldedLine {
    /// The price of one unit with its modifiers.
    pub fn unit_price(&self) -> Money {
        self.added.unit_price + self.modifiers.iter().map(|modifier| modifier.price).sum()
    }

    /// The amount as priced. `decide` keeps it within the limits; what breaks them anyway saturates.
    pub fn amount(&self) -> Money {
        let limit = Money::minor(crate::money::LINE_AMOUNT_MAX);
        self.quantity.times(self.unit_price()).unwrap_or(limit)
    }
}

impl OpenOrder {
    /// An order nothing has happened to.
    pub const fn new(id: OrderId) -> Self {
        Self {
            id,
            number: None,
            channel: Channel::Here,
            name: None,
            discount: None,
            lines: Vec::new(),
            removed: Vec::new(),
            voided: None,
        }
    }

    /// What its lines add up to.
    pub fn totals(&self) -> Totals {
        self.priced().totals
    }

    /// What is paid for each line, and for all.
    pub fn priced(&self) -> Priced {
        price(&self.lines, self.discount.as_ref())
    }

    /// The line of this id.
    pub fn line(&self, id: LineId) -> Option<&FoldedLine> {
        self.lines.iter().find(|line| line.added.line == id)
    }
}

/// Everything that happened to one order, taken in one by one, in any order.
#[derive(Clone, Debug, Default)]
pub struct OrderFold {
    events: Facts<OrderEvent>,
}

#[derive(Default)]
struct Lines {
    added: Vec<LineAdded>,
    steps: BTreeMap<LineId, i64>,
    edits: BTreeMap<LineId, Register<LineEdited>>,
    removed: BTreeSet<LineId>,
    /// Of lines, and of the whole order.
    discounts: BTreeMap<Option<LineId>, Register<Option<Discount>>>,
}

impl OrderFold {
    /// Takes one event in; another copy of the same fact counts no second time.
    pub fn insert(&mut self, stamp: Stamp, event: OrderEvent) {
        self.events.insert(stamp, event);
    }

    /// The order of everything taken in.
    pub fn order(&self, id: OrderId) -> Order {
        let mut story = Story::default();
        for (stamp, event) in self.events.sorted() {
            story.take(stamp, event);
        }
        match story.payments.split_first() {
            None => Order::Open(story.open(id)),
            Some(((stamp, settled), again)) => {
                let again: Vec<&Settled> = again.iter().map(|(_, again)| *again).collect();
                Order::Settled(story.settled(id, (*stamp, settled), &again))
            }
        }
    }
}

/// What happened, by what it is about.
#[derive(Default)]
struct Story<'a> {
    number: Option<OrderNumber>,
    channel: Register<Channel>,
    name: Register<String>,
    lines: Lines,
    voids: Vec<&'a Voided>,
    payments: Vec<(Stamp, &'a Settled)>,
    refunds: Vec<&'a Refunded>,
}

impl<'a> Story<'a> {
    /// Takes the next event in, in the order of their stamps.
    fn take(&mut self, stamp: Stamp, event: &'a OrderEvent) {
        match event {
            OrderEvent::Opened(opened) => {
                self.number.get_or_insert_with(|| opened.number.clone());
                self.channel.set(stamp, opened.channel);
            }
            OrderEvent::ChannelSet(set) => self.channel.set(stamp, set.channel),
            OrderEvent::Named(named) => self.name.set(stamp, named.name.clone()),
            OrderEvent::Voided(voided) => self.voids.push(voided),
            OrderEvent::Settled(settled) => self.payments.push((stamp, settled)),
            // Two copies of a till may have heard the same command: it is one refund.
            OrderEvent::Refunded(refunded) => {
                if !self
                    .refunds
                    .iter()
                    .any(|held| held.refund == refunded.refund)
                {
                    self.refunds.push(refunded);
                }
            }
            OrderEvent::LineAdded(_)
            | OrderEvent::QuantityChanged(_)
            | OrderEvent::LineEdited(_)
            | OrderEvent::LineRemoved(_)
            | OrderEvent::DiscountSet(_) => self.lines.take(stamp, event),
        }
    }

    fn name(&self) -> Option<String> {
        self.name.get().filter(|name| !name.is_empty()).cloned()
    }

    /// The lines that a void took off.
    fn called_off(&self) -> impl Iterator<Item = LineId> {
        let covered = self.voids.iter().flat_map(|voided| &voided.lines);
        covered.map(|covered| covered.line)
    }

    fn open(mut self, id: OrderId) -> OpenOrder {
        // A payment beats a void: so it takes lines off only where nothing was paid.
        let called_off: BTreeSet<LineId> = self.called_off().collect();
        self.lines.removed.extend(called_off);
        let (name, discount) = (self.name(), self.lines.discount(None));
        let (lines, removed) = self.lines.split();
        let last = self.voids.last().filter(|_| lines.is_empty());
        OpenOrder {
            id,
            number: self.number,
            channel: self.channel.get().copied().unwrap_or_default(),
            name,
            discount,
            voided: last.map(|last| (*last).clone()),
            lines,
            removed,
        }
    }

    /// `again` are the payments after the one that counts.
    fn settled(
        &self,
        id: OrderId,
        (stamp, settled): (Stamp, &Settled),
        again: &[&Settled],
    ) -> SettledOrder {
        let refunds: Vec<Refunded> = self.refunds.iter().map(|held| (*held).clone()).collect();
        let back = returned(&refunds, settled);
        let called_off = self.called_off().collect();
        let differences = self.lines.differences(&settled.lines, &back, &called_off);
        let exceptions = paid_again(settled, again, &refunds)
            .chain(refunded_above(settled, again, &refunds))
            .chain(differences)
            .chain(refunded_twice(&settled.lines, &back))
            .collect();
        SettledOrder {
            id,
            number: self.number.clone(),
            channel: self.channel.get().copied().unwrap_or_default(),
            name: self.name(),
            settled: settled.clone(),
            stamp,
            lines: self.lines.as_paid(&settled.lines),
            refunds,
            exceptions,
        }
    }
}

impl Lines {
    fn take(&mut self, stamp: Stamp, event: &OrderEvent) {
        match event {
            OrderEvent::LineAdded(added) => {
                if !self.added.iter().any(|line| line.line == added.line) {
                    self.added.push(added.clone());
                }
            }
            OrderEvent::QuantityChanged(change) => {
                let step = self.steps.entry(change.line).or_default();
                *step = match planted::is(Bug::StepIsAbsolute) {
                    true => change.by,
                    false => step.saturating_add(change.by),
                };
            }
            OrderEvent::LineEdited(edit) => {
                self.edits
                    .entry(edit.line)
                    .or_default()
                    .set(stamp, edit.clone());
            }
            OrderEvent::LineRemoved(removed) => {
                self.removed.insert(removed.line);
            }
            OrderEvent::DiscountSet(set) => {
                let held = self.discounts.entry(set.line).or_default();
                held.set(stamp, set.discount.clone());
            }
            OrderEvent::Opened(_)
            | OrderEvent::ChannelSet(_)
            | OrderEvent::Named(_)
            | OrderEvent::Voided(_)
            | OrderEvent::Settled(_)
            | OrderEvent::Refunded(_) => {}
        }
    }

    /// Thousandths of a line by all its steps; nothing where it was removed.
    fn thousandths(&self, added: &LineAdded) -> i64 {
        if self.removed.contains(&added.line) {
            return 0;
        }
        let step = self.steps.get(&added.line).copied().unwrap_or_default();
        added.quantity.to_thousandths().saturating_add(step).max(0)
    }

    /// What is taken off a line, or off the whole order.
    fn discount(&self, line: Option<LineId>) -> Option<Discount> {
        let held = self.discounts.get(&line).and_then(Register::get);
        held.cloned().flatten()
    }

    fn line(&self, added: &LineAdded, quantity: Quantity) -> FoldedLine {
        let edit = self.edits.get(&added.line).and_then(Register::get);
        FoldedLine {
            added: added.clone(),
            quantity,
            modifiers: edit.map_or_else(|| added.modifiers.clone(), |edit| edit.modifiers.clone()),
            note: edit.map_or_else(|| added.note.clone(), |edit| edit.note.clone()),
            discount: self.discount(Some(added.line)),
        }
    }

    /// The lines that stand and those that were taken off, the latter with the quantity they were added with.
    fn split(&self) -> (Vec<FoldedLine>, Vec<FoldedLine>) {
        let (mut stand, mut gone) = (Vec::new(), Vec::new());
        for added in &self.added {
            match Quantity::thousandths(self.thousandths(added)) {
                Ok(quantity) => stand.push(self.line(added, quantity)),
                Err(_) => gone.push(self.line(added, self.quantity_before_removal(added))),
            }
        }
        (stand, gone)
    }

    fn quantity_before_removal(&self, added: &LineAdded) -> Quantity {
        let step = self.steps.get(&added.line).copied().unwrap_or_default();
        Quantity::thousandths(added.quantity.to_thousandths().saturating_add(step))
            .unwrap_or(added.quantity)
    }

    fn as_paid(&self, covered: &[Covered]) -> Vec<FoldedLine> {
        let known = |paid: &Covered| {
            let added = self.added.iter().find(|added| added.line == paid.line)?;
            Some(self.line(added, paid.quantity))
        };
        covered.iter().filter_map(known).collect()
    }

    /// What the lines are now and were not when they were paid. A line that was `called_off`, and not paid, is nothing.
    fn differences(
        &self,
        covered: &[Covered],
        returned: &Returned,
        called_off: &BTreeSet<LineId>,
    ) -> Vec<OrderException> {
        let mut exceptions = Vec::new();
        for added in &self.added {
            let line = added.line;
            let paid = covered.iter().find(|covered| covered.line == line);
            let paid = paid.map_or(0, |covered| covered.quantity.to_thousandths());
            match self.thousandths(added) - paid {
                0 => {}
                _ if paid == 0 && called_off.contains(&line) => {}
                thousandths @ 1.. => exceptions.push(OrderException::Late { line, thousandths }),
                less => {
                    let back = returned.get(&line).copied().unwrap_or(0);
                    let thousandths = less.saturating_neg().saturating_sub(back);
                    if thousandths > 0 {
                        exceptions.push(OrderException::RefundDue { line, thousandths });
                    }
                }
            }
        }
        exceptions
    }
}
