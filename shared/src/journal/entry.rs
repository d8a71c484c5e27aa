//! One immutable fact at a fixed place.

use super::{Body, Hash};
use crate::clock::{HybridClock, Wall};
use crate::id::{AuthorId, SeriesId, SubjectId};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A place in a series: 1, 2, 3 … Zero is the place before the first entry.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Sequence(pub u64);

impl Sequence {
    /// Before the first entry.
    pub const NONE: Self = Self(0);

    /// The place after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl fmt::Display for Sequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Where folds sort an entry: by effective clock, then series, then sequence, then hash. Two copies of a till may have
/// written at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Stamp {
    /// The effective clock: the server's limit of the writer's clock, or the writer's clock until it is known.
    pub clock: HybridClock,
    /// The writer's series.
    pub series: SeriesId,
    /// The place in it.
    pub sequence: Sequence,
    /// The hash of the entry there.
    pub hash: Hash,
}

/// An entry as it is stored and sent. `previous` and `hash` follow from the chain and are not sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The writer's series.
    pub series: SeriesId,
    /// The place in it.
    pub sequence: Sequence,
    /// How many entries its group has.
    pub group_size: u16,
    /// Which of them this one is, from 0.
    pub group_index: u16,
    /// The writer's hybrid clock.
    pub clock: HybridClock,
    /// The writer's wall clock.
    pub wall: Wall,
    /// Who did it.
    pub author: AuthorId,
    /// What it is about.
    pub subject: SubjectId,
    /// What happened, such as `order.line_added`.
    pub kind: String,
    /// The version of the body's format.
    pub version: u16,
    /// The body.
    pub body: Body,
}

const DOMAIN: &[u8] = b"cortado/entry/v1\0";

impl Entry {
    /// The stamp with the writer's own clock, where `hash` is the entry's hash.
    pub const fn stamp(&self, hash: Hash) -> Stamp {
        Stamp {
            clock: self.clock,
            series: self.series,
            sequence: self.sequence,
            hash,
        }
    }

    /// Whether this is the last entry of its group.
    pub const fn ends_group(&self) -> bool {
        self.group_index + 1 == self.group_size
    }

    /// The bytes that are hashed: the domain tag, the envelope in fixed widths, little-endian, then kind and
    /// body behind their lengths. Frozen for ever.
    pub fn canonical_bytes(&self, previous: &Hash) -> Vec<u8> {
        let mut bytes =
            Vec::with_capacity(DOMAIN.len() + 128 + self.kind.len() + self.body.0.len());
        bytes.extend_from_slice(DOMAIN);
        bytes.extend_from_slice(self.series.as_bytes());
        bytes.extend_from_slice(&self.sequence.0.to_le_bytes());
        bytes.extend_from_slice(&self.group_size.to_le_bytes());
        bytes.extend_from_slice(&self.group_index.to_le_bytes());
        bytes.extend_from_slice(&self.clock.to_bits().to_le_bytes());
        bytes.extend_from_slice(&self.wall.ms.to_le_bytes());
        bytes.extend_from_slice(&self.wall.offset.to_le_bytes());
        bytes.extend_from_slice(self.author.as_bytes());
        bytes.extend_from_slice(self.subject.as_bytes());
        bytes.extend_from_slice(&self.version.to_le_bytes());
        bytes.extend_from_slice(&previous.0);
        bytes.extend_from_slice(&(self.kind.len() as u64).to_le_bytes());
        bytes.extend_from_slice(self.kind.as_bytes());
        bytes.extend_from_slice(&(self.body.0.len() as u64).to_le_bytes());
        bytes.extend_from_slice(&self.body.0);
        bytes
    }

    /// The hash of this entry after the entry with the hash `previous`.
    pub fn hash(&self, previous: &Hash) -> Hash {
        Hash::of(&self.canonical_bytes(previous))
    }
}
