//! Every entry ever released still reads, writes and hashes as it did. `UPDATE_EXPECT=1` writes new files; an
//! existing file is never to change.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

mod kitchen;
mod shift;
mod staff;
mod tabs;

use serde::{Deserialize, Serialize};
use shared::business::BusinessSettings;
use shared::clock::{BusinessDay, DayStart, HybridClock, Wall};
use shared::event::{Event, MenuEvent};
use shared::id::*;
use shared::journal::{Carried, Entry, Hash, Head, Sequence};
use shared::menu::{CategoryFields, GroupFields, Modifier, Price, ProductFields, ProductTax};
use shared::money::{Currency, Money};
use shared::order::*;
use shared::payment::{CashRounding, RoundTo, Tender, TenderKind};
use shared::percent::Percent;
use shared::printing::{
    Characters, Look, PaperWidth, Printer, PrinterPlace, PrinterSet, ReceiptWhen,
};
use shared::quantity::Quantity;
use shared::settings::SettingsSet;
use shared::tax::{TaxMode, TaxRate};
use shared::till::{
    ContinuedFrom, ContinuedWhy, EntriesMissing, Joined, Language, MissingEntries, PreferencesSet,
    Started, Theme, TillEvent,
};
use std::path::PathBuf;

#[derive(Serialize, Deserialize)]
struct Golden {
    entry: Entry,
    previous: Hash,
    hash: Hash,
}

fn line(number: u8) -> LineId {
    LineId::from_bytes([number; 16])
}

fn settings() -> BusinessSettings {
    BusinessSettings {
        name: "Café Lumbre".to_owned(),
        currency: Currency::ARS,
        timezone: "America/Argentina/Buenos_Aires".to_owned(),
        day_start: DayStart(240),
        tax: TaxRate::basis_points(2_100).unwrap(),
        tax_mode: TaxMode::Included,
    }
}

fn code() -> TillCode {
    TillCode("C1".to_owned())
}

fn oat() -> ChosenModifier {
    ChosenModifier {
        id: ModifierId::from_bytes([21; 16]),
        group: ModifierGroupId::from_bytes([22; 16]),
        name: "Avena".to_owned(),
        price: Money::minor(90_000),
    }
}

fn order_events() -> Vec<OrderEvent> {
    let discounted = OrderEvent::DiscountSet(DiscountSet {
        line: Some(line(1)),
        discount: Some(Discount {
            cut: Cut::Part(Percent::basis_points(2_000).unwrap()),
            reason: "Demora".to_owned(),
            approved_by: Some(StaffId::from_bytes([15; 16])),
        }),
    });
    let number = OrderNumber {
        till: code(),
        number: 128,
    };
    let tax = TaxRate::basis_points(2_100).unwrap();
    vec![
        OrderEvent::Opened(Opened {
            number,
            channel: Channel::Here,
        }),
        OrderEvent::LineAdded(LineAdded {
            line: line(1),
            product: Some(ProductId::from_bytes([11; 16])),
            name: "Flat white".to_owned(),
            category: Some(LineCategory {
                id: CategoryId::from_bytes([12; 16]),
                name: "Café".to_owned(),
            }),
            quantity: Quantity::units(2).unwrap(),
            unit_price: Money::minor(430_000),
            tax,
            tax_mode: TaxMode::Included,
            modifiers: vec![oat()],
            note: "sin azúcar".to_owned(),
        }),
        OrderEvent::QuantityChanged(QuantityChanged {
            line: line(1),
            by: -1_000,
        }),
        OrderEvent::LineEdited(LineEdited {
            line: line(1),
            modifiers: vec![oat()],
            note: String::new(),
        }),
        OrderEvent::LineRemoved(LineRemoved { line: line(2) }),
        discounted,
        OrderEvent::ChannelSet(ChannelSet {
            channel: Channel::ToGo,
        }),
        settled(),
        refunded(),
    ]
}

