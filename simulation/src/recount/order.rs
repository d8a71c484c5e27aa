//! One order, counted again.

use super::Fact;
use super::price::{self, Line, half_up};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// An order, counted again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Whether it is paid.
    pub settled: bool,
    /// Its number: the till's code and the counter.
    pub number: Option<(String, i64)>,
    /// For here or to go.
    pub channel: String,
    /// The receipt: the till's code and the counter.
    pub receipt: Option<(String, i64)>,
    /// Day and hour of the payment.
    pub when: Option<(String, i64)>,
    /// What is paid, or to pay.
    pub total: i64,
    /// How many lines.
    pub lines: i64,
    /// How many things somebody must look at.
    pub exceptions: i64,
    /// What was sold.
    pub sold: Vec<Sold>,
    /// What came back of it, and on which day and hour.
    pub back: Vec<((String, i64), Sold)>,
    /// The papers of its refunds, and what each gave, below zero.
    pub given: Vec<((String, i64), i64)>,
    /// How many tills wrote about it.
    pub writers: usize,
    /// What every payment of it took, those that do not count included.
    pub payments: Vec<((String, i64), i64)>,
    /// The name that it is kept under.
    pub name: Option<String>,
    /// How many tills gave it a name, or took one off.
    pub named_by: usize,
    /// How often it was called off.
    pub voids: usize,
    /// The lines of one that is open, in the order they were put on.
    pub standing: Vec<Standing>,
    /// How many of them another till put on than the one that called it off.
    pub late: usize,
    /// What is taken off the whole of one that is open.
    pub off_whole: i64,
    /// What a payment or refund of it says and does not add up to.
    pub wrong: Option<String>,
    /// The same of the payment that counts and what its till itself had put on: total, and what was taken off.
    pub repriced: Option<[(i64, i64); 2]>,
}

/// A line that stands on an open order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The line.
    pub line: String,
    /// Thousandths.
    pub units: i64,
    /// Quantity by price.
    pub amount: i64,
    /// What is taken off it alone.
    pub off: i64,
}

impl Counted {
    /// Whether it is called off, and nothing was put on it since.
    pub const fn is_voided(&self) -> bool {
        !self.settled && self.voids > 0 && self.standing.is_empty()
    }
}

/// A line that was sold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sold {
    /// The product.
    pub product: Option<String>,
    /// Its name.
    pub name: String,
    /// Thousandths.
    pub units: i64,
    /// Money.
    pub amount: i64,
}

#[derive(Default)]
struct Lines<'a> {
    added: Vec<(&'a str, &'a Value)>,
    steps: BTreeMap<&'a str, i64>,
    edits: BTreeMap<&'a str, &'a Value>,
    removed: BTreeSet<&'a str>,
    /// Of lines; of the whole order that without a line.
    discounts: BTreeMap<&'a str, Option<&'a Value>>,
    called_off: BTreeSet<&'a str>,
}

pub(super) fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value.get(field).and_then(Value::as_str).unwrap_or_default()
}

pub(super) fn number(value: &Value, field: &str) -> i64 {
    value.get(field).and_then(Value::as_i64).unwrap_or(0)
}

pub(super) fn list<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    let list = value.get(field).and_then(Value::as_array);
    list.map_or(&[], Vec::as_slice)
}

fn numbered(value: &Value, field: &str) -> (String, i64) {
    let held = value.get(field).unwrap_or(&Value::Null);
    (text(held, "till").to_owned(), number(held, "number"))
}

