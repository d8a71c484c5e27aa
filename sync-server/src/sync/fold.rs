//! What the new entries of a push change besides the journal: a pure function of their plan and of what is stored of their
//! subjects. The entries are written without it, so that it may be worked out meanwhile.
//!
//! Invariants: each subject they touch is folded once; figures change by new minus old contribution.

use super::plan::Plan;
use super::store::History;
use crate::menu::MenuRow;
use crate::order::OrderRow;
use shared::event::{Event, MenuEvent};
use shared::fact::{Fact, Facts};
use shared::id::{OrderId, SubjectId};
use shared::journal::Sequence;
use shared::menu::Registers;
use shared::order::{OrderEvent, OrderFold, Settled};
use shared::report::Rollup;
use std::collections::{BTreeMap, BTreeSet};

/// What a push changes besides the journal.
#[derive(Clone, Debug)]
pub struct Folded {
    /// Those of its entries that are not folded.
    pub aside: Vec<Aside>,
    /// Its subjects as they are now, and what the figures change by.
    pub subjects: Refolded,
    /// The last sale among its entries.
    pub last_sale: Option<Settled>,
}

/// Folds the subjects that a push touches.
pub fn fold(plan: &Plan, history: &History) -> Folded {
    let mut folds = Folds::of(history);
    let (mut aside, mut last_sale) = (Vec::new(), None);
    for appended in &plan.appended {
        let entry = &appended.entry;
        let fact = match plan.revoked {
            true => Err((
                AsideReason::Revoked,
                "the till was revoked when this came".to_owned(),
            )),
            false => Fact::of(entry, appended.hash, appended.effective)
                .map_err(|why| (AsideReason::Unreadable, why.to_string())),
        };
        match fact {
            Ok(fact) => {
                if let Event::Order(OrderEvent::Settled(settled)) = &fact.event {
                    last_sale = Some(settled.clone());
                }
                folds.insert(fact);
            }
            Err((reason, detail)) => aside.push(Aside {
                sequence: entry.sequence,
                reason,
                detail,
            }),
        }
    }
    Folded {
        aside,
        subjects: folds.refolded(history),
        last_sale,
    }
}

/// Why an entry is stored and not folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsideReason {
    /// Nobody here can read it, or not yet.
    Unreadable,
    /// The till was revoked when it came.
    Revoked,
}

/// An entry that is stored and not folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// Its place in the series.
    pub sequence: Sequence,
    /// Why.
    pub reason: AsideReason,
    /// What exactly, in English.
    pub detail: String,
}

/// The events of the subjects that a change touches, by subject.
#[derive(Debug, Default)]
pub struct Folds {
    orders: BTreeMap<SubjectId, OrderFold>,
    menu: BTreeMap<SubjectId, Facts<MenuEvent>>,
}

impl Folds {
    /// Everything that is stored and may be folded.
    fn of(history: &History) -> Self {
        let mut folds = Self::default();
        for recorded in &history.entries {
            if let Ok(fact) = recorded.fact() {
                folds.insert(fact);
            }
        }
        folds
    }

    fn refolded(&self, history: &History) -> Refolded {
        let orders: Vec<_> = self.orders().collect();
        Refolded {
            rollup: difference(&history.sales, &orders),
            menu: self.menu().collect(),
            orders,
        }
    }

    /// Takes one fact in, or another copy of it.
    pub fn insert(&mut self, fact: Fact) {
        match fact.event {
            Event::Order(event) => {
                let fold = self.orders.entry(fact.subject).or_default();
                fold.insert(OrderId(fact.subject.0), fact.stamp, event);
            }
            Event::Menu(event) => {
                let facts = self.menu.entry(fact.subject).or_default();
                facts.insert(fact.stamp, event);
            }
            Event::Shift(_)
            | Event::Staff(_)
            | Event::Settings(_)
            | Event::Till(_)
            | Event::Carried(_) => {}
        }
    }

    /// The orders as they are now; those that share lines are folded as one.
    pub fn orders(&self) -> impl Iterator<Item = OrderRow> + '_ {
        self.orders.iter().map(|(subject, fold)| {
            if fold.missing().is_empty() {
                return OrderRow::of(*subject, fold);
            }
            OrderRow::of(*subject, &self.family(fold))
        })
    }

    /// The fold of an order with all that share lines with it.
    fn family(&self, fold: &OrderFold) -> OrderFold {
        let mut family = fold.clone();
        let mut looked_for = BTreeSet::new();
        loop {
            let mut missing = family.missing();
            missing.retain(|order| looked_for.insert(*order));
            if missing.is_empty() {
                return family;
            }
            let held = missing
                .iter()
                .filter_map(|order| self.orders.get(&SubjectId(order.0)));
            for other in held {
                family.extend(other.clone());
            }
        }
    }

    /// Takes the orders out that share lines with others: they are folded when all of them are known.
    pub fn split_off_linked(&mut self) -> Self {
        let orders = std::mem::take(&mut self.orders);
        let (linked, alone) = orders
            .into_iter()
            .partition(|(_, fold)| fold.names_others());
        self.orders = alone;
        Self {
            orders: linked,
            menu: BTreeMap::new(),
        }
    }

    /// Takes in the orders of another.
    pub fn take_in(&mut self, other: Self) {
        self.orders.extend(other.orders);
    }

    /// The subjects of the menu as they are now.
    pub fn menu(&self) -> impl Iterator<Item = MenuRow> + '_ {
        self.menu
            .iter()
            .map(|(subject, facts)| MenuRow::of(*subject, &Registers::of(facts)))
    }
}

/// Subjects folded anew, and what the figures change by.
#[derive(Clone, Debug)]
pub struct Refolded {
    /// The orders as they are now.
    pub orders: Vec<OrderRow>,
    /// The subjects of the menu as they are now.
    pub menu: Vec<MenuRow>,
    /// What the figures change by.
    pub rollup: Rollup,
}

/// Folds subjects from everything that is stored of them and may be folded.
pub fn refolded(history: &History) -> Refolded {
    Folds::of(history).refolded(history)
}

/// What the figures change by: the new contributions minus the old ones.
fn difference(before: &BTreeMap<SubjectId, shared::report::Sale>, orders: &[OrderRow]) -> Rollup {
    let mut rollup = Rollup::default();
    for order in orders {
        if let Some(sale) = before.get(&order.id) {
            rollup.subtract(sale);
        }
        if let Some(sale) = &order.sale {
            rollup.add(sale);
        }
    }
    rollup.drop_zeros();
    rollup
}
