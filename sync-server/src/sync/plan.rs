//! What a push changes, worked out before anything is written: a pure function of what is stored and what came.
//!
//! Invariants: every new entry gets a position and counts in the running hash, whatever its content; each subject
//! it touches is folded once; figures change by new minus old contribution.

use super::check::Fresh;
use super::store::{History, Standing};
use super::token::Issued;
use crate::menu::MenuRow;
use crate::order::OrderRow;
use shared::clock::HybridClock;
use shared::event::Event;
use shared::event::MenuEvent;
use shared::fact::{Fact, Facts};
use shared::id::{SeriesId, SubjectId, TillId};
use shared::journal::{Entry, Hash, Head, Sequence, Signature};
use shared::menu::Registers;
use shared::order::{OrderEvent, OrderFold, Settled};
use shared::report::Rollup;
use shared::sync::{Position, PushRequest};
use std::collections::BTreeMap;

/// A new entry and its place in the feed.
#[derive(Clone, Debug)]
pub struct Appended {
    /// The entry.
    pub entry: Entry,
    /// Its hash.
    pub hash: Hash,
    /// Its position.
    pub position: Position,
    /// The feed's running hash there.
    pub running: Hash,
    /// What counts of its clock.
    pub effective: HybridClock,
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

/// Everything a push changes.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The series.
    pub series: SeriesId,
    /// Its till.
    pub till: TillId,
    /// The new entries.
    pub appended: Vec<Appended>,
    /// The till's signature of the last of them.
    pub signature: Signature,
    /// Those of them that are not folded.
    pub aside: Vec<Aside>,
    /// The orders they touch, as they are now.
    pub orders: Vec<OrderRow>,
    /// The subjects of the menu they touch, as they are now.
    pub menu: Vec<MenuRow>,
    /// What the figures change by.
    pub rollup: Rollup,
    /// The last sale among them.
    pub last_sale: Option<Settled>,
    /// The series' head now.
    pub head: Head,
    /// How far the series' tokens have come now.
    pub issued: Issued,
    /// The business's newest position now.
    pub latest: Position,
    /// The running hash there.
    pub running: Hash,
    /// The last sequence of the till's own journal.
    pub own_head: Sequence,
    /// When the push came.
    pub received_ms: i64,
}

/// The events of the subjects that a change touches, by subject.
#[derive(Debug, Default)]
pub struct Folds {
    orders: BTreeMap<SubjectId, OrderFold>,
    menu: BTreeMap<SubjectId, Facts<MenuEvent>>,
}

impl Folds {
    /// Takes one fact in, or another copy of it.
    pub fn insert(&mut self, fact: Fact) {
        match fact.event {
            Event::Order(event) => {
                let fold = self.orders.entry(fact.subject).or_default();
                fold.insert(fact.stamp, event);
            }
            Event::Menu(event) => {
                let facts = self.menu.entry(fact.subject).or_default();
                facts.insert(fact.stamp, event);
            }
            Event::Shift(_) | Event::Till(_) | Event::Carried(_) => {}
        }
    }

    /// The orders as they are now.
    pub fn orders(&self) -> impl Iterator<Item = OrderRow> + '_ {
        self.orders
            .iter()
            .map(|(subject, fold)| OrderRow::of(*subject, fold))
    }

    /// The subjects of the menu as they are now.
    pub fn menu(&self) -> impl Iterator<Item = MenuRow> + '_ {
        self.menu
            .iter()
            .map(|(subject, facts)| MenuRow::of(*subject, &Registers::of(facts)))
    }
}

/// The new entries, read.
#[derive(Debug)]
pub struct Reading {
    facts: Vec<Option<Fact>>,
    /// Those that are not folded.
    pub aside: Vec<Aside>,
}

impl Reading {
    /// Reads entries that came at `received_ms`, with their hashes. Those of a revoked till are all set aside.
    pub fn of(entries: &[Entry], hashes: &[Hash], received_ms: i64, revoked: bool) -> Self {
        let mut reading = Self {
            facts: Vec::with_capacity(entries.len()),
            aside: Vec::new(),
        };
        for (entry, hash) in entries.iter().zip(hashes) {
            let fact = if revoked {
                let detail = "the till was revoked when this came".to_owned();
                Err((AsideReason::Revoked, detail))
            } else {
                Fact::of(entry, *hash, entry.clock.effective(received_ms))
                    .map_err(|why| (AsideReason::Unreadable, why.to_string()))
            };
            reading.facts.push(match fact {
                Ok(fact) => Some(fact),
                Err((reason, detail)) => {
                    let sequence = entry.sequence;
                    reading.aside.push(Aside {
                        sequence,
                        reason,
                        detail,
                    });
                    None
                }
            });
        }
        reading
    }

    /// The subjects that have to be folded, each once.
    pub fn subjects(&self) -> Vec<SubjectId> {
        let folded = |fact: &&Fact| matches!(fact.event, Event::Order(_) | Event::Menu(_));
        let read = self.facts.iter().flatten().filter(folded);
        let mut subjects: Vec<_> = read.map(|fact| fact.subject).collect();
        subjects.sort_unstable();
        subjects.dedup();
        subjects
    }
}

/// Works out what the new entries change.
pub fn plan(
    push: &PushRequest,
    standing: &Standing,
    fresh: &Fresh<'_>,
    reading: Reading,
    history: History,
    (issued, received_ms): (Issued, i64),
) -> Plan {
    let mut folds = Folds::default();
    for recorded in history.entries {
        if let Ok(fact) = recorded.fact() {
            folds.insert(fact);
        }
    }
    let (mut latest, mut running) = (standing.latest, standing.running);
    let mut appended = Vec::with_capacity(fresh.entries.len());
    let mut last_sale = None;
    let read = fresh.entries.iter().zip(&fresh.hashes).zip(reading.facts);
    for ((entry, hash), fact) in read {
        latest = Position(latest.0 + 1);
        running = running.running(*hash);
        let effective = entry.clock.effective(received_ms);
        if let Some(fact) = fact {
            if let Event::Order(OrderEvent::Settled(settled)) = &fact.event {
                last_sale = Some(settled.clone());
            }
            folds.insert(fact);
        }
        appended.push(Appended {
            entry: entry.clone(),
            hash: *hash,
            position: latest,
            running,
            effective,
        });
    }
    let orders: Vec<OrderRow> = folds.orders().collect();
    let last = appended.last();
    Plan {
        series: push.series,
        till: standing.till,
        signature: push.head_signature,
        aside: reading.aside,
        rollup: difference(&history.sales, &orders),
        orders,
        menu: folds.menu().collect(),
        last_sale,
        head: last.map_or(standing.head, |last| Head {
            sequence: last.entry.sequence,
            hash: last.hash,
        }),
        issued,
        appended,
        latest,
        running,
        own_head: push.head,
        received_ms,
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
    let mut folds = Folds::default();
    for recorded in &history.entries {
        if let Ok(fact) = recorded.fact() {
            folds.insert(fact);
        }
    }
    let orders: Vec<_> = folds.orders().collect();
    Refolded {
        rollup: difference(&history.sales, &orders),
        menu: folds.menu().collect(),
        orders,
    }
}

/// What the figures change by: the new contributions minus the old ones.
pub fn difference(
    before: &BTreeMap<SubjectId, shared::report::Sale>,
    orders: &[OrderRow],
) -> Rollup {
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
