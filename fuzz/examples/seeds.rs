//! Writes the first inputs of each target's corpus: what well-meaning programs send. Run again after a change of a
//! format: `cargo run -p fuzz --example seeds`. What fuzzing added stays.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../../pos-app/till/tests/till/support/server.rs"]
#[allow(dead_code, reason = "the till's own tests use the rest")]
mod server;

use server::{ADDRESS, Other, Server};
use shared::event::{Event, MenuEvent};
use shared::id::{LineId, OrderId, ProductId, RefundId, SubjectId};
use shared::journal::{Head, Sequence, SigningKey, sign_head};
use shared::menu::{Price, ProductFields};
use shared::money::{Currency, Money};
use shared::order::*;
use shared::payment::{Tender, TenderKind};
use shared::quantity::Quantity;
use shared::sync::PushRequest;
use shared::tax::{TaxMode, TaxRate};
use shared::till::{Command, MenuCommand, Query};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use till::sync::{Action, Engine};
use till::{Clock, Entropy, Reader, Till, TillOptions};
use uuid::Uuid;

/// 2026-11-24 12:00 in Buenos Aires.
const NOON_MS: i64 = 1_795_532_400_000;

struct Stopped;
impl Clock for Stopped {
    fn now_ms(&self) -> i64 {
        NOON_MS
    }
}

struct Counting(u8);
impl Entropy for Counting {
    fn fill(&mut self, bytes: &mut [u8]) {
        bytes.fill_with(|| {
            self.0 = self.0.wrapping_add(37);
            self.0
        });
    }
}

fn put(target: &str, name: &str, bytes: impl AsRef<[u8]>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(target);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name), bytes).unwrap();
}

fn main() {
    wire();
    till();
    events();
    texts();
    // Bytes that are drawn from: a little of everything.
    for (number, target) in (0_u8..).zip(["money", "order", "clock", "file"]) {
        for seed in 1..=6_u8 {
            let mut bytes = vec![0; usize::from(seed) * 24];
            Counting(seed.wrapping_mul(29).wrapping_add(number)).fill(&mut bytes);
            put(target, &format!("drawn-{seed}"), bytes);
        }
    }
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 | number)
}

/// A sale as its three entries tell it.
fn a_sale() -> Vec<(SubjectId, Event)> {
    let order = SubjectId(id(1_000));
    let line = LineId(id(1_001));
    let price = Money::minor(1_250);
    let opened = OrderEvent::Opened(Opened {
        number: OrderNumber {
            till: TillCode("C1".to_owned()),
            number: 1,
        },
        channel: Channel::Here,
    });
    let added = OrderEvent::LineAdded(LineAdded {
        line,
        product: Some(ProductId(id(7))),
        name: "Flat white".to_owned(),
        category: None,
        quantity: Quantity::ONE,
        unit_price: price,
        tax: TaxRate::basis_points(2_100).unwrap(),
        tax_mode: TaxMode::Included,
        modifiers: Vec::new(),
        note: "sin azúcar".to_owned(),
    });
    let settled = OrderEvent::Settled(Settled {
        receipt: ReceiptNumber {
            till: TillCode("C1".to_owned()),
            number: 1,
        },
        shift: shared::id::ShiftId(id(9)),
        day: "2026-11-24".parse().unwrap(),
        hour: 12,
        lines: vec![Covered {
            line,
            quantity: Quantity::ONE,
            amount: price,
        }],
        totals: totals(&[(
            price,
            TaxRate::basis_points(2_100).unwrap(),
            TaxMode::Included,
        )]),
        tip: Money::ZERO,
        rounding: Money::ZERO,
        tenders: vec![Tender {
            kind: TenderKind::Cash,
            amount: price,
        }],
        change: Money::ZERO,
    });
    [opened, added, settled]
        .map(|event| (order, Event::Order(event)))
        .to_vec()
}

