//! A till of a newer version: it writes, properly chained and signed, what nobody here can read.

use crate::chance::Chance;
use crate::server::ADDRESS;
use ed25519_dalek::Signer;
use shared::clock::{HybridClock, Wall};
use shared::id::{AuthorId, OrderId, SeriesId, SubjectId, TillId};
use shared::journal::{
    Body, Entry, Hash, Head, PublicKey, Sequence, SeriesHeader, Signature, SigningKey, Writer,
    request_message, sign_head,
};
use shared::sync::{
    EnrolRequest, EnrolmentCode, PushRequest, REQUEST_HEADER, SERIES_HEADER, SIGNATURE_HEADER,
};
use till::sync::Request;

/// A till of a newer version.
pub struct Stranger {
    /// The header of its series.
    pub header: SeriesHeader,
    /// Everything it wrote.
    pub entries: Vec<(Entry, Hash)>,
    /// How much of it the server has.
    pub durable: usize,
    key: SigningKey,
    clock: HybridClock,
    chance: Chance,
}

impl Stranger {
    /// A new one.
    pub fn new(mut chance: Chance, now_ms: i64) -> Self {
        let mut seed = [0; 32];
        till::Entropy::fill(&mut chance, &mut seed);
        let key = SigningKey::from_bytes(&seed);
        let header = SeriesHeader {
            series: SeriesId(chance.id(now_ms)),
            writer: Writer::Till(TillId(chance.id(now_ms))),
            public_key: PublicKey::of(&key),
        };
        Self {
            header,
            entries: Vec::new(),
            durable: 0,
            key,
            clock: HybridClock::default(),
            chance,
        }
    }

    fn head(&self, upto: usize) -> Head {
        let last = upto.checked_sub(1).and_then(|last| self.entries.get(last));
        last.map_or(
            Head {
                sequence: Sequence::NONE,
                hash: self.header.hash(),
            },
            |(entry, hash)| Head {
                sequence: entry.sequence,
                hash: *hash,
            },
        )
    }

    /// Writes a group about this order: something unreadable, and something of today around it.
    pub fn write(&mut self, order: OrderId, now_ms: i64) {
        let odd: (&str, u16, &[u8]) = match self.chance.below(5) {
            0 => ("robot.danced", 1, b"{}"),
            1 => ("order.settled", 9, b"{\"receipt\":\"of tomorrow\"}"),
            2 => ("order.line_added", 1, b"{"),
            3 => ("order.line_removed", 1, b"\xff\xfe\x00"),
            _ => ("menu.product_set", 7, b"{\"price\":\"free\"}"),
        };
        let today: (&str, u16, &[u8]) = ("order.channel_set", 1, b"{\"channel\":\"to_go\"}");
        let group = match self.chance.below(3) {
            0 => vec![odd],
            1 => vec![today, odd],
            _ => vec![odd, today],
        };
        let size = u16::try_from(group.len()).unwrap_or(1);
        for (index, (kind, version, body)) in (0..).zip(group) {
            self.clock = self.clock.tick(now_ms);
            let before = self.head(self.entries.len());
            let entry = Entry {
                series: self.header.series,
                sequence: before.sequence.next(),
                group_size: size,
                group_index: index,
                clock: self.clock,
                wall: Wall {
                    ms: now_ms,
                    offset: -180,
                },
                author: AuthorId::TILL,
                subject: SubjectId::from(order),
                kind: kind.to_owned(),
                version,
                body: Body(body.to_vec()),
            };
            let hash = entry.hash(&before.hash);
            self.entries.push((entry, hash));
        }
    }

    /// The request that joins its business.
    pub fn join(&mut self) -> Request {
        let random = std::array::from_fn(|_| self.chance.draw().to_le_bytes()[0]);
        let body = EnrolRequest {
            code: EnrolmentCode::from_random(random),
            header: self.header,
            counted_in: None,
            leaving: None,
            language: None,
            name: String::new(),
            app_version: "9.0.0".to_owned(),
        };
        self.request("/api/v1/tills/enrol", serde_json::to_vec(&body))
    }

    /// The request that sends what the server lacks.
    pub fn push(&mut self) -> Request {
        let before = self.head(self.durable);
        let head = self.head(self.entries.len());
        let entries = self.entries[self.durable..].iter();
        let body = PushRequest {
            series: self.header.series,
            first_sequence: before.sequence.next(),
            previous_hash: before.hash,
            entries: entries.map(|(entry, _)| entry.clone()).collect(),
            head_signature: sign_head(&self.key, self.header.series, &head),
            head: head.sequence,
        };
        self.request("/api/v1/sync/push", serde_json::to_vec(&body))
    }

    /// The request that sends other bytes at the place of its last entry: what a copy of it would send.
    pub fn fork(&mut self) -> Option<Request> {
        let last = self.durable.checked_sub(1)?;
        let (mut entry, _) = self.entries.get(last)?.clone();
        let before = self.head(last);
        entry.wall.ms += 1;
        (entry.group_size, entry.group_index) = (1, 0);
        let head = Head {
            sequence: entry.sequence,
            hash: entry.hash(&before.hash),
        };
        let body = PushRequest {
            series: self.header.series,
            first_sequence: entry.sequence,
            previous_hash: before.hash,
            entries: vec![entry],
            head_signature: sign_head(&self.key, self.header.series, &head),
            head: head.sequence,
        };
        Some(self.request("/api/v1/sync/push", serde_json::to_vec(&body)))
    }

    fn request(&mut self, path: &str, body: serde_json::Result<Vec<u8>>) -> Request {
        let body = zstd::bulk::compress(&body.unwrap_or_default(), 1).unwrap_or_default();
        let id = self.chance.id(0).to_string();
        let message = request_message("POST", path, &id, None, &body);
        let signature = Signature(self.key.sign(&message).to_bytes());
        Request {
            server: ADDRESS.to_owned(),
            method: "POST",
            path: path.to_owned(),
            headers: vec![
                (SERIES_HEADER, self.header.series.to_string()),
                (REQUEST_HEADER, id),
                (SIGNATURE_HEADER, signature.to_string()),
            ],
            body,
        }
    }
}
