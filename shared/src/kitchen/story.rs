//! What stations were told, and how far they are, whatever order that arrived in.

use super::{Sent, SentItem, TicketMarked, TicketState};
use crate::clock::Wall;
use crate::id::{KitchenTicketId, LineId, OrderId, StationId};
use crate::journal::Stamp;
use crate::menu::Register;
use crate::order::FoldedLine;
use std::collections::BTreeMap;

/// The tickets of an order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kitchen {
    /// The tickets, in the order they were sent.
    pub tickets: Vec<FoldedTicket>,
    /// What stations were told of the lines that are on the order.
    pub told: BTreeMap<LineId, Told>,
}

/// A ticket and how far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoldedTicket {
    /// What was sent.
    pub sent: Sent,
    /// How far it is.
    pub state: TicketState,
    /// Since when.
    pub since: Wall,
}

impl FoldedTicket {
    /// What the station reads: things that are alike are one, and what adds up to nothing is not there.
    pub fn changes(&self) -> Vec<SentItem> {
        let mut changes: Vec<SentItem> = Vec::new();
        for item in &self.sent.items {
            let alike = |held: &&mut SentItem| {
                held.name == item.name && held.modifiers == item.modifiers && held.note == item.note
            };
            match changes.iter_mut().find(alike) {
                Some(held) => held.by = held.by.saturating_add(item.by),
                None => changes.push(item.clone()),
            }
        }
        changes.retain(|item| item.by != 0);
        changes
    }
}

/// What a station was told of one line: how many thousandths of it to make in each way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The station that was told first: what changes goes there as well.
    pub station: StationId,
    /// Thousandths, by modifiers and note. Those that add up to nothing are not in it.
    pub ways: BTreeMap<Way, i64>,
}

/// How a line is made: with these modifiers, and this note.
pub type Way = (Vec<String>, String);

/// The tickets of some orders that share lines. Events come in the order of their stamps.
#[derive(Default)]
pub struct KitchenStory<'a> {
    sent: Vec<(OrderId, &'a Sent)>,
    marks: BTreeMap<KitchenTicketId, Register<&'a TicketMarked>>,
}

impl<'a> KitchenStory<'a> {
    /// Whether no station was told anything.
    pub fn is_empty(&self) -> bool {
        self.sent.is_empty()
    }

    /// Takes in that a station was told something. Two copies of a till may have heard the same command: it is one ticket.
    pub fn send(&mut self, order: OrderId, sent: &'a Sent) {
        let known = |(_, held): &(OrderId, &Sent)| held.ticket == sent.ticket;
        if !self.sent.iter().any(known) {
            self.sent.push((order, sent));
        }
    }

    /// Takes in how far a station is.
    pub fn mark(&mut self, stamp: Stamp, marked: &'a TicketMarked) {
        let held = self.marks.entry(marked.ticket).or_default();
        held.set(stamp, marked);
    }

    /// The tickets of one of the orders, and what was told of those lines that are on it.
    pub fn of(&self, order: OrderId, here: impl Fn(LineId) -> bool) -> Kitchen {
        let mut kitchen = Kitchen::default();
        for (home, sent) in &self.sent {
            if *home == order {
                kitchen.tickets.push(self.ticket(sent));
            }
            for item in sent.items.iter().filter(|item| here(item.line)) {
                kitchen.tell(sent.station, item);
            }
        }
        for told in kitchen.told.values_mut() {
            told.ways.retain(|_, thousandths| *thousandths != 0);
        }
        kitchen
    }

    fn ticket(&self, sent: &Sent) -> FoldedTicket {
        let mark = self.marks.get(&sent.ticket).and_then(Register::get);
        FoldedTicket {
            sent: sent.clone(),
            state: mark.map_or_else(TicketState::default, |mark| mark.state),
            since: mark.map_or(sent.at, |mark| mark.at),
        }
    }
}

impl Kitchen {
    fn tell(&mut self, station: StationId, item: &SentItem) {
        let told = self.told.entry(item.line).or_insert_with(|| Told {
            station,
            ways: BTreeMap::new(),
        });
        let way = (item.modifiers.clone(), item.note.clone());
        let held = told.ways.entry(way).or_default();
        *held = held.saturating_add(item.by);
    }

    /// Whether a station was told all of a line, as it stands.
    pub fn knows(&self, line: &FoldedLine) -> bool {
        let told = self.told.get(&line.added.line);
        told.is_some_and(|told| {
            let all = told.ways.get(&line.way());
            told.ways.len() == 1 && all == Some(&line.quantity.to_thousandths())
        })
    }

    /// The ticket of this id.
    pub fn ticket(&self, id: KitchenTicketId) -> Option<&FoldedTicket> {
        self.tickets.iter().find(|held| held.sent.ticket == id)
    }
}