/// Counts an order from its facts, sorted.
pub fn count(facts: &[Fact]) -> Counted {
    let mut order = Counted {
        channel: "here".to_owned(),
        ..Counted::default()
    };
    let series: BTreeSet<_> = facts.iter().map(|fact| fact.place.1).collect();
    order.writers = series.len();
    let mut lines = Lines::default();
    let (mut payments, mut refunds, mut namers) = (Vec::new(), Vec::new(), BTreeSet::new());
    for Fact {
        kind, body, place, ..
    } in facts
    {
        match *kind {
            "order.opened" => {
                order.number.get_or_insert_with(|| numbered(body, "number"));
                text(body, "channel").clone_into(&mut order.channel);
            }
            "order.channel_set" => text(body, "channel").clone_into(&mut order.channel),
            "order.named" => {
                namers.insert(place.1);
                order.name = Some(text(body, "name").to_owned()).filter(|name| !name.is_empty());
            }
            "order.settled" => {
                if payments.is_empty() {
                    order.repriced = lines.alone(facts, body);
                }
                payments.push(body);
            }
            "order.refunded" => refunds.push(body),
            kind => lines.take(kind, body),
        }
    }
    order.payments = payments.iter().map(|body| taken(body)).collect();
    order.given = refunds.iter().map(|body| given(body)).collect();
    order.named_by = namers.len();
    order.voids = facts
        .iter()
        .filter(|fact| fact.kind == "order.voided")
        .count();
    let mut papers = payments.iter().chain(&refunds);
    order.wrong = papers.find_map(|body| price::does_not_add_up(body));
    match payments.split_first() {
        Some((paid, again)) => {
            settle(&mut order, &lines, paid, &refunds);
            let wrong = payments_wrong(&order, again, &refunds);
            order.exceptions += i64::try_from(wrong).unwrap_or(i64::MAX);
        }
        None => stand(&mut order, &lines, facts),
    }
    order
}

/// An order that is open: a payment would have beaten every void of it.
fn stand(order: &mut Counted, lines: &Lines<'_>, facts: &[Fact]) {
    let sums = lines.sums(&lines.called_off);
    (order.total, order.off_whole) = (sums.total, sums.off_whole);
    let standing = lines.standing(&lines.called_off);
    let standing = standing.map(|(id, body)| {
        let amount = lines.priced(id, body).amount;
        Standing {
            line: id.to_owned(),
            units: lines.quantity(id, body),
            amount,
            off: price::cut(lines.discount(id), amount),
        }
    });
    order.standing = standing.collect();
    order.lines = i64::try_from(order.standing.len()).unwrap_or(i64::MAX);
    let voids = facts.iter().filter(|fact| fact.kind == "order.voided");
    let callers: BTreeSet<_> = voids.map(|fact| fact.place.1).collect();
    let late = facts.iter().filter(|fact| {
        let stands = |held: &Standing| held.line == text(&fact.body, "line");
        fact.kind == "order.line_added"
            && !callers.contains(&fact.place.1)
            && order.standing.iter().any(stands)
    });
    order.late = if callers.is_empty() { 0 } else { late.count() };
}

/// The receipt of a payment, and what it took.
fn taken(body: &Value) -> ((String, i64), i64) {
    let tenders = list(body, "tenders").iter();
    let all: i64 = tenders.map(|tender| number(tender, "amount")).sum();
    (numbered(body, "receipt"), all - number(body, "change"))
}

/// The paper of a refund, and what it gave, below zero.
fn given(body: &Value) -> ((String, i64), i64) {
    let tender = body.get("tender").unwrap_or(&Value::Null);
    (numbered(body, "receipt"), -number(tender, "amount"))
}

/// How many payments were one too many and are not back, and of how many more came back than they took.
fn payments_wrong(order: &Counted, again: &[&Value], refunds: &[&Value]) -> usize {
    let gave = |receipt: &(String, i64)| -> i64 {
        let of_it = refunds
            .iter()
            .filter(|body| numbered(body, "of") == *receipt);
        of_it.map(|body| -given(body).1).sum()
    };
    let stays = again.iter().filter(|again| {
        let (receipt, took) = taken(again);
        order.receipt.as_ref() == Some(&receipt) || gave(&receipt) < took
    });
    let mut took: BTreeMap<(String, i64), i64> = BTreeMap::new();
    for (receipt, amount) in &order.payments {
        *took.entry(receipt.clone()).or_default() += amount;
    }
    let above = took.iter().filter(|(receipt, took)| gave(receipt) > **took);
    stays.count() + above.count()
}

