//! The lines of an order, and of those that it shares lines with, counted again.

use super::Fact;
use super::family::Family;
use super::order::{Sold, list, number, text};
use super::price::{self, Line, half_up};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

#[derive(Default)]
pub struct Lines<'a> {
    pub added: Vec<(&'a str, &'a Value)>,
    steps: BTreeMap<&'a str, i64>,
    edits: BTreeMap<&'a str, &'a Value>,
    removed: BTreeSet<&'a str>,
    /// Of lines; of the whole order that without a line.
    discounts: BTreeMap<&'a str, Option<&'a Value>>,
    pub called_off: BTreeSet<&'a str>,
    /// The tickets that were counted.
    tickets: BTreeSet<&'a str>,
    /// What stations were told of each line: thousandths, by modifiers and note.
    told: BTreeMap<&'a str, BTreeMap<(Vec<&'a str>, &'a str), i64>>,
    /// Those that are on this order, and not on another one that it shares lines with.
    here: BTreeSet<&'a str>,
}

impl<'a> Lines<'a> {
    /// The lines of an order that it shares with others, or has alone.
    pub fn of(id: Uuid, family: &Family<'a>) -> Self {
        let mut lines = Self::default();
        let mut births = BTreeMap::new();
        for (order, fact) in family.facts() {
            let line = text(&fact.body, "line");
            if fact.kind == "order.line_added" {
                births.entry(line).or_insert(order);
            }
            // What is taken off the whole of another order is nothing here.
            if order == id || fact.kind != "order.discount_set" || !line.is_empty() {
                lines.take(fact.kind, &fact.body);
            }
        }
        let here = births.into_iter();
        let here = here.filter(|(line, birth)| family.home(line, *birth) == id);
        lines.here = here.map(|(line, _)| line).collect();
        lines
    }

    /// The lines that these facts put on.
    pub fn told(facts: impl Iterator<Item = &'a Fact>) -> Self {
        let mut lines = Self::default();
        for fact in facts {
            lines.take(fact.kind, &fact.body);
        }
        lines.here = lines.added.iter().map(|(line, _)| *line).collect();
        lines
    }

    /// Whether the payment that counts lists a line that was not put on here.
    pub fn born_elsewhere(&self, facts: &[Fact], payments: &[&Value]) -> bool {
        let born = |line: &str| {
            let mut added = facts.iter().filter(|fact| fact.kind == "order.line_added");
            added.any(|fact| text(&fact.body, "line") == line)
        };
        let paid = payments.first().map_or(&[][..], |paid| list(paid, "lines"));
        let known = |line: &str| self.added.iter().any(|(held, _)| *held == line);
        let mut lines = paid.iter().map(|line| text(line, "line"));
        lines.any(|line| known(line) && !born(line))
    }

    pub fn take(&mut self, kind: &str, body: &'a Value) {
        let line = text(body, "line");
        match kind {
            "order.line_added" if !self.added.iter().any(|(id, _)| *id == line) => {
                self.added.push((line, body));
            }
            "order.quantity_changed" => {
                *self.steps.entry(line).or_default() += number(body, "by");
            }
            "order.line_edited" => {
                self.edits.insert(line, body);
            }
            "order.line_removed" => {
                self.removed.insert(line);
            }
            "order.discount_set" => {
                self.discounts.insert(line, body.get("discount"));
            }
            "order.sent" if self.tickets.insert(text(body, "ticket")) => {
                for item in list(body, "items") {
                    let modifiers = list(item, "modifiers").iter();
                    let modifiers = modifiers.filter_map(Value::as_str).collect();
                    let told = self.told.entry(text(item, "line")).or_default();
                    let way = (modifiers, text(item, "note"));
                    *told.entry(way).or_default() += number(item, "by");
                }
            }
            "order.voided" => {
                let covered = list(body, "lines").iter().map(|held| text(held, "line"));
                self.called_off.extend(covered);
            }
            _ => {}
        }
    }

    pub fn sold(&self, line: &Value) -> Sold {
        let added = self.added.iter().find(|(id, _)| *id == text(line, "line"));
        let added = added.map_or(&Value::Null, |(_, body)| *body);
        let product = added.get("product").and_then(Value::as_str);
        Sold {
            product: product.map(str::to_owned),
            name: text(added, "name").to_owned(),
            units: number(line, "quantity"),
            amount: number(line, "amount"),
        }
    }

    pub fn quantity(&self, id: &str, added: &Value) -> i64 {
        if self.removed.contains(id) || !self.here.contains(id) {
            return 0;
        }
        let steps = self.steps.get(id).copied().unwrap_or(0);
        (number(added, "quantity") + steps).max(0)
    }

    pub fn standing<'s>(
        &'s self,
        but: &'s BTreeSet<&'a str>,
    ) -> impl Iterator<Item = (&'a str, &'a Value)> + 's {
        let added = self.added.iter().copied();
        added.filter(|(id, body)| self.quantity(id, body) > 0 && !but.contains(id))
    }

    /// What is taken off a line; off the whole order, where none is named.
    pub fn discount(&self, line: &str) -> Option<&'a Value> {
        self.discounts.get(line).copied().flatten()
    }

    pub fn priced(&self, id: &str, added: &Value) -> Line {
        let edited = self.edits.get(id).copied().unwrap_or(added);
        let extra: i64 = list(edited, "modifiers")
            .iter()
            .map(|m| number(m, "price"))
            .sum();
        let unit = number(added, "unit_price") + extra;
        let amount = half_up(
            i128::from(unit) * i128::from(self.quantity(id, added)),
            1_000,
        );
        Line {
            amount,
            off: price::cut(self.discount(id), amount),
            rate: number(added, "tax"),
            on_top: text(added, "tax_mode") == "added",
        }
    }

    /// Whether stations were told exactly this line, as it is now.
    pub fn is_told(&self, id: &str, added: &Value) -> bool {
        let edited = self.edits.get(id).copied().unwrap_or(added);
        let modifiers = list(edited, "modifiers").iter();
        let names: Vec<&str> = modifiers.map(|held| text(held, "name")).collect();
        let way = (names, text(edited, "note"));
        let told = self.told.get(id).into_iter().flatten();
        let told: Vec<_> = told.filter(|(_, units)| **units != 0).collect();
        matches!(told[..], [(only, units)] if *only == way && *units == self.quantity(id, added))
    }

    /// What all lines but these come to.
    pub fn sums(&self, but: &BTreeSet<&'a str>) -> price::Sums {
        let priced = self.standing(but).map(|(id, body)| self.priced(id, body));
        price::sums(&priced.collect::<Vec<_>>(), self.discount(""))
    }

    /// Where only its own till wrote about an order: what this payment says, and what the lines and discounts before it
    /// come to. What another till wrote may sort behind a payment that knew of it, where a clock was behind.
    pub fn alone(&self, facts: &[Fact], paid: &Value) -> Option<[(i64, i64); 2]> {
        let (_, first, ..) = &facts.first()?.place;
        let mut written = facts.iter().filter(|fact| fact.kind != "order.refunded");
        if written.any(|fact| fact.place.1 != *first) {
            return None;
        }
        let totals = paid.get("totals")?;
        let said = (number(totals, "total"), number(totals, "discount"));
        let sums = self.sums(&self.called_off);
        Some([said, (sums.total, sums.off)])
    }
}