fn refunded() -> OrderEvent {
    let tax = TaxRate::basis_points(2_100).unwrap();
    let amount = Money::minor(520_000);
    OrderEvent::Refunded(Refunded {
        refund: RefundId::from_bytes([41; 16]),
        receipt: ReceiptNumber {
            till: code(),
            number: 4_848,
        },
        of: ReceiptNumber {
            till: code(),
            number: 4_847,
        },
        shift: ShiftId::from_bytes([31; 16]),
        day: BusinessDay(20_781),
        hour: 11,
        lines: vec![Covered {
            line: line(1),
            quantity: Quantity::units(1).unwrap(),
            amount,
        }],
        taxes: totals(&[(amount, tax, TaxMode::Included)]).taxes,
        total: amount,
        tip: Money::ZERO,
        rounding: Money::minor(-20_000),
        tender: Tender {
            kind: TenderKind::Cash,
            amount: Money::minor(500_000),
        },
        goods: Goods::BackToStock,
        reason: "Salió mal".to_owned(),
        approved_by: Some(StaffId::from_bytes([15; 16])),
    })
}

fn settled() -> OrderEvent {
    let tax = TaxRate::basis_points(2_100).unwrap();
    let amount = Money::minor(1_040_000);
    OrderEvent::Settled(Settled {
        receipt: ReceiptNumber {
            till: code(),
            number: 4_847,
        },
        shift: ShiftId::from_bytes([31; 16]),
        day: BusinessDay(20_781),
        hour: 10,
        lines: vec![Covered {
            line: line(1),
            quantity: Quantity::units(2).unwrap(),
            amount,
        }],
        totals: totals(&[(amount, tax, TaxMode::Included)]),
        tip: Money::ZERO,
        rounding: Money::ZERO,
        tenders: vec![
            Tender {
                kind: TenderKind::Card,
                amount: Money::minor(40_000),
            },
            Tender {
                kind: TenderKind::Cash,
                amount: Money::minor(1_100_000),
            },
        ],
        change: Money::minor(100_000),
    })
}

fn menu_events() -> Vec<MenuEvent> {
    let modifier = Modifier {
        id: oat().id,
        name: oat().name,
        price: oat().price,
    };
    vec![
        MenuEvent::CategorySet(CategoryFields {
            name: Some("Café".to_owned()),
            position: Some(0),
        }),
        MenuEvent::CategoryDeleted,
        MenuEvent::ProductSet(ProductFields {
            name: Some("Flat white".to_owned()),
            category: Some(CategoryId::from_bytes([12; 16])),
            price: Some(Price::Of(Money::minor(430_000))),
            tax: Some(ProductTax::Rate(TaxRate::basis_points(1_050).unwrap())),
            barcode: Some("7790000000317".to_owned()),
            groups: Some(vec![oat().group]),
            position: Some(3),
            available: Some(true),
        }),
        MenuEvent::ProductDeleted,
        MenuEvent::GroupSet(GroupFields {
            name: Some("Leche".to_owned()),
            min: Some(1),
            max: Some(1),
            modifiers: Some(vec![modifier]),
        }),
        MenuEvent::GroupDeleted,
    ]
}

fn till_events() -> Vec<TillEvent> {
    vec![
        TillEvent::Started(Started {
            app_version: "0.1.0".to_owned(),
            currency: Currency::ARS,
            code: TillCode("X7K4".to_owned()),
        }),
        TillEvent::Joined(Joined {
            business: BusinessId::from_bytes([41; 16]),
            settings: settings(),
            till_code: code(),
            till_name: "Caja 1".to_owned(),
        }),
        TillEvent::PreferencesSet(PreferencesSet {
            language: Some(Language::Portuguese),
            theme: Some(Theme::Dark),
        }),
        TillEvent::PrinterSet(PrinterSet {
            printer: Some(Printer {
                place: PrinterPlace::Network("192.168.0.41".to_owned()),
                paper: PaperWidth::Mm58,
                characters: Characters::Cp850,
                look: Look::Picture,
                drawer: true,
                receipts: ReceiptWhen::Asked,
            }),
        }),
        TillEvent::ContinuedFrom(ContinuedFrom {
            series: SeriesId::from_bytes([6; 16]),
            last_common: Head {
                sequence: Sequence(17),
                hash: Hash([0xCD; 32]),
            },
            why: ContinuedWhy::Restored,
        }),
        TillEvent::EntriesMissing(EntriesMissing {
            entries: vec![MissingEntries {
                series: SeriesId::from_bytes([6; 16]),
                from: Sequence(18),
                upto: Sequence(21),
            }],
            receipts: vec![ReceiptNumber {
                till: code(),
                number: 43,
            }],
        }),
    ]
}