/// What goes between a till and the server.
fn wire() {
    let mut other = Other::new(1);
    let start = other.header.hash();
    let written = other.write(&a_sale());
    let (last, hash) = written.last().unwrap().clone();
    let head = Head {
        sequence: last.sequence,
        hash,
    };
    let push = PushRequest {
        series: other.header.series,
        first_sequence: Sequence(1),
        previous_hash: start,
        entries: written.into_iter().map(|(entry, _)| entry).collect(),
        head_signature: sign_head(
            &SigningKey::from_bytes(&[7; 32]),
            other.header.series,
            &head,
        ),
        head: head.sequence,
    };
    let json = serde_json::to_vec(&push).unwrap();
    put("push", "sale-plain", [&[0], json.as_slice()].concat());
    let packed = zstd::stream::encode_all(json.as_slice(), 3).unwrap();
    put("push", "sale-zstd", [&[1], packed.as_slice()].concat());

    let folder = tempfile::tempdir().unwrap();
    let mut till = open(folder.path());
    let mut server = Server::new(till.header().unwrap());
    till.join(ADDRESS, &server.enrolment(Currency::ARS))
        .unwrap();
    let mut other = Other::new(2);
    let product = MenuEvent::ProductSet(ProductFields {
        name: Some("Medialuna".to_owned()),
        price: Some(Price::Of(Money::minor(500))),
        ..ProductFields::default()
    });
    server.arrive(&mut other, &[(SubjectId(id(7)), Event::Menu(product))]);
    server.arrive(&mut other, &a_sale());
    let (mut engine, mut number) = (Engine::default(), 0);
    engine.poke();
    for step in 0..20 {
        let now_ms = NOON_MS + step * 400_000;
        let Action::Send(request) = engine.poll(&mut till, now_ms).unwrap() else {
            continue;
        };
        let answer = server.answer(&request);
        if request.path.ends_with("/hello") {
            put(
                "hello",
                "first",
                zstd::stream::decode_all(request.body.as_slice()).unwrap(),
            );
        } else if let Some((_, query)) = request.path.split_once("pull?") {
            number += 1;
            put("query", &format!("pull-{number}"), query);
            put("page", &format!("page-{number}"), &answer.body);
        }
        engine.received(&mut till, now_ms, Ok(answer)).unwrap();
    }
}

fn open(folder: &Path) -> Till {
    Till::open(TillOptions {
        folder: folder.to_owned(),
        keyring: None,
        zone: "America/Argentina/Buenos_Aires".to_owned(),
        currency: Currency::ARS,
        app_version: "fuzz".to_owned(),
        clock: Arc::new(Stopped),
        entropy: Box::new(Counting(7)),
    })
    .unwrap()
}

/// A sale by commands of the window: a product, a line of two, one of them taken off, cash.
fn at_the_window(order: OrderId) -> [Command; 6] {
    let line = |number: u128| LineId(id(1_000 + number));
    let price = Money::minor(4_300);
    [
        Command::Menu(MenuCommand::CreateProduct {
            product: ProductId(Uuid::from_u128(7)),
            name: "Flat white".to_owned(),
            category: "Café".to_owned(),
            price: Price::Of(price),
        }),
        Command::Order {
            order,
            command: OrderCommand::Tap {
                product: ProductId(Uuid::from_u128(7)),
                line: line(1),
            },
        },
        Command::Order {
            order,
            command: OrderCommand::StepQuantity {
                line: line(1),
                by: 1_000,
            },
        },
        Command::Order {
            order,
            command: OrderCommand::TakeOne {
                line: line(1),
                into: line(2),
            },
        },
        Command::Order {
            order,
            command: OrderCommand::RemoveLine { line: line(2) },
        },
        Command::Order {
            order,
            command: OrderCommand::Settle {
                tenders: vec![Tender {
                    kind: TenderKind::Cash,
                    amount: Money::minor(5_000),
                }],
                total: price,
                tip: Money::ZERO,
            },
        },
    ]
}

/// A part of it comes back, and then the rest.
fn given_back(order: OrderId) -> [Command; 2] {
    let some = |number: u128, thousandths: i64, given: i64| Command::Order {
        order,
        command: OrderCommand::Refund {
            refund: RefundId(id(number)),
            of: ReceiptNumber {
                till: fuzz::till_code(),
                number: 1,
            },
            lines: vec![(
                LineId(id(1_001)),
                Quantity::thousandths(thousandths).unwrap(),
            )],
            kind: TenderKind::Cash,
            given: Money::minor(given),
            goods: Goods::ThrownAway,
            reason: "Estaba frío".to_owned(),
        },
    };
    [some(2_001, 500, 2_150), some(2_002, 500, 2_150)]
}

