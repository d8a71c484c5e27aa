//! The orders that lines were moved between, as one story.

use super::lines::Lines;
use super::{OpenOrder, Order, SettledOrder};
use crate::id::{LineId, OrderId};
use crate::journal::Stamp;
use crate::kitchen::{Kitchen, KitchenStory};
use crate::menu::Register;
use crate::order::exception::{paid_again, refunded_above, refunded_twice, returned};
use crate::order::{Channel, Discount, OrderEvent, OrderNumber, Refunded, Settled, Voided};
use std::collections::{BTreeMap, BTreeSet};

/// What happened to some orders, by what it is about. Events come in the order of their stamps.
pub struct Family<'a> {
    members: &'a BTreeSet<OrderId>,
    stories: BTreeMap<OrderId, Story<'a>>,
    lines: Lines<'a>,
    /// Where each line was moved to, one after the other.
    moves: BTreeMap<LineId, Vec<OrderId>>,
    kitchen: KitchenStory<'a>,
}

/// What happened to one of them, but for its lines.
#[derive(Default)]
struct Story<'a> {
    number: Option<&'a OrderNumber>,
    channel: Register<Channel>,
    name: Register<&'a str>,
    discount: Register<Option<&'a Discount>>,
    voids: Vec<&'a Voided>,
    payments: Vec<(Stamp, &'a Settled)>,
    refunds: Vec<&'a Refunded>,
}

/// Which order each line is on, and what that follows from.
struct Homes<'b, 'a> {
    family: &'b Family<'a>,
    /// Lines that were paid, and the order whose payment was the first to list them.
    paid: BTreeMap<LineId, OrderId>,
    /// Lines that were called off; a payment beats it.
    called_off: BTreeSet<LineId>,
}

impl<'a> Family<'a> {
    /// These orders, before anything happened to them.
    pub fn of(members: &'a BTreeSet<OrderId>) -> Self {
        Self {
            members,
            stories: BTreeMap::new(),
            lines: Lines::default(),
            moves: BTreeMap::new(),
            kitchen: KitchenStory::default(),
        }
    }

    /// Takes the next event in.
    pub fn take(&mut self, stamp: Stamp, order: OrderId, event: &'a OrderEvent) {
        let story = self.stories.entry(order).or_default();
        match event {
            OrderEvent::Opened(opened) => {
                story.number.get_or_insert(&opened.number);
                story.channel.set(stamp, opened.channel);
            }
            OrderEvent::ChannelSet(set) => story.channel.set(stamp, set.channel),
            OrderEvent::Named(named) => story.name.set(stamp, &named.name),
            OrderEvent::Voided(voided) => story.voids.push(voided),
            OrderEvent::Settled(settled) => story.payments.push((stamp, settled)),
            OrderEvent::Refunded(refunded) => story.give_back(refunded),
            OrderEvent::DiscountSet(set) if set.line.is_none() => {
                story.discount.set(stamp, set.discount.as_ref());
            }
            OrderEvent::MovedIn(moved) => self.is_moved(&moved.lines, order),
            OrderEvent::MovedOut(moved) => self.is_moved(&moved.lines, moved.to),
            OrderEvent::Sent(sent) => self.kitchen.send(order, sent),
            OrderEvent::TicketMarked(marked) => self.kitchen.mark(stamp, marked),
            OrderEvent::LineAdded(_)
            | OrderEvent::QuantityChanged(_)
            | OrderEvent::LineEdited(_)
            | OrderEvent::LineRemoved(_)
            | OrderEvent::DiscountSet(_) => self.lines.take(stamp, order, event),
        }
    }

    fn is_moved(&mut self, lines: &[LineId], to: OrderId) {
        if !self.members.contains(&to) {
            return;
        }
        for line in lines {
            self.moves.entry(*line).or_default().push(to);
        }
    }

    /// One of the orders.
    pub fn order(&self, id: OrderId) -> Order {
        let homes = Homes::of(self);
        let nothing = Story::default();
        let story = self.stories.get(&id).unwrap_or(&nothing);
        match story.payments.split_first() {
            None => Order::Open(story.open(id, &homes)),
            Some(((stamp, settled), again)) => {
                let again: Vec<&Settled> = again.iter().map(|(_, again)| *again).collect();
                Order::Settled(story.settled(id, (*stamp, settled), &again, &homes))
            }
        }
    }
}