/// A payment of an older series, carried.
fn carried() -> Event {
    let paid = entry_of(&Event::Order(settled()));
    let hash = paid.hash(&Hash([0xEF; 32]));
    Event::Carried(Box::new(Carried::of(paid, hash)))
}

fn settings_set() -> Event {
    Event::Settings(SettingsSet {
        cash: Some(CashRounding {
            step: Money::minor(10_000),
            to: RoundTo::Down,
        }),
        tips: Some(vec![Percent::basis_points(1_000).unwrap()]),
        stations: None,
    })
}

fn every_event() -> Vec<Event> {
    let orders = order_events().into_iter();
    let orders = orders.chain(tabs::events()).chain(kitchen::events());
    let orders = orders.map(Event::Order);
    let menu = menu_events().into_iter().map(Event::Menu);
    let till = till_events().into_iter().map(Event::Till);
    orders
        .chain(menu)
        .chain(till)
        .chain(shift::events().into_iter().map(Event::Shift))
        .chain(staff::events().into_iter().map(Event::Staff))
        .chain([settings_set(), carried()])
        .collect()
}

fn entry_of(event: &Event) -> Entry {
    let written = event.write();
    Entry {
        series: SeriesId::from_bytes([7; 16]),
        sequence: Sequence(42),
        group_size: 3,
        group_index: 1,
        clock: HybridClock::from_bits(0x0192_0000_0000_0005),
        wall: Wall {
            ms: 1_764_000_000_123,
            offset: -180,
        },
        author: AuthorId::TILL,
        subject: SubjectId::from_bytes([5; 16]),
        kind: written.kind.to_owned(),
        version: written.version,
        body: written.body,
    }
}

fn file_of(kind: &str, version: u16) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/journal");
    folder.join(format!("{kind}.{version}.json"))
}

#[test]
fn what_is_written_today_is_what_was_released() {
    let events = every_event();
    for (kind, version) in Event::KINDS {
        assert!(
            events
                .iter()
                .any(|event| (event.write().kind, event.write().version) == (*kind, *version)),
            "no example of {kind} {version}"
        );
    }
    for event in &events {
        let entry = entry_of(event);
        let previous = Hash([0xAB; 32]);
        let golden = Golden {
            hash: entry.hash(&previous),
            entry,
            previous,
        };
        let text = serde_json::to_string_pretty(&golden).unwrap() + "\n";
        let file = file_of(&golden.entry.kind, golden.entry.version);
        if std::env::var_os("UPDATE_EXPECT").is_some() && !file.exists() {
            std::fs::write(&file, &text).unwrap();
        }
        let released = std::fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(
            released,
            text,
            "{} changed: a new format is a new version",
            file.display()
        );
    }
}

#[test]
fn every_entry_ever_released_still_reads() {
    let folder = file_of("x", 1).parent().unwrap().to_owned();
    let mut read = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let golden: Golden = serde_json::from_str(&text).unwrap();
        let entry = &golden.entry;
        Event::read(&entry.kind, entry.version, &entry.body).unwrap();
        assert_eq!(entry.hash(&golden.previous), golden.hash, "{}", entry.kind);
        read += 1;
    }
    assert!(read >= Event::KINDS.len());
}

#[test]
fn what_cannot_be_read_says_why_and_never_panics() {
    use shared::event::Unreadable;
    use shared::journal::Body;
    let read = |kind: &str, version, text: &str| Event::read(kind, version, &Body(text.into()));
    assert!(matches!(
        read("order.teleported", 1, "{}"),
        Err(Unreadable::UnknownKind(_))
    ));
    assert!(matches!(
        read("order.settled", 99, "{}"),
        Err(Unreadable::FutureVersion { .. })
    ));
    assert!(matches!(
        read("order.settled", 1, "{"),
        Err(Unreadable::BadBody { .. })
    ));
    assert!(matches!(
        read("order.settled", 1, "null"),
        Err(Unreadable::BadBody { .. })
    ));
}
