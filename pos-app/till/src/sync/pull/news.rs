//! What a page of the feed says, by what it is about.

use crate::journal::Written;
use shared::clock::{HybridClock, Wall};
use shared::event::Event;
use shared::fact::Fact;
use shared::id::SubjectId;
use shared::journal::{Entry, Hash, Stamp};
use shared::order::OrderEvent;
use std::collections::{BTreeMap, BTreeSet};

/// What a page says of each subject.
#[derive(Default)]
pub struct News {
    pub orders: BTreeMap<SubjectId, Vec<Happened>>,
    pub menu: BTreeSet<SubjectId>,
    /// Of the other subjects, those to be folded anew.
    pub others: BTreeSet<SubjectId>,
    pub heard: HybridClock,
}

/// Something that happened to an order, and where it stands.
pub struct Happened {
    pub stamp: Stamp,
    pub wall: Wall,
    pub event: OrderEvent,
    pub written: Written,
}

impl News {
    pub fn take(&mut self, entry: &Entry, hash: Hash, clock: HybridClock, written: Written) {
        let Ok(fact) = Fact::of(entry, hash, clock) else {
            // What nobody here can read shows nowhere.
            return;
        };
        match fact.event {
            Event::Order(event) => {
                let events = self.orders.entry(fact.subject).or_default();
                events.push(Happened {
                    stamp: fact.stamp,
                    wall: fact.wall,
                    event,
                    written,
                });
            }
            Event::Menu(_) => {
                self.menu.insert(fact.subject);
            }
            Event::Shift(_) | Event::Staff(_) | Event::Settings(_) => {
                self.others.insert(fact.subject);
            }
            // Nor does what other tills say of themselves.
            Event::Till(_) | Event::Carried(_) => {}
        }
    }
}
