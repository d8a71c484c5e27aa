//! Orders that lines were moved between, and which of them a line is on.

use super::Fact;
use super::order::{list, text};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// The facts of an order and of all that lines went to or came from, sorted.
pub struct Family<'a> {
    facts: Vec<(Uuid, &'a Fact)>,
    /// Orders that are paid, with the place of the payment that counts and the lines it lists.
    paid: Vec<(&'a super::Place, Uuid, BTreeSet<&'a str>)>,
}

/// The other order of a move.
fn other(fact: &Fact) -> Option<Uuid> {
    let field = match fact.kind {
        "order.moved_in" => "from",
        "order.moved_out" => "to",
        _ => return None,
    };
    text(&fact.body, field).parse().ok()
}

impl<'a> Family<'a> {
    /// The family of an order.
    pub fn of(subjects: &'a BTreeMap<Uuid, Vec<Fact>>, order: Uuid) -> Self {
        let (mut members, mut next) = (BTreeSet::from([order]), vec![order]);
        let named = |order: Uuid| subjects.get(&order).into_iter().flatten().filter_map(other);
        while let Some(member) = next.pop() {
            // Each of two says so, or it is nothing.
            let both = named(member).filter(|other| named(*other).any(|held| held == member));
            next.extend(both.filter(|other| members.insert(*other)));
        }
        let held = members.into_iter().filter_map(|member| {
            let facts = subjects.get(&member)?;
            Some(facts.iter().map(move |fact| (member, fact)))
        });
        let mut facts: Vec<_> = held.flatten().collect();
        facts.sort_by(|one, two| one.1.place.cmp(&two.1.place));
        let mut paid: Vec<(&super::Place, Uuid, BTreeSet<&str>)> = Vec::new();
        for (order, fact) in &facts {
            if fact.kind == "order.settled" && paid.iter().all(|(_, held, _)| held != order) {
                let lines = list(&fact.body, "lines").iter();
                let lines = lines.map(|line| text(line, "line")).collect();
                paid.push((&fact.place, *order, lines));
            }
        }
        Self { facts, paid }
    }

    /// Its facts, and the order that each is about.
    pub fn facts(&self) -> impl Iterator<Item = (Uuid, &'a Fact)> + '_ {
        self.facts.iter().copied()
    }

    /// How many orders it has.
    pub fn orders(&self) -> usize {
        let orders: BTreeSet<Uuid> = self.facts.iter().map(|(order, _)| *order).collect();
        orders.len()
    }

    /// Where a line was moved to, one after the other, and by which till.
    fn moves<'s>(&'s self, line: &'s str) -> impl DoubleEndedIterator<Item = (Uuid, Uuid)> + 's {
        self.facts.iter().filter_map(move |(order, fact)| {
            let to = match fact.kind {
                "order.moved_in" => *order,
                "order.moved_out" => other(fact)?,
                _ => return None,
            };
            let lines = list(&fact.body, "lines").iter();
            let mut lines = lines.filter_map(serde_json::Value::as_str);
            lines.any(|held| held == line).then_some((to, fact.place.1))
        })
    }

    /// How many tills moved a line.
    pub fn movers(&self, line: &str) -> usize {
        let tills: BTreeSet<Uuid> = self.moves(line).map(|(_, till)| till).collect();
        tills.len()
    }

    /// The order that a line is on, which was put on `birth`: the first that listed it in its payment, else the last that
    /// it was moved to and that is not paid.
    pub fn home(&self, line: &str, birth: Uuid) -> Uuid {
        let lists = |(_, order, lines): &(&super::Place, Uuid, BTreeSet<&str>)| {
            lines.contains(line).then_some(*order)
        };
        if let Some(order) = self.paid.iter().find_map(lists) {
            return order;
        }
        let is_open = |order: &Uuid| self.paid.iter().all(|(_, held, _)| held != order);
        let places = || self.moves(line).rev().map(|(to, _)| to).chain([birth]);
        let last = places().next().unwrap_or(birth);
        places().find(is_open).unwrap_or(last)
    }
}
