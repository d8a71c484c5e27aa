//! The checker's own arithmetic: orders and figures counted again from the raw JSON of what users were told.
//!
//! Nothing of the folds it checks is used here: it reads bodies as plain JSON and adds integers.

mod business;
mod family;
mod lines;
mod order;
mod price;
mod shift;

pub use business::{Person, Presence};
pub use order::{Counted, Standing};
pub use shift::{Shifts, take as take_shift};

use crate::ledger::Told;
use family::Family;
use serde_json::Value;
use shared::id::{AuthorId, SeriesId};
use shared::journal::{Entry, Hash, Sequence};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// How far ahead of the server's clock an entry's clock counts.
const AHEAD_MS: i64 = 60_000;
/// What the product writes, each in version 1.
const KINDS: [&str; 41] = [
    "order.opened",
    "order.line_added",
    "order.quantity_changed",
    "order.line_edited",
    "order.line_removed",
    "order.channel_set",
    "order.discount_set",
    "order.named",
    "order.moved_in",
    "order.moved_out",
    "order.sent",
    "order.ticket_marked",
    "order.voided",
    "order.settled",
    "order.refunded",
    "menu.category_set",
    "menu.category_deleted",
    "menu.product_set",
    "menu.product_deleted",
    "menu.group_set",
    "menu.group_deleted",
    "shift.opened",
    "shift.pay_in",
    "shift.pay_out",
    "shift.movement_undone",
    "shift.drawer_opened",
    "shift.counted",
    "shift.closed",
    "shift.supplemented",
    "settings.set",
    "staff.set",
    "staff.pin_set",
    "staff.pin_sealed",
    "staff.clocked",
    "staff.signed_in",
    "staff.pin_locked",
    "till.started",
    "till.joined",
    "till.preferences_set",
    "till.continued_from",
    "till.entries_missing",
];
/// What an older series says, written again.
const CARRIED: &str = "journal.carried";

/// Where a fact sorts: clock, series, sequence, hash.
pub type Place = (u64, Uuid, u64, String);

/// A fact as the recount sees it.
pub struct Fact {
    /// Where it sorts.
    pub place: Place,
    /// What its writer's clock showed.
    pub wall_ms: i64,
    /// Its kind.
    pub kind: &'static str,
    /// Its body.
    pub body: Value,
}

/// Everything counted again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recount {
    /// The orders.
    pub orders: BTreeMap<Uuid, Counted>,
    /// By day and hour: orders, lines, units, money.
    pub hours: BTreeMap<(String, i64), [i64; 4]>,
    /// By day, product and name: units, money.
    pub products: BTreeMap<(String, Option<String>, String), [i64; 2]>,
    /// Each product's name, price and whether it is there, as JSON.
    pub menu: BTreeMap<Uuid, [Option<Value>; 3]>,
    /// How cash is rounded, which tips are offered and which stations there are, as JSON, where that was ever set.
    pub settings: [Option<Value>; 3],
    /// How many tills set them.
    pub setters: usize,
    /// Everybody who works here, in the order in which they are shown.
    pub team: Vec<Person>,
}

/// What counts of a clock: at most a minute ahead of the server's when it arrived.
fn effective(told: &Told) -> u64 {
    let own = told.entry.clock.to_bits();
    // What is carried counts as it did before, even if its carrier's clock is behind.
    let bits = match told.received_ms {
        Some(_) => own.max(carried_clock(&told.entry).unwrap_or(0)),
        None => own,
    };
    match told.received_ms {
        // The cloud's clock is the server's own.
        Some(_) if told.entry.author == AuthorId::CLOUD => bits,
        Some(received_ms) => {
            let most = received_ms.saturating_add(AHEAD_MS).max(0).unsigned_abs();
            bits.min(most << 16)
        }
        None => bits,
    }
}

/// What counted of the clock of what an entry carries.
fn carried_clock(entry: &Entry) -> Option<u64> {
    if entry.kind != CARRIED {
        return None;
    }
    let body: Value = serde_json::from_slice(&entry.body.0).ok()?;
    let number = |field: &str| body.get(field).and_then(Value::as_u64);
    let clock = number("clock")?;
    Some(clock.min(number("counted").unwrap_or(u64::MAX)))
}

fn fact(told: &Told) -> Option<Fact> {
    let body: Value = serde_json::from_slice(&told.entry.body.0).ok()?;
    let (series, sequence) = (told.entry.series.0, told.entry.sequence.0);
    let place = (effective(told), series, sequence, told.hash.to_string());
    if told.entry.kind == CARRIED {
        return carried(place.0, &body);
    }
    let kind = KINDS.iter().find(|kind| **kind == told.entry.kind)?;
    let wall_ms = told.entry.wall.ms;
    (told.entry.version == 1 && body.is_object()).then_some(Fact {
        place,
        wall_ms,
        kind,
        body,
    })
}

