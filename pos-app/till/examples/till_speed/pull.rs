//! Taking in what others recorded: pages of the feed as they come over the wire, JSON and all.

use super::{Outcome, open_till};
use ed25519_dalek::Signer;
use serde_json::{Value, json};
use shared::business::BusinessSettings;
use shared::clock::{DayStart, HybridClock, Wall};
use shared::event::Event;
use shared::id::{AuthorId, BusinessId, FeedId, LineId, OrderId, SeriesId, ShiftId, TillId};
use shared::journal::*;
use shared::money::{Currency, Money};
use shared::order::*;
use shared::quantity::Quantity;
use shared::sync::*;
use shared::tax::{TaxMode, TaxRate};
use std::path::Path;
use std::time::Instant;
use till::Till;
use till::sync::{Action, Engine, Response};
use uuid::Uuid;

const ENTRIES: u64 = 100_000;
const WALL: Wall = Wall {
    ms: 1_795_532_400_000,
    offset: -180,
};

/// Measures.
pub fn measure(folder: &Path) -> Outcome<Value> {
    let mut till = open_till(folder)?;
    let key = SigningKey::from_bytes(&[9; 32]);
    let business = BusinessId(Uuid::from_u128(1));
    join(&mut till, &key, business)?;
    let mut pages = pages()?.into_iter();
    let mut engine = Engine::default();
    let mut pulling = 0.0;
    loop {
        let Action::Send(request) = engine.poll(&mut till, WALL.ms)? else {
            return Err("the engine rests too early".into());
        };
        let head = till.head();
        let body = match request.path.as_str() {
            "/api/v1/sync/hello" => serde_json::to_vec(&HelloAnswer {
                verdict: Verdict::Ok {
                    send_from: Sequence::NONE.next(),
                },
                feed: FeedId(Uuid::from_u128(2)),
                latest: Position(ENTRIES),
                durable: Some(Sequence::NONE),
                next_token: None,
            })?,
            "/api/v1/sync/push" => serde_json::to_vec(&PushAnswer {
                durable: head.sequence,
                durable_hash: head.hash,
                applied: head.sequence,
                safe: Sequence::NONE,
                latest: Position(ENTRIES),
                effective_clocks: Vec::new(),
                set_aside: Vec::new(),
                server_signature: cosigned(&key, business, till.header()?.series, &head),
                next_token: None,
            })?,
            _ => match pages.next() {
                Some(page) => page,
                None => break,
            },
        };
        let start = Instant::now();
        let answer = Response {
            status: 200,
            is_cortado: true,
            date_ms: None,
            body,
        };
        engine.received(&mut till, WALL.ms, Ok(answer))?;
        if request.path.starts_with("/api/v1/sync/pull") {
            pulling += start.elapsed().as_secs_f64();
        }
        if pages.len() == 0 {
            break;
        }
    }
    let per_second = ENTRIES as f64 / pulling;
    Ok(json!({ "entries": ENTRIES, "seconds": pulling, "entries_per_second": per_second.round() }))
}

fn join(till: &mut Till, key: &SigningKey, business: BusinessId) -> Outcome<()> {
    let start = till.header()?.hash();
    let nothing = Head {
        sequence: Sequence::NONE,
        hash: start,
    };
    let signature = cosigned(key, business, till.header()?.series, &nothing);
    till.join(
        "http://server.test",
        &EnrolAnswer {
            business: EnrolledBusiness {
                id: business,
                settings: settings(),
            },
            till_code: TillCode("C2".to_owned()),
            till_name: "Barra".to_owned(),
            feed: FeedId(Uuid::from_u128(2)),
            latest: Position::default(),
            server_key: PublicKey::of(key),
            signature,
        },
    )?;
    Ok(())
}

fn cosigned(key: &SigningKey, business: BusinessId, series: SeriesId, head: &Head) -> Signature {
    let message = cosign_message(business, series, head.sequence, &head.hash);
    Signature(key.sign(&message).to_bytes())
}

