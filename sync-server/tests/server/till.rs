//! A till of the tests: it writes a real journal and signs real requests, and keeps everything in memory.

use axum::body::Body;
use axum::http::Request;
use shared::clock::{BusinessDay, HybridClock, Wall};
use shared::event::{Event, Written};
use shared::id::{
    AuthorId, LineId, OrderId, ProductId, RequestId, SeriesId, ShiftId, SubjectId, TillId,
};
use shared::journal::{
    Body as EntryBody, Carried, Entry, Hash, Head, PublicKey, Sequence, SeriesHeader, SigningKey,
    Writer, request_message, sign_head,
};
use shared::money::Money;
use shared::order::{
    Channel, Covered, LineAdded, Opened, OrderEvent, OrderNumber, ReceiptNumber, Settled, TillCode,
    totals,
};
use shared::payment::{Tender, TenderKind};
use shared::quantity::Quantity;
use shared::sync::{
    EnrolRequest, EnrolmentCode, HelloRequest, PROTOCOL, Position, PullQuery, PushRequest,
    REQUEST_HEADER, SERIES_HEADER, SIGNATURE_HEADER, TOKEN_HEADER, Token,
};
use shared::tax::{TaxMode, TaxRate};
use sync_server::key::ServerKey;
use sync_server::sync::Ask;
use uuid::Uuid;

/// A till and its journal.
#[derive(Clone)]
pub struct TestTill {
    pub key: SigningKey,
    pub header: SeriesHeader,
    pub entries: Vec<Entry>,
    pub hashes: Vec<Hash>,
    pub clock: HybridClock,
    orders: u32,
}

/// A line of a sale: name, product, thousandths, price of one unit.
#[derive(Clone, Debug)]
pub struct Sold {
    pub name: String,
    pub product: Option<u128>,
    pub thousandths: i64,
    pub price: i64,
}

pub fn sold(name: &str, product: u128, thousandths: i64, price: i64) -> Sold {
    Sold {
        name: name.to_owned(),
        product: Some(product),
        thousandths,
        price,
    }
}

impl TestTill {
    /// A till of this number; its ids and its key follow from it.
    pub fn new(number: u8) -> Self {
        let key = SigningKey::from_bytes(&[number; 32]);
        let header = SeriesHeader {
            series: SeriesId(Uuid::from_u128(0x5e_0000 + u128::from(number))),
            writer: Writer::Till(TillId(Uuid::from_u128(0x71_0000 + u128::from(number)))),
            public_key: PublicKey::of(&key),
        };
        Self {
            key,
            header,
            entries: Vec::new(),
            hashes: Vec::new(),
            clock: HybridClock::at(1_790_000_000_000),
            orders: 0,
        }
    }

    /// The same till in its next series.
    pub fn continued(&self, number: u8) -> Self {
        let mut next = self.clone();
        next.header.series = SeriesId(Uuid::from_u128(0x5f_0000 + u128::from(number)));
        (next.entries, next.hashes) = (Vec::new(), Vec::new());
        next
    }

    /// Writes entries of an older series again.
    pub fn carry(&mut self, entries: &[Entry], hashes: &[Hash]) {
        for (entry, hash) in entries.iter().zip(hashes) {
            let carried = Carried::of(entry.clone(), *hash);
            self.record(entry.subject, &[Event::Carried(Box::new(carried))]);
        }
    }

    pub fn id(&self) -> TillId {
        match self.header.writer {
            Writer::Till(id) => id,
            Writer::Cloud(_) => panic!("a till is no cloud"),
        }
    }

    pub fn head(&self) -> Head {
        self.head_at(self.entries.len())
    }

    pub fn head_at(&self, length: usize) -> Head {
        Head {
            sequence: Sequence(length as u64),
            hash: match length {
                0 => self.header.hash(),
                length => self.hashes[length - 1],
            },
        }
    }

    /// Appends one group of written events.
    pub fn append(&mut self, group: &[(SubjectId, Written)]) {
        for (index, (subject, written)) in group.iter().enumerate() {
            self.clock = self.clock.tick(0);
            let entry = Entry {
                series: self.header.series,
                sequence: Sequence(self.entries.len() as u64 + 1),
                group_size: group.len() as u16,
                group_index: index as u16,
                clock: self.clock,
                wall: Wall {
                    ms: self.clock.ms(),
                    offset: -180,
                },
                author: AuthorId::TILL,
                subject: *subject,
                kind: written.kind.to_owned(),
                version: written.version,
                body: written.body.clone(),
            };
            self.hashes.push(entry.hash(&self.head().hash));
            self.entries.push(entry);
        }
    }