/// A table that is opened before anything is on it, and called off; a line of it comes back.
fn a_tab() -> Vec<Command> {
    let order = OrderId(id(3_000));
    let line = LineId(id(3_001));
    let commands = [
        OrderCommand::SetName {
            name: "Mesa 4".to_owned(),
        },
        OrderCommand::AddLine {
            line,
            item: Item::Amount {
                name: "Torta".to_owned(),
                price: Money::minor(2_150),
            },
            quantity: Quantity::ONE,
            modifiers: None,
            note: String::new(),
        },
        OrderCommand::Void {
            reason: "Se fueron".to_owned(),
        },
        OrderCommand::RestoreLine {
            line,
            into: LineId(id(3_002)),
        },
    ];
    let commands = commands.into_iter();
    commands
        .map(|command| Command::Order { order, command })
        .collect()
}

/// What goes into a till by its window, and comes out as a journal.
fn till() {
    let folder = tempfile::tempdir().unwrap();
    let mut till = open(folder.path());
    let order = OrderId(id(1_000));
    let commands = at_the_window(order);
    let queries = [
        Query::Session,
        Query::Menu,
        Query::Ticket { order },
        Query::OpenOrders,
        Query::Sync,
    ];
    let mut lines: Vec<Vec<u8>> = commands
        .iter()
        .map(|command| serde_json::to_vec(command).unwrap())
        .collect();
    put("ipc", "a-sale", lines.join(&b'\n'));
    lines.extend(
        queries
            .iter()
            .map(|query| serde_json::to_vec(query).unwrap()),
    );
    put("ipc", "a-sale-and-questions", lines.join(&b'\n'));
    let mut lines: Vec<Vec<u8>> = commands
        .iter()
        .chain(&given_back(order))
        .map(|command| serde_json::to_vec(command).unwrap())
        .collect();
    lines.push(serde_json::to_vec(&Query::Ticket { order }).unwrap());
    put("ipc", "a-refund", lines.join(&b'\n'));
    let tab = a_tab();
    let lines = tab.iter().map(serde_json::to_vec);
    let lines: Vec<Vec<u8>> = lines.collect::<Result<_, _>>().unwrap();
    put("ipc", "a-tab", lines.join(&b'\n'));
    for command in &commands {
        till.execute(command).unwrap();
    }
    let path = folder.path().join("journal.jsonl");
    Reader::open(folder.path()).unwrap().export(&path).unwrap();
    put("journal", "a-sale", std::fs::read(&path).unwrap());
}

/// The golden files of every event that was ever released.
fn events() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/fixtures/journal");
    let files = std::fs::read_dir(fixtures).unwrap();
    let files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    for (index, (kind, version)) in (0_u8..).zip(Event::KINDS) {
        let name = format!("{kind}.{version}.json");
        let file = files.iter().find(|file| file.ends_with(&name));
        let text = std::fs::read_to_string(file.unwrap()).unwrap();
        let golden: serde_json::Value = serde_json::from_str(&text).unwrap();
        let body = golden
            .pointer("/entry/body")
            .or(golden.get("body"))
            .unwrap();
        let body = body
            .as_str()
            .map_or_else(|| body.to_string(), str::to_owned);
        put("event", kind, [&[index, 0], body.as_bytes()].concat());
    }
}

fn texts() {
    put("code", "as-shown", "23456-789AB");
    put("code", "as-json", "\"23456-789AB\"");
    put("clock", "day", [&[0; 8], b"2026-11-24".as_slice()].concat());
    for (name, text) in [
        ("decimal", "1234.56"),
        ("comma", "1.234,56"),
        ("percent", "10.5"),
    ] {
        put("money", name, [&[5], text.as_bytes()].concat());
    }
    let menu = "category,product,price,tax_rate,barcode,modifier_group,group_min,group_max,modifier,modifier_price\n";
    let rows = "Café,Latte,4600,21,,Leche,1,1,Entera,0\nCafé,Latte,4600,21,,Leche,1,1,Avena,900\n\
                Fríos,Agua,2200,,7790000000140,,,,,\n";
    put("menu_csv", "full", format!("{menu}{rows}"));
    put(
        "menu_csv",
        "short",
        "category,product,price\nCafé,Latte,4600\n",
    );
    let sales = "order,at,product,category,quantity,unit_price,tender\n\
                 1,2024-03-01T08:00:00,Té,Té,1,1.00,cash\n1,2024-03-01T08:00:00,Pan,Pan,2,1.50,cash\n\
                 2,2024-03-01 08:01,Té,Té,0.5,1.00,card\n";
    put("sales_csv", "two-orders", sales);
    put("sales_csv", "returns", sales.replace('\n', "\r"));
}
