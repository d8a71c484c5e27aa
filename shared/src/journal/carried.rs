//! An entry of an older series written again in a newer one, with everything that its place and its hash say of it.

use super::{Body, Entry, Hash, Sequence};
use crate::clock::{HybridClock, Wall};
use crate::id::{AuthorId, SeriesId, SubjectId};
use serde::{Deserialize, Serialize};

/// The whole entry that is carried. The entry that carries it is about the same subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// The series it was first written in.
    pub series: SeriesId,
    /// Its place there.
    pub sequence: Sequence,
    /// Its hash there.
    pub hash: Hash,
    /// Its hybrid clock.
    pub clock: HybridClock,
    /// What a server let count of that clock, where it was less: it counts no more than that wherever it is carried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<HybridClock>,
    /// Its writer's wall clock.
    pub wall: Wall,
    /// Who did it.
    pub author: AuthorId,
    /// What it is about.
    pub subject: SubjectId,
    /// What happened.
    pub kind: String,
    /// The version of the body's format.
    pub version: u16,
    /// The body.
    pub body: Body,
}

impl Carried {
    /// The kind of the entry that carries another.
    pub const KIND: &'static str = "journal.carried";

    /// This entry with this hash, to be carried. Not for an entry that carries another itself: the other is carried
    /// again, so that nothing is ever wrapped twice.
    pub fn of(entry: Entry, hash: Hash) -> Self {
        Self {
            series: entry.series,
            sequence: entry.sequence,
            hash,
            clock: entry.clock,
            counted: None,
            wall: entry.wall,
            author: entry.author,
            subject: entry.subject,
            kind: entry.kind,
            version: entry.version,
            body: entry.body,
        }
    }

    /// What counts of its clock.
    pub fn counts(&self) -> HybridClock {
        self.counted
            .map_or(self.clock, |counted| counted.min(self.clock))
    }

    /// The same, of whose clock no more than this counts.
    #[must_use]
    pub fn counting(self, effective: HybridClock) -> Self {
        let counted = (effective < self.clock).then(|| self.counts().min(effective));
        Self {
            counted: counted.or(self.counted),
            ..self
        }
    }
}