fn settings() -> BusinessSettings {
    BusinessSettings {
        name: "Café".to_owned(),
        currency: Currency::ARS,
        timezone: "America/Argentina/Buenos_Aires".to_owned(),
        day_start: DayStart(0),
        tax: TaxRate::ZERO,
        tax_mode: TaxMode::Included,
    }
}

/// The feed of another till's sales, five entries each, page by page.
fn pages() -> Outcome<Vec<Vec<u8>>> {
    let header = SeriesHeader {
        series: SeriesId(Uuid::from_u128(3)),
        writer: Writer::Till(TillId(Uuid::from_u128(4))),
        public_key: PublicKey::of(&SigningKey::from_bytes(&[7; 32])),
    };
    let (mut clock, mut hash, mut position) = (HybridClock::at(WALL.ms), header.hash(), 0);
    let mut pages = Vec::new();
    let mut page = Vec::new();
    while position < ENTRIES {
        for event in sale(position) {
            position += 1;
            clock = clock.tick(WALL.ms);
            let written = Event::Order(event).write();
            let entry = Entry {
                series: header.series,
                sequence: Sequence(position),
                group_size: 1,
                group_index: 0,
                clock,
                wall: WALL,
                author: AuthorId::TILL,
                subject: order_of((position - 1) / 5).into(),
                kind: written.kind.to_owned(),
                version: written.version,
                body: written.body,
            };
            hash = entry.hash(&hash);
            page.push(FeedEntry {
                position: Position(position),
                effective_clock: clock,
                entry,
            });
        }
        if page.len() >= PULL_ENTRIES_MAX {
            pages.push(serde_json::to_vec(&PullPage {
                feed: FeedId(Uuid::from_u128(2)),
                headers: if pages.is_empty() {
                    vec![header]
                } else {
                    Vec::new()
                },
                entries: std::mem::take(&mut page),
                cursor: Position(position),
                hash,
                latest: Position(ENTRIES),
                own: None,
            })?);
        }
    }
    Ok(pages)
}

fn order_of(number: u64) -> OrderId {
    let ms = WALL.ms.unsigned_abs() + number;
    OrderId(uuid::Builder::from_unix_timestamp_millis(ms, &[5; 10]).into_uuid())
}

fn sale(position: u64) -> Vec<OrderEvent> {
    let till = TillCode("C1".to_owned());
    let number = (position / 5 + 1) as u32;
    let line = |at: u64| LineId(Uuid::from_u128(u128::from(position + at + 1)));
    let mut events = vec![OrderEvent::Opened(Opened {
        number: OrderNumber {
            till: till.clone(),
            number,
        },
        channel: Channel::Here,
    })];
    events.extend((0..3).map(|at| {
        OrderEvent::LineAdded(LineAdded {
            line: line(at),
            product: None,
            name: "Flat white".to_owned(),
            category: None,
            quantity: Quantity::ONE,
            unit_price: Money::minor(430_000),
            tax: TaxRate::ZERO,
            tax_mode: TaxMode::Included,
            modifiers: Vec::new(),
            note: String::new(),
        })
    }));
    let amount = Money::minor(430_000);
    events.push(OrderEvent::Settled(Settled {
        receipt: ReceiptNumber { till, number },
        shift: ShiftId(Uuid::from_u128(6)),
        day: WALL.business_day(DayStart(0)),
        hour: 12,
        lines: (0..3)
            .map(|at| Covered {
                line: line(at),
                quantity: Quantity::ONE,
                amount,
            })
            .collect(),
        totals: Totals {
            discount: Money::ZERO,
            subtotal: amount,
            taxes: Vec::new(),
            total: amount,
        },
        tip: Money::ZERO,
        rounding: Money::ZERO,
        tenders: Vec::new(),
        change: Money::ZERO,
    }));
    events
}