fn settle(order: &mut Counted, lines: &Lines<'_>, paid: &Value, refunds: &[&Value]) {
    order.settled = true;
    order.receipt = Some(numbered(paid, "receipt"));
    order.when = Some((text(paid, "day").to_owned(), number(paid, "hour")));
    order.total = paid
        .get("totals")
        .map_or(0, |totals| number(totals, "total"));
    let covered = list(paid, "lines");
    order.lines = i64::try_from(covered.len()).unwrap_or(i64::MAX);
    let covers = |id: &str| {
        let line = covered.iter().find(|line| text(line, "line") == id);
        line.map_or(0, |line| number(line, "quantity"))
    };
    let of_it = || {
        let receipt = numbered(paid, "receipt");
        refunds
            .iter()
            .filter(move |body| numbered(body, "of") == receipt)
    };
    let mut returned: BTreeMap<&str, i64> = BTreeMap::new();
    for line in of_it().flat_map(|body| list(body, "lines")) {
        *returned.entry(text(line, "line")).or_default() += number(line, "quantity");
    }
    let back = |id: &str| returned.get(id).copied().unwrap_or(0);
    let differs = lines.added.iter().filter(|(id, body)| {
        let less = covers(id) - lines.quantity(id, body);
        // What was called off and not paid is nothing.
        let nothing = covers(id) == 0 && lines.called_off.contains(id);
        !nothing && (less < 0 || less > back(id))
    });
    let too_much = returned.iter().filter(|(id, back)| **back > covers(id));
    order.exceptions = i64::try_from(differs.count() + too_much.count()).unwrap_or(i64::MAX);
    order.sold = covered.iter().map(|line| lines.sold(line)).collect();
    for body in of_it() {
        let when = (text(body, "day").to_owned(), number(body, "hour"));
        let lines = list(body, "lines").iter().map(|line| lines.sold(line));
        order.back.extend(lines.map(|sold| (when.clone(), sold)));
    }
}

impl<'a> Lines<'a> {
    fn take(&mut self, kind: &str, body: &'a Value) {
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
            "order.voided" => {
                let covered = list(body, "lines").iter().map(|held| text(held, "line"));
                self.called_off.extend(covered);
            }
            _ => {}
        }
    }

    fn sold(&self, line: &Value) -> Sold {
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

    fn quantity(&self, id: &str, added: &Value) -> i64 {
        if self.removed.contains(id) {
            return 0;
        }
        let steps = self.steps.get(id).copied().unwrap_or(0);
        (number(added, "quantity") + steps).max(0)
    }

    fn standing<'s>(
        &'s self,
        but: &'s BTreeSet<&'a str>,
    ) -> impl Iterator<Item = (&'a str, &'a Value)> + 's {
        let added = self.added.iter().copied();
        added.filter(|(id, body)| self.quantity(id, body) > 0 && !but.contains(id))
    }

    /// What is taken off a line; off the whole order, where none is named.
    fn discount(&self, line: &str) -> Option<&'a Value> {
        self.discounts.get(line).copied().flatten()
    }

    fn priced(&self, id: &str, added: &Value) -> Line {
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

    /// What all lines but these come to.
    fn sums(&self, but: &BTreeSet<&'a str>) -> price::Sums {
        let priced = self.standing(but).map(|(id, body)| self.priced(id, body));
        price::sums(&priced.collect::<Vec<_>>(), self.discount(""))
    }

    /// Where only its own till wrote about an order: what this payment says, and what the lines and discounts before it
    /// come to. What another till wrote may sort behind a payment that knew of it, where a clock was behind.
    fn alone(&self, facts: &[Fact], paid: &Value) -> Option<[(i64, i64); 2]> {
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