    pub fn record(&mut self, subject: impl Into<SubjectId>, events: &[Event]) {
        let subject = subject.into();
        let group: Vec<_> = events
            .iter()
            .map(|event| (subject, event.write()))
            .collect();
        self.append(&group);
    }

    /// Appends an entry whose body is anything at all.
    pub fn record_raw(&mut self, kind: &'static str, version: u16, body: &[u8]) {
        let written = Written {
            kind,
            version,
            body: EntryBody(body.to_vec()),
        };
        self.append(&[(SubjectId(Uuid::from_u128(0xbad)), written)]);
    }

    /// As a copy does that does not know what the other one gave.
    pub fn forget_numbers(&mut self) {
        self.orders = 0;
    }

    pub fn next_order(&mut self) -> OrderId {
        self.orders += 1;
        let series = self.header.series.0.as_u128();
        OrderId(Uuid::from_u128((series << 64) + u128::from(self.orders)))
    }

    /// Rings up a sale: one group for each line, one for the payment.
    pub fn sell(&mut self, day: BusinessDay, hour: u8, lines: &[Sold]) -> OrderId {
        let order = self.next_order();
        let events = self.events_of_sale(order, day, hour, lines);
        let (settled, lines) = events.split_last().unwrap();
        self.record(order, &lines[..2]);
        for line in &lines[2..] {
            self.record(order, std::slice::from_ref(line));
        }
        self.record(order, std::slice::from_ref(settled));
        order
    }

    pub fn events_of_sale(
        &self,
        order: OrderId,
        day: BusinessDay,
        hour: u8,
        lines: &[Sold],
    ) -> Vec<Event> {
        let code = TillCode("C1".to_owned());
        let number = self.orders;
        let mut events = vec![OrderEvent::Opened(Opened {
            number: OrderNumber {
                till: code.clone(),
                number,
            },
            channel: Channel::Here,
        })];
        let mut covered = Vec::new();
        for (index, sold) in lines.iter().enumerate() {
            let line = LineId(Uuid::from_u128(
                order.0.as_u128() + ((index as u128 + 1) << 32),
            ));
            let quantity = Quantity::thousandths(sold.thousandths).unwrap();
            let amount = quantity.times(Money::minor(sold.price)).unwrap();
            covered.push(Covered {
                line,
                quantity,
                amount,
            });
            events.push(OrderEvent::LineAdded(LineAdded {
                line,
                product: sold.product.map(|id| ProductId(Uuid::from_u128(id))),
                name: sold.name.clone(),
                category: None,
                quantity,
                unit_price: Money::minor(sold.price),
                tax: TaxRate::ZERO,
                tax_mode: TaxMode::Included,
                modifiers: Vec::new(),
                note: String::new(),
            }));
        }
        let priced: Vec<_> = covered
            .iter()
            .map(|covered| (covered.amount, TaxRate::ZERO, TaxMode::Included))
            .collect();
        let totals = totals(&priced);
        events.push(OrderEvent::Settled(Settled {
            receipt: ReceiptNumber { till: code, number },
            shift: ShiftId(Uuid::from_u128(0x5f)),
            day,
            hour,
            lines: covered,
            tip: Money::ZERO,
            rounding: Money::ZERO,
            tenders: vec![Tender {
                kind: TenderKind::Cash,
                amount: totals.total,
            }],
            totals,
            change: Money::ZERO,
        }));
        events.into_iter().map(Event::Order).collect()
    }

    /// The push of the entries after `from` up to `upto`.
    pub fn push_of(&self, from: usize, upto: usize) -> PushRequest {
        PushRequest {
            series: self.header.series,
            first_sequence: Sequence(from as u64 + 1),
            previous_hash: self.head_at(from).hash,
            entries: self.entries[from..upto].to_vec(),
            head_signature: sign_head(&self.key, self.header.series, &self.head_at(upto)),
            head: self.head().sequence,
        }
    }

    /// A request signed by this till.
    pub fn request(&self, method: &str, path: &str, body: Vec<u8>) -> Request<Body> {
        self.encoded(method, path, body, None)
    }

