//! One order, counted again.

use super::Fact;
use super::family::Family;
use super::lines::Lines;
use super::price;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

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
    /// How many tills moved one of its lines, the most of all lines.
    pub moved_by: usize,
    /// Whether it was paid with a line that was put on another order.
    pub from_elsewhere: bool,
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
    /// Whether a station was told all of it, as it is now.
    pub told: bool,
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

/// Counts an order from its facts, sorted, and from what the orders say that it shares lines with.
pub fn count(id: Uuid, facts: &[Fact], family: &Family<'_>) -> Counted {
    let mut order = Counted {
        channel: "here".to_owned(),
        ..Counted::default()
    };
    let series: BTreeSet<_> = facts.iter().map(|fact| fact.place.1).collect();
    order.writers = series.len();
    let lines = Lines::of(id, family);
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
                if payments.is_empty() && family.orders() == 1 {
                    let before = facts.iter().filter(|held| held.place < *place);
                    order.repriced = Lines::told(before).alone(facts, body);
                }
                payments.push(body);
            }
            "order.refunded" => refunds.push(body),
            _ => {}
        }
    }
    order.payments = payments.iter().map(|body| taken(body)).collect();
    order.given = refunds.iter().map(|body| given(body)).collect();
    order.named_by = namers.len();
    let movers = lines.added.iter().map(|(line, _)| family.movers(line));
    order.moved_by = movers.max().unwrap_or(0);
    order.from_elsewhere = lines.born_elsewhere(facts, &payments);
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
            told: lines.is_told(id, body),
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
