//! A server in memory, as far as one till needs one: it checks what a real one checks, and can be told to misbehave.

use shared::business::BusinessSettings;
use shared::clock::{DayStart, HybridClock};
use shared::event::Event;
use shared::id::{BusinessId, FeedId, SeriesId, SubjectId};
use shared::journal::{
    Entry, Hash, Head, PublicKey, Sequence, SeriesHeader, Signature, SigningKey, check_chain,
    cosign_message, request_message, verify_head, verify_message,
};
use shared::money::Currency;
use shared::order::TillCode;
use shared::problem::{Problem, ProblemCode};
use shared::sync::*;
use shared::tax::{TaxMode, TaxRate};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use till::sync::{Action, Engine, Request, Response};
use till::{Till, TillError};
use uuid::Uuid;

// By its path: other tests take this file in by its own.
#[path = "other.rs"]
mod other;

pub use other::Other;

pub const ADDRESS: &str = "http://server.test";

pub struct Server {
    pub business: BusinessId,
    pub feed_id: FeedId,
    pub key: SigningKey,
    pub header: SeriesHeader,
    pub entries: Vec<Entry>,
    pub hashes: Vec<Hash>,
    /// Everything of the business in order; the till's own entries too.
    pub feed: Vec<(HybridClock, Entry, Hash)>,
    pub headers: BTreeMap<SeriesId, SeriesHeader>,
    pub received_ms: i64,
    pub revoked: bool,
    pub refusal: Option<PushRefusal>,
    pub pushes: Vec<(u64, usize)>,
    /// The newest token's counter, and the request that it answered.
    pub issued: (u64, String),
    next: (u64, String),
    /// Every hello and push: its id, its token's counter, and its path.
    pub asked: Vec<(String, u64, String)>,
}

impl Server {
    pub fn new(header: SeriesHeader) -> Self {
        Self {
            business: BusinessId(Uuid::from_u128(77)),
            feed_id: FeedId(Uuid::from_u128(78)),
            key: SigningKey::from_bytes(&[9; 32]),
            header,
            entries: Vec::new(),
            hashes: Vec::new(),
            feed: Vec::new(),
            headers: BTreeMap::from([(header.series, header)]),
            received_ms: i64::MAX / 2,
            revoked: false,
            refusal: None,
            pushes: Vec::new(),
            issued: (0, String::new()),
            next: (0, String::new()),
            asked: Vec::new(),
        }
    }

    pub fn settings(currency: Currency) -> BusinessSettings {
        BusinessSettings {
            name: "Café de prueba".to_owned(),
            currency,
            timezone: "America/Argentina/Buenos_Aires".to_owned(),
            day_start: DayStart(0),
            tax: TaxRate::basis_points(2_100).unwrap(),
            tax_mode: TaxMode::Included,
        }
    }

    pub fn enrolment(&self, currency: Currency) -> EnrolAnswer {
        let start = self.header.hash();
        EnrolAnswer {
            business: EnrolledBusiness {
                id: self.business,
                settings: Self::settings(currency),
            },
            till_code: TillCode("C1".to_owned()),
            till_name: "Barra".to_owned(),
            feed: self.feed_id,
            latest: self.latest(),
            server_key: PublicKey::of(&self.key),
            signature: self.cosign(Sequence::NONE, &start),
        }
    }

    fn cosign(&self, sequence: Sequence, hash: &Hash) -> Signature {
        use ed25519_dalek::Signer;
        let message = cosign_message(self.business, self.header.series, sequence, hash);
        Signature(self.key.sign(&message).to_bytes())
    }

    pub fn head(&self) -> Head {
        match (self.entries.last(), self.hashes.last()) {
            (Some(entry), Some(hash)) => Head {
                sequence: entry.sequence,
                hash: *hash,
            },
            _ => Head {
                sequence: Sequence::NONE,
                hash: self.header.hash(),
            },
        }
    }

    pub fn latest(&self) -> Position {
        Position(self.feed.len() as u64)
    }

    fn running(&self, at: u64) -> Hash {
        let hashes = self.feed.iter().take(at as usize);
        hashes.fold(Hash::START, |running, (_, _, hash)| running.running(*hash))
    }

