//! Another writer: a second till, or the cloud.

use super::super::NOON_MS;
use shared::clock::{HybridClock, Wall};
use shared::event::Event;
use shared::id::{AuthorId, BusinessId, SeriesId, SubjectId, TillId};
use shared::journal::{Entry, Hash, Head, PublicKey, Sequence, SeriesHeader, SigningKey, Writer};
use uuid::Uuid;

/// Another writer: a second till, or the cloud.
pub struct Other {
    pub header: SeriesHeader,
    head: Head,
    clock: HybridClock,
}

impl Other {
    pub fn new(number: u128) -> Self {
        Self::with_key(number, PublicKey::of(&SigningKey::from_bytes(&[7; 32])))
    }

    /// One that has this key: what reaches a till through the feed comes without signatures.
    pub fn with_key(number: u128, public_key: PublicKey) -> Self {
        let till = Writer::Till(TillId(Uuid::from_u128(2_000 + number)));
        Self::of(number, till, public_key)
    }

    /// The cloud, with a key of its own.
    pub fn cloud(number: u128) -> Self {
        let key = PublicKey::of(&SigningKey::from_bytes(&[8; 32]));
        let cloud = Writer::Cloud(BusinessId(Uuid::from_u128(3_000 + number)));
        Self::of(number, cloud, key)
    }

    fn of(number: u128, writer: Writer, public_key: PublicKey) -> Self {
        let header = SeriesHeader {
            series: SeriesId(Uuid::from_u128(1_000 + number)),
            writer,
            public_key,
        };
        let head = Head {
            sequence: Sequence::NONE,
            hash: header.hash(),
        };
        Self {
            header,
            head,
            clock: HybridClock::at(NOON_MS),
        }
    }

    pub fn write(&mut self, group: &[(SubjectId, Event)]) -> Vec<(Entry, Hash)> {
        let mut entries = Vec::new();
        for (index, (subject, event)) in (0..).zip(group) {
            let written = event.write();
            self.clock = self.clock.tick(NOON_MS);
            let entry = Entry {
                series: self.header.series,
                sequence: self.head.sequence.next(),
                group_size: group.len() as u16,
                group_index: index,
                clock: self.clock,
                wall: Wall {
                    ms: NOON_MS,
                    offset: -180,
                },
                author: AuthorId::TILL,
                subject: *subject,
                kind: written.kind.to_owned(),
                version: written.version,
                body: written.body,
            };
            let hash = entry.hash(&self.head.hash);
            self.head = Head {
                sequence: entry.sequence,
                hash,
            };
            entries.push((entry, hash));
        }
        entries
    }
}