    pub fn encoded(
        &self,
        method: &str,
        path: &str,
        body: Vec<u8>,
        encoding: Option<&str>,
    ) -> Request<Body> {
        use ed25519_dalek::Signer;
        let id = Uuid::from_u128(u128::from(self.clock.to_bits())).to_string();
        let message = request_message(method, path, &id, None, &body);
        let signature = hex::encode(self.key.sign(&message).to_bytes());
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(SERIES_HEADER, self.header.series.to_string())
            .header(REQUEST_HEADER, id)
            .header(SIGNATURE_HEADER, signature);
        if let Some(encoding) = encoding {
            request = request.header("content-encoding", encoding);
        }
        request.body(Body::from(body)).unwrap()
    }

    /// A request with an id of its own and the token of the answer before.
    pub fn marked(
        &self,
        path: &str,
        body: &impl serde::Serialize,
        id: u128,
        token: Option<Token>,
    ) -> Request<Body> {
        use ed25519_dalek::Signer;
        let body = serde_json::to_vec(body).unwrap();
        let id = Uuid::from_u128(id).to_string();
        let token = token.map(|token| token.to_string());
        let message = request_message("POST", path, &id, token.as_deref(), &body);
        let signature = hex::encode(self.key.sign(&message).to_bytes());
        let mut request = Request::builder()
            .method("POST")
            .uri(path)
            .header(SERIES_HEADER, self.header.series.to_string())
            .header(REQUEST_HEADER, id)
            .header(SIGNATURE_HEADER, signature);
        if let Some(token) = token {
            request = request.header(TOKEN_HEADER, token);
        }
        request.body(Body::from(body)).unwrap()
    }

    pub fn json(&self, path: &str, body: &impl serde::Serialize) -> Request<Body> {
        self.request("POST", path, serde_json::to_vec(body).unwrap())
    }

    pub fn enrol(&self, code: &EnrolmentCode) -> Request<Body> {
        self.enrol_as(&self.wish(code))
    }

    pub fn enrol_as(&self, wish: &EnrolRequest) -> Request<Body> {
        self.json("/api/v1/tills/enrol", wish)
    }

    /// What a till says that has counted no money and names no language.
    pub fn wish(&self, code: &EnrolmentCode) -> EnrolRequest {
        EnrolRequest {
            counted_in: None,
            leaving: None,
            language: None,
            code: code.clone(),
            header: self.header,
            name: String::new(),
            app_version: "test".to_owned(),
        }
    }

    pub fn push(&self, from: usize, upto: usize) -> Request<Body> {
        self.json("/api/v1/sync/push", &self.push_of(from, upto))
    }

    pub fn push_all(&self) -> Request<Body> {
        self.push(0, self.entries.len())
    }

    pub fn hello(&self, acknowledged: usize) -> Request<Body> {
        self.json("/api/v1/sync/hello", &self.hello_of(acknowledged))
    }

    /// What it says of itself.
    pub fn hello_of(&self, acknowledged: usize) -> HelloRequest {
        HelloRequest {
            protocol: PROTOCOL,
            app_version: "test".to_owned(),
            head: self.head(),
            acknowledged: self.head_at(acknowledged),
            samples: Vec::new(),
            membership: None,
            header: Some(self.header),
            continues: None,
        }
    }

    pub fn pull(&self, query: &PullQuery) -> Request<Body> {
        let path = format!(
            "/api/v1/sync/pull?feed={}&after={}&hash={}&limit={}&head={}&own={}",
            query.feed, query.after, query.hash, query.limit, query.head, query.own
        );
        self.request("GET", &path, Vec::new())
    }

    /// The first pull of a feed.
    pub fn first_pull(&self, feed: &str, limit: u32) -> PullQuery {
        PullQuery {
            feed: feed.parse().unwrap(),
            after: Position(0),
            hash: Hash::START,
            limit,
            head: self.head().sequence,
            own: false,
        }
    }
}

/// What a till says of a request before its first token.
pub fn untokened(key: &ServerKey) -> Ask<'_> {
    Ask {
        key,
        request: RequestId(Uuid::from_u128(1)),
        token: None,
    }
}

/// A day by its date.
pub fn day(text: &str) -> BusinessDay {
    text.parse().unwrap()
}
