//! From events to a state, whatever order they arrived in.
//!
//! Orders that lines were moved between fold as one, so that a line is on exactly one of them.

mod family;
mod lines;

use super::{
    Channel, ChosenModifier, Discount, LineAdded, OrderEvent, OrderException, OrderNumber, Priced,
    Refunded, Settled, Totals, Voided, price,
};
use crate::fact::Facts;
use crate::id::{LineId, OrderId};
use crate::journal::Stamp;
use crate::kitchen::{Kitchen, Way};
use crate::money::Money;
use crate::quantity::Quantity;
use family::Family;
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
    /// Lines that were on it and are on another order.
    pub elsewhere: Vec<LineId>,
    /// Why it was called off, where nothing has been put on it since.
    pub voided: Option<Voided>,
    /// What stations were told of it.
    pub kitchen: Kitchen,
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
    /// The tickets of it.
    pub kitchen: Kitchen,
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

    /// How it is made: the names of its modifiers, and its note.
    pub fn way(&self) -> Way {
        let modifiers = self.modifiers.iter();
        let names = modifiers.map(|modifier| modifier.name.clone()).collect();
        (names, self.note.clone())
    }

    /// The amount as priced. `decide` keeps it within the limits; what breaks them anyway saturates.
    pub fn amount(&self) -> Money {
        let limit = Money::minor(crate::money::LINE_AMOUNT_MAX);
        self.quantity.times(self.unit_price()).unwrap_or(limit)
    }
}

impl OpenOrder {
    /// An order nothing has happened to.
    pub fn new(id: OrderId) -> Self {
        Self {
            id,
            number: None,
            channel: Channel::Here,
            name: None,
            discount: None,
            lines: Vec::new(),
            removed: Vec::new(),
            elsewhere: Vec::new(),
            voided: None,
            kitchen: Kitchen::default(),
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

/// Everything that happened to an order, and to those that it shares lines with: taken in one by one, in any order.
///
/// Invariant: two orders share lines where each of them says so. What only one of them says counts nowhere: whoever reads
/// the other one would not know of it.
#[derive(Clone, Debug, Default)]
pub struct OrderFold {
    orders: BTreeMap<OrderId, Facts<OrderEvent>>,
    /// The other orders that each of them names.
    named: BTreeMap<OrderId, BTreeSet<OrderId>>,
}

impl OrderFold {
    /// Takes one event of an order in; another copy of the same fact counts no second time.
    pub fn insert(&mut self, order: OrderId, stamp: Stamp, event: OrderEvent) {
        if let Some(other) = event.other_order() {
            self.named.entry(order).or_default().insert(other);
        }
        self.orders.entry(order).or_default().insert(stamp, event);
    }

    /// Takes in what another fold holds.
    pub fn extend(&mut self, other: Self) {
        for (order, named) in other.named {
            self.named.entry(order).or_default().extend(named);
        }
        for (order, facts) in other.orders {
            self.orders.entry(order).or_default().extend(facts);
        }
    }

    /// Whether any order that was taken in names another one.
    pub fn names_others(&self) -> bool {
        !self.named.is_empty()
    }

    /// The orders that are named and of which nothing was taken in yet: an order is told only where they are known.
    pub fn missing(&self) -> Vec<OrderId> {
        let named: BTreeSet<OrderId> = self.named.values().flatten().copied().collect();
        let held = |order: &OrderId| self.orders.contains_key(order);
        named.into_iter().filter(|order| !held(order)).collect()
    }

    /// An order and those that it shares lines with, directly or through others.
    pub fn family(&self, id: OrderId) -> BTreeSet<OrderId> {
        let (mut family, mut next) = (BTreeSet::from([id]), vec![id]);
        let names = |one: OrderId, other: OrderId| {
            let named = self.named.get(&one);
            named.is_some_and(|named| named.contains(&other))
        };
        while let Some(member) = next.pop() {
            let named = self.named.get(&member).into_iter().flatten().copied();
            let shares = named.filter(|other| names(*other, member));
            next.extend(shares.filter(|other| family.insert(*other)));
        }
        family
    }

    /// The order of everything taken in.
    pub fn order(&self, id: OrderId) -> Order {
        let family = self.family(id);
        let mut facts: Vec<(Stamp, OrderId, &OrderEvent)> = Vec::new();
        for order in &family {
            let held = self.orders.get(order).map(Facts::sorted);
            let held = held.into_iter().flatten();
            facts.extend(held.map(|(stamp, event)| (stamp, *order, event)));
        }
        if family.len() > 1 {
            facts.sort_by_key(|(stamp, ..)| *stamp);
        }
        let mut told = Family::of(&family);
        for (stamp, order, event) in facts {
            told.take(stamp, order, event);
        }
        told.order(id)
    }
}
