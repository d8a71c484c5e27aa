//! What an entry says, wherever it stands: in the series it was first written in, or carried into a later one.
//!
//! Invariants: a fact is identified by the place and hash of its first entry, and counts once, however many copies of
//! it arrive and in whatever order; it counts at that entry's clock, wall, author and subject. Two entries that share
//! a place and differ in their hash (two copies of one till wrote them) are two facts.

use crate::clock::{HybridClock, Wall};
use crate::event::{Event, Unreadable};
use crate::id::{AuthorId, SeriesId, SubjectId};
use crate::journal::{Body, Carried, Entry, Hash, Sequence, Stamp};
use std::collections::BTreeMap;

/// Which fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactId {
    /// The series it was first written in.
    pub series: SeriesId,
    /// The place there.
    pub sequence: Sequence,
    /// The hash of that entry.
    pub hash: Hash,
}

/// What an entry says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Where folds sort it.
    pub stamp: Stamp,
    /// What its writer's wall clock showed.
    pub wall: Wall,
    /// Who did it.
    pub author: AuthorId,
    /// What it is about.
    pub subject: SubjectId,
    /// What happened; never [`Event::Carried`].
    pub event: Event,
}

impl Fact {
    /// What this entry says, where `hash` is its hash and `effective` what counts of its clock.
    pub fn of(entry: &Entry, hash: Hash, effective: HybridClock) -> Result<Self, Unreadable> {
        let stamp = Stamp {
            clock: effective,
            ..entry.stamp(hash)
        };
        let (wall, author) = (entry.wall, entry.author);
        let (kind, version) = (entry.kind.as_str(), entry.version);
        Self::read(
            stamp,
            wall,
            author,
            entry.subject,
            kind,
            version,
            &entry.body,
        )
    }

    /// What an entry with this stamp, these fields and this body says.
    pub fn read(
        stamp: Stamp,
        wall: Wall,
        author: AuthorId,
        subject: SubjectId,
        kind: &str,
        version: u16,
        body: &Body,
    ) -> Result<Self, Unreadable> {
        match Event::read(kind, version, body)? {
            Event::Carried(carried) => Self::carried(*carried, stamp.clock, subject),
            event @ (Event::Order(_)
            | Event::Menu(_)
            | Event::Shift(_)
            | Event::Staff(_)
            | Event::Settings(_)
            | Event::Till(_)) => Ok(Self {
                stamp,
                wall,
                author,
                subject,
                event,
            }),
        }
    }

    /// The fact that an entry about `subject` carries, which counts for at most the clock `carrier`.
    fn carried(
        origin: Carried,
        carrier: HybridClock,
        subject: SubjectId,
    ) -> Result<Self, Unreadable> {
        let bad = |why: &str| Unreadable::BadBody {
            kind: Carried::KIND.to_owned(),
            why: why.to_owned(),
        };
        // Everything that looks an entry up by its subject would miss it.
        if origin.subject != subject {
            return Err(bad("what it carries is about something else"));
        }
        let event = Event::read(&origin.kind, origin.version, &origin.body)?;
        if matches!(event, Event::Carried(_)) {
            return Err(bad("it carries what is carried"));
        }
        Ok(Self {
            stamp: Stamp {
                clock: origin.counts().min(carrier),
                series: origin.series,
                sequence: origin.sequence,
                hash: origin.hash,
            },
            wall: origin.wall,
            author: origin.author,
            subject,
            event,
        })
    }
}

impl Stamp {
    /// The fact that has this stamp.
    pub const fn fact(&self) -> FactId {
        FactId {
            series: self.series,
            sequence: self.sequence,
            hash: self.hash,
        }
    }
}

/// Facts taken in copy by copy, in any order: each counts once, at the lowest clock that a copy of it has.
#[derive(Clone, Debug)]
pub struct Facts<E> {
    held: BTreeMap<FactId, (HybridClock, E)>,
}

impl<E> Default for Facts<E> {
    fn default() -> Self {
        Self {
            held: BTreeMap::new(),
        }
    }
}

impl<E> Facts<E> {
    /// Takes a copy in.
    pub fn insert(&mut self, stamp: Stamp, event: E) {
        let held = self
            .held
            .entry(stamp.fact())
            .or_insert((stamp.clock, event));
        held.0 = held.0.min(stamp.clock);
    }

    /// Takes in all copies that another holds.
    pub fn extend(&mut self, other: Self) {
        for (fact, (clock, event)) in other.held {
            let held = self.held.entry(fact).or_insert((clock, event));
            held.0 = held.0.min(clock);
        }
    }

    /// The facts in the order in which folds take them.
    pub fn sorted(&self) -> Vec<(Stamp, &E)> {
        let stamped = self.held.iter().map(|(fact, (clock, event))| {
            let stamp = Stamp {
                clock: *clock,
                series: fact.series,
                sequence: fact.sequence,
                hash: fact.hash,
            };
            (stamp, event)
        });
        let mut sorted: Vec<_> = stamped.collect();
        sorted.sort_by_key(|(stamp, _)| *stamp);
        sorted
    }
}