/// The fact that an entry with this clock carries: the one it was, no later than its carrier.
fn carried(carrier: u64, body: &Value) -> Option<Fact> {
    let text = |field: &str| body.get(field).and_then(Value::as_str);
    let number = |field: &str| body.get(field).and_then(Value::as_u64);
    let kind = text("kind")?;
    let kind = KINDS.iter().find(|known| **known == kind)?;
    let clock = number("clock")?.min(carrier);
    let clock = clock.min(number("counted").unwrap_or(u64::MAX));
    let series = text("series")?.parse().ok()?;
    let place = (clock, series, number("sequence")?, text("hash")?.to_owned());
    let wall_ms = body.get("wall")?.get("ms")?.as_i64()?;
    let body: Value = serde_json::from_str(text("body")?).ok()?;
    let is_known = number("version")? == 1 && body.is_object();
    is_known.then_some(Fact {
        place,
        wall_ms,
        kind,
        body,
    })
}

/// The place and hash of what an entry carries, if it carries anything.
pub fn origin(entry: &Entry) -> Option<(SeriesId, Sequence, Hash)> {
    if entry.kind != CARRIED {
        return None;
    }
    let body: Value = serde_json::from_slice(&entry.body.0).ok()?;
    let text = |field: &str| body.get(field).and_then(Value::as_str);
    let sequence = body.get("sequence").and_then(Value::as_u64)?;
    let series = text("series")?.parse().ok()?;
    Some((series, Sequence(sequence), text("hash")?.parse().ok()?))
}

/// Each fact once, at the earliest place that a copy of it has.
fn once(mut facts: Vec<Fact>) -> Vec<Fact> {
    facts.sort_by(|one, two| one.place.cmp(&two.place));
    let mut seen = BTreeSet::new();
    facts.retain(|fact| {
        let (_, series, sequence, hash) = &fact.place;
        seen.insert((*series, *sequence, hash.clone()))
    });
    facts
}

/// Counts these again.
pub fn recount<'a>(told: impl Iterator<Item = &'a Told>) -> Recount {
    let mut subjects: BTreeMap<Uuid, Vec<Fact>> = BTreeMap::new();
    for told in told {
        let facts = subjects.entry(told.entry.subject.0).or_default();
        facts.extend(fact(told));
    }
    let mut counted = Recount::default();
    let subjects = subjects.into_iter();
    let subjects: BTreeMap<Uuid, Vec<Fact>> = subjects
        .map(|(subject, facts)| (subject, once(facts)))
        .collect();
    for (subject, facts) in &subjects {
        if facts.iter().any(|fact| fact.kind.starts_with("order.")) {
            let order = order::count(*subject, facts, &Family::of(&subjects, *subject));
            counted.add(&order);
            counted.orders.insert(*subject, order);
        }
        counted.count_product(*subject, facts);
        counted.count_settings(facts);
        counted.team.extend(business::person(*subject, facts));
    }
    counted
        .team
        .sort_by(|one, other| one.seat().cmp(&other.seat()));
    counted
}

impl Recount {
    fn add(&mut self, order: &Counted) {
        let Some((day, hour)) = &order.when else {
            return;
        };
        let sums = self.hours.entry((day.clone(), *hour)).or_default();
        sums[0] += 1;
        for sold in &order.sold {
            sums[1] += 1;
            sums[2] += sold.units;
            sums[3] += sold.amount;
            let key = (day.clone(), sold.product.clone(), sold.name.clone());
            let product = self.products.entry(key).or_default();
            product[0] += sold.units;
            product[1] += sold.amount;
        }
        for (when, sold) in &order.back {
            let sums = self.hours.entry(when.clone()).or_default();
            sums[2] -= sold.units;
            sums[3] -= sold.amount;
            let key = (when.0.clone(), sold.product.clone(), sold.name.clone());
            let product = self.products.entry(key).or_default();
            product[0] -= sold.units;
            product[1] -= sold.amount;
        }
    }

    fn count_settings(&mut self, facts: &[Fact]) {
        let set = || facts.iter().filter(|fact| fact.kind == "settings.set");
        for fact in set() {
            for (field, name) in self.settings.iter_mut().zip(["cash", "tips", "stations"]) {
                if let Some(value) = fact.body.get(name) {
                    *field = Some(value.clone());
                }
            }
        }
        let setters: BTreeSet<Uuid> = set().map(|fact| fact.place.1).collect();
        self.setters += setters.len();
    }

    fn count_product(&mut self, subject: Uuid, facts: &[Fact]) {
        let mut fields = [None, None, None];
        let mut is_product = false;
        for fact in facts {
            match fact.kind {
                "menu.category_deleted" | "menu.product_deleted" | "menu.group_deleted" => return,
                "menu.product_set" => is_product = true,
                _ => continue,
            }
            for (field, name) in fields.iter_mut().zip(["name", "price", "available"]) {
                if let Some(value) = fact.body.get(name) {
                    *field = Some(value.clone());
                }
            }
        }
        if is_product {
            self.menu.insert(subject, fields);
        }
    }
}