    /// Answers a request, after checking that it is the till's.
    pub fn answer(&mut self, request: &Request) -> Response {
        let header = |name: &str| {
            let found = request.headers.iter().find(|(held, _)| *held == name);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        self.adopt(request);
        assert_eq!(header(SERIES_HEADER), self.header.series.to_string());
        let signature: Signature = header(SIGNATURE_HEADER).parse().unwrap();
        let (id, token) = (header(REQUEST_HEADER), header(TOKEN_HEADER));
        let message = request_message(
            request.method,
            &request.path,
            &id,
            (!token.is_empty()).then_some(&token),
            &request.body,
        );
        assert!(verify_message(
            &self.header.public_key,
            &message,
            &signature
        ));
        let body = match request.body.is_empty() {
            true => Vec::new(),
            false => zstd::stream::decode_all(request.body.as_slice()).unwrap(),
        };
        let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
        let mut claim = Ordering::Equal;
        if path != "/api/v1/sync/pull" {
            let shown = token.parse::<Token>().map_or(0, |token| token.counter());
            self.asked.push((id.clone(), shown, path.to_owned()));
            let newest = self.issued.0;
            let repeated = shown + 1 == newest && id == self.issued.1;
            let is_push = path == "/api/v1/sync/push";
            claim = shown.cmp(&newest);
            match claim {
                Ordering::Equal => self.next = (newest + 1, id),
                // A till without a token is taken as it comes.
                Ordering::Less if repeated || shown == 0 => {
                    (self.next, claim) = (self.issued.clone(), Ordering::Equal);
                }
                Ordering::Less if is_push => return refused(PushRefusal::Clone),
                Ordering::Greater if is_push => return refused(PushRefusal::ServerRestored),
                // The hashes may know more exactly.
                Ordering::Less => {}
                Ordering::Greater => self.next = (newest.max(1), self.issued.1.clone()),
            }
        }
        match path {
            "/api/v1/sync/hello" => self.hello(&serde_json::from_slice(&body).unwrap(), claim),
            "/api/v1/sync/push" => self.push(serde_json::from_slice(&body).unwrap()),
            "/api/v1/sync/pull" => self.pull(query),
            other => panic!("{other}"),
        }
    }

    /// Goes back to the first entries it took in of the till, as another incarnation.
    pub fn restore(&mut self, kept: usize) {
        self.entries.truncate(kept);
        self.hashes.truncate(kept);
        let own = self.header.series;
        let stays = |entry: &Entry| entry.series != own || entry.sequence.0 <= kept as u64;
        self.feed.retain(|(_, entry, _)| stays(entry));
        self.feed_id = FeedId(Uuid::from_u128(self.feed_id.0.as_u128() + 1));
        // In another feed no token was given yet.
        (self.issued, self.next) = Default::default();
    }

    /// The till goes on in another series, with the same key.
    fn adopt(&mut self, request: &Request) {
        let body = zstd::stream::decode_all(request.body.as_slice()).unwrap_or_default();
        let hello = serde_json::from_slice::<HelloRequest>(&body).ok();
        let Some(header) = hello.and_then(|hello| hello.header) else {
            return;
        };
        let same = |a: &SeriesHeader, b: &SeriesHeader| {
            (a.writer, a.public_key) == (b.writer, b.public_key)
        };
        if header.series != self.header.series && same(&header, &self.header) {
            self.header = header;
            self.headers.insert(header.series, header);
            (self.issued, self.next) = Default::default();
            self.entries.clear();
            self.hashes.clear();
        }
    }

    /// The token of an answer that is given.
    fn issue(&mut self) -> Token {
        self.issued = self.next.clone();
        Token::new(self.issued.0, [7; 16])
    }

    fn hello(&mut self, hello: &HelloRequest, claim: Ordering) -> Response {
        let head = self.head();
        let differs = |said: &&Head| {
            let index = usize::try_from(said.sequence.0).unwrap();
            let held = index.checked_sub(1).and_then(|at| self.hashes.get(at));
            held.is_some_and(|hash| *hash != said.hash)
        };
        let said = || {
            hello
                .samples
                .iter()
                .chain([&hello.acknowledged, &hello.head])
        };
        let same = said().filter(|said| said.sequence <= head.sequence && !differs(said));
        let verdict = match head.sequence {
            _ if self.revoked => Verdict::Revoked,
            _ if said().any(|said| differs(&said)) => Verdict::Fork {
                last_common: same
                    .map(|said| said.sequence)
                    .max()
                    .unwrap_or(Sequence::NONE),
            },
            durable if durable < hello.acknowledged.sequence => Verdict::ServerRestored,
            durable if durable > hello.head.sequence => Verdict::Restored { durable },
            _ if claim == Ordering::Less => Verdict::Clone,
            _ if claim == Ordering::Greater => Verdict::ServerRestored,
            durable => Verdict::Ok {
                send_from: durable.next(),
            },
        };
        yes(&HelloAnswer {
            verdict,
            feed: self.feed_id,
            latest: self.latest(),
            durable: Some(head.sequence),
            next_token: (claim != Ordering::Less).then(|| self.issue()),
        })
    }

    fn push(&mut self, push: PushRequest) -> Response {
        if let Some(refusal) = self.refusal.clone() {
            return refused(refusal);
        }
        self.pushes
            .push((push.first_sequence.0, push.entries.len()));
        let head = self.head();
        let known = head.sequence.0.saturating_sub(push.first_sequence.0 - 1) as usize;
        if push.first_sequence > head.sequence.next() {
            return refused(PushRefusal::Gap {
                expected: head.sequence.next(),
            });
        }
        let fresh: Vec<Entry> = push.entries.iter().skip(known).cloned().collect();
        let hashes = match check_chain(self.header.series, &head, &fresh) {
            Ok(hashes) => hashes,
            Err(error) => return refused(PushRefusal::Chain(error)),
        };
        if let (Some(entry), Some(hash)) = (fresh.last(), hashes.last()) {
            let head = Head {
                sequence: entry.sequence,
                hash: *hash,
            };
            let key = &self.header.public_key;
            if !verify_head(key, self.header.series, &head, &push.head_signature) {
                return refused(PushRefusal::WrongSignature);
            }
        }
        // What is there already is answered as it was fixed then.
        let told = |entry: &Entry| {
            let stored = self.feed.iter();
            let mut stored = stored.filter(|(_, held, _)| held == entry);
            let (clock, _, _) = stored.next()?;
            (*clock != entry.clock).then_some((entry.sequence, *clock))
        };
        let mut effective_clocks: Vec<_> = push.entries.iter().filter_map(told).collect();
        for (entry, hash) in fresh.into_iter().zip(hashes) {
            let clock = entry.clock.effective(self.received_ms);
            if clock != entry.clock {
                effective_clocks.push((entry.sequence, clock));
            }
            self.feed.push((clock, entry.clone(), hash));
            self.entries.push(entry);
            self.hashes.push(hash);
        }
        let head = self.head();
        yes(&PushAnswer {
            durable: head.sequence,
            durable_hash: head.hash,
            applied: head.sequence,
            safe: Sequence::NONE,
            latest: self.latest(),
            effective_clocks,
            set_aside: Vec::new(),
            server_signature: self.cosign(head.sequence, &head.hash),
            next_token: Some(self.issue()),
        })
    }

    fn pull(&self, query: &str) -> Response {
        if self.revoked {
            return no(ProblemCode::TillRevoked, None);
        }
        let value = |name: &str| {
            let pair = query
                .split('&')
                .find_map(|pair| pair.strip_prefix(&format!("{name}=")));
            pair.unwrap_or_else(|| panic!("{name} in {query}"))
                .to_owned()
        };
        let after: u64 = value("after").parse().unwrap();
        let limit: usize = value("limit").parse().unwrap();
        if value("feed") != self.feed_id.to_string()
            || value("hash") != self.running(after).to_string()
        {
            return no(ProblemCode::FeedChanged, None);
        }
        let (mut entries, mut cursor) = (Vec::new(), after);
        for (position, (clock, entry, _)) in (1..).zip(&self.feed).skip(after as usize) {
            let between = entries
                .last()
                .is_none_or(|last: &FeedEntry| last.entry.ends_group());
            if entries.len() >= limit && between {
                break;
            }
            cursor = position;
            if entry.series != self.header.series {
                let (position, entry) = (Position(position), entry.clone());
                entries.push(FeedEntry {
                    position,
                    effective_clock: *clock,
                    entry,
                });
            }
        }
        let firsts = entries.iter().filter(|held| held.entry.sequence.0 == 1);
        let headers = firsts
            .map(|held| self.headers[&held.entry.series])
            .collect();
        let (cursor, hash) = (Position(cursor), self.running(cursor));
        let (feed, latest) = (self.feed_id, self.latest());
        yes(&PullPage {
            feed,
            headers,
            entries,
            cursor,
            hash,
            latest,
            own: None,
        })
    }

    /// Entries of another writer arrive.
    pub fn arrive(&mut self, other: &mut Other, group: &[(SubjectId, Event)]) {
        self.headers.insert(other.header.series, other.header);
        for (entry, hash) in other.write(group) {
            self.feed.push((entry.clock, entry, hash));
        }
    }
}

pub fn yes(answer: &impl serde::Serialize) -> Response {
    let body = serde_json::to_vec(answer).unwrap();
    Response {
        status: 200,
        is_cortado: true,
        date_ms: None,
        body,
    }
}

pub fn refused(refusal: PushRefusal) -> Response {
    no(ProblemCode::PushRefused, Some(refusal))
}

pub fn no(code: ProblemCode, push: Option<PushRefusal>) -> Response {
    let problem = Problem {
        kind: "/problems/test".to_owned(),
        title: "No".to_owned(),
        status: 409,
        detail: "No.".to_owned(),
        code,
        push,
        currency: None,
    };
    let body = serde_json::to_vec(&problem).unwrap();
    Response {
        status: 409,
        is_cortado: true,
        date_ms: None,
        body,
    }
}

/// Runs the engine until it waits: on an empty stomach that is quiet, or stopped, or backing off.
pub fn run(
    engine: &mut Engine,
    till: &mut Till,
    server: &mut Server,
    now_ms: i64,
) -> Result<i64, TillError> {
    for _ in 0..10_000 {
        match engine.poll(till, now_ms)? {
            Action::Wait { until_ms } => return Ok(until_ms),
            Action::Send(request) => {
                let answer = server.answer(&request);
                engine.received(till, now_ms, Ok(answer))?;
            }
        }
    }
    panic!("the engine does not come to rest");
}