impl<'b, 'a> Homes<'b, 'a> {
    fn of(family: &'b Family<'a>) -> Self {
        let first = |(order, story): (&OrderId, &Story<'a>)| {
            let (stamp, settled) = *story.payments.first()?;
            Some((stamp, *order, settled))
        };
        let mut payments: Vec<_> = family.stories.iter().filter_map(first).collect();
        payments.sort_by_key(|(stamp, ..)| *stamp);
        let mut paid = BTreeMap::new();
        for (_, order, settled) in payments {
            for covered in &settled.lines {
                paid.entry(covered.line).or_insert(order);
            }
        }
        let voids = family.stories.values().flat_map(|story| &story.voids);
        let called_off = voids.flat_map(|voided| &voided.lines);
        let called_off = called_off.map(|covered| covered.line);
        let called_off = called_off.filter(|line| !paid.contains_key(line)).collect();
        Self {
            family,
            paid,
            called_off,
        }
    }

    /// Where a line is that was put on `birth`. A paid line never moves; a paid order takes no line in, so that what was
    /// moved there while somebody else took its money stays where it can be paid.
    fn of_line(&self, line: LineId, birth: OrderId) -> OrderId {
        if let Some(order) = self.paid.get(&line) {
            return *order;
        }
        let Some(moves) = self.family.moves.get(&line) else {
            return birth;
        };
        let takes = |order: &&OrderId| {
            let story = self.family.stories.get(*order);
            story.is_none_or(|story| story.payments.is_empty())
        };
        let places = moves.iter().rev().chain([&birth]);
        let place = places.clone().find(takes);
        *place.or(moves.last()).unwrap_or(&birth)
    }

    /// The tickets of an order, and what was told of its lines.
    fn kitchen(&self, order: OrderId) -> Kitchen {
        if self.family.kitchen.is_empty() {
            return Kitchen::default();
        }
        let births: BTreeMap<LineId, OrderId> = self.family.lines.births().collect();
        let here = |line| {
            let birth = births.get(&line);
            birth.is_some_and(|birth| self.of_line(line, *birth) == order)
        };
        self.family.kitchen.of(order, here)
    }

    /// The lines that were on an order and are on another one.
    fn left(&self, order: OrderId) -> Vec<LineId> {
        if self.family.moves.is_empty() {
            return Vec::new();
        }
        let was_here = |(line, birth): &(LineId, OrderId)| {
            let moves = self.family.moves.get(line);
            *birth == order || moves.is_some_and(|moves| moves.contains(&order))
        };
        let lines = self.family.lines.births().filter(was_here);
        let lines = lines.filter(|(line, birth)| self.of_line(*line, *birth) != order);
        lines.map(|(line, _)| line).collect()
    }
}

impl<'a> Story<'a> {
    /// Two copies of a till may have heard the same command: it is one refund.
    fn give_back(&mut self, refunded: &'a Refunded) {
        let same = |held: &&Refunded| held.refund == refunded.refund;
        if !self.refunds.iter().any(same) {
            self.refunds.push(refunded);
        }
    }

    fn name(&self) -> Option<String> {
        let name = self.name.get().filter(|name| !name.is_empty());
        name.map(|name| (*name).to_owned())
    }

    fn open(&self, id: OrderId, homes: &Homes<'_, 'a>) -> OpenOrder {
        let here = |line, birth| homes.of_line(line, birth) == id;
        let (lines, removed) = homes.family.lines.split(here, &homes.called_off);
        let last = self.voids.last().filter(|_| lines.is_empty());
        OpenOrder {
            id,
            number: self.number.cloned(),
            channel: self.channel.get().copied().unwrap_or_default(),
            name: self.name(),
            discount: self.discount.get().copied().flatten().cloned(),
            voided: last.map(|last| (*last).clone()),
            lines,
            removed,
            elsewhere: homes.left(id),
            kitchen: homes.kitchen(id),
        }
    }

    /// `again` are the payments after the one that counts.
    fn settled(
        &self,
        id: OrderId,
        (stamp, settled): (Stamp, &Settled),
        again: &[&Settled],
        homes: &Homes<'_, 'a>,
    ) -> SettledOrder {
        let lines = &homes.family.lines;
        let refunds: Vec<Refunded> = self.refunds.iter().map(|held| (*held).clone()).collect();
        let back = returned(&refunds, settled);
        let here = |line, birth| homes.of_line(line, birth) == id;
        let differences = lines.differences(&settled.lines, &back, here, &homes.called_off);
        let exceptions = paid_again(settled, again, &refunds)
            .chain(refunded_above(settled, again, &refunds))
            .chain(differences)
            .chain(refunded_twice(&settled.lines, &back))
            .collect();
        SettledOrder {
            id,
            number: self.number.cloned(),
            channel: self.channel.get().copied().unwrap_or_default(),
            name: self.name(),
            settled: settled.clone(),
            stamp,
            lines: lines.as_paid(&settled.lines),
            refunds,
            exceptions,
            kitchen: homes.kitchen(id),
        }
    }
}
