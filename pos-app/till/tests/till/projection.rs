//! Tables are shadows of the journal: replayed, they are the same; and the order of arrival does not matter.

use crate::staff::SOFIA;
use crate::support::server::{ADDRESS, Other, Server, run};
use crate::support::{Bench, NOON_MS, id};
use proptest::prelude::*;
use rusqlite::types::Value;
use shared::event::Event;
use shared::id::{LineId, OrderId, SubjectId};
use shared::money::{Currency, Money};
use shared::order::*;
use shared::payment::TenderKind;
use shared::quantity::Quantity;
use shared::staff::Role;
use shared::tax::{TaxMode, TaxRate};
use shared::till::{Command, Language, MenuCommand, PreferencesSet, TillCommand};
use till::PROJECTIONS;
use till::sync::Engine;

pub fn dump(bench: &Bench, tables: &[&str]) -> Vec<(String, Vec<Vec<Value>>)> {
    let raw = rusqlite::Connection::open(bench.data().join("till.db")).unwrap();
    let table = |table: &&str| {
        let mut statement = raw
            .prepare(&format!("select * from {table} order by 1, 2"))
            .unwrap();
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| (0..columns).map(|at| row.get(at)).collect());
        (
            (*table).to_owned(),
            rows.unwrap().collect::<Result<_, _>>().unwrap(),
        )
    };
    tables.iter().map(table).collect()
}

#[test]
fn projections_equal_a_replay_of_the_journal() {
    let mut bench = Bench::new();
    bench
        .execute(Command::Menu(MenuCommand::UseStarter))
        .unwrap();
    let mut server = Server::new(bench.till().header().unwrap());
    for number in 1..=5 {
        bench.sell(number, 1_000 * number as i64);
    }
    bench
        .till()
        .join(ADDRESS, &server.enrolment(Currency::ARS))
        .unwrap();
    let preferences = PreferencesSet {
        language: Some(Language::Portuguese),
        ..PreferencesSet::default()
    };
    bench
        .execute(Command::Till(TillCommand::SetPreferences(preferences)))
        .unwrap();
    let product = bench.menu().products[3].id;
    let price = shared::menu::Price::Of(Money::minor(123));
    bench
        .execute(Command::Menu(MenuCommand::SetPrice { product, price }))
        .unwrap();
    bench
        .execute(Command::Menu(MenuCommand::SetAvailable {
            product,
            available: false,
        }))
        .unwrap();
    let mut other = Other::new(1);
    server.arrive(&mut other, &sale(7, 2));
    server.arrive(&mut other, &sale(8, 1)[..2]);
    bench.pass(86_400_000);
    bench.close_shift();
    bench.sell(20, 900);
    bench.open_order(21, 700);
    let (back, _) = bench.give_back(20, 1, TenderKind::Cash).unwrap();
    assert_eq!(back, Money::minor(900));
    run(&mut Engine::default(), bench.till(), &mut server, NOON_MS).unwrap();
    bench.tells_a_bar();
    bench.add(SOFIA, "Sofía", Role::Owner).unwrap();
    let live = dump(&bench, &PROJECTIONS);
    // Nothing here reaches a shift after its Z.
    let filled = |(table, rows): &(String, Vec<_>)| !rows.is_empty() || table == "shift_supplement";
    assert!(live.iter().all(filled), "{live:?}");
    bench.till().rebuild().unwrap();
    assert_eq!(dump(&bench, &PROJECTIONS), live);
    bench.sell(30, 100);
}

/// The events of a sale of another till.
fn sale(number: u128, lines: u128) -> Vec<(SubjectId, Event)> {
    let order = OrderId(id(number * 1_000));
    let till = TillCode("C9".to_owned());
    let mut events = vec![OrderEvent::Opened(Opened {
        number: OrderNumber {
            till: till.clone(),
            number: number as u32,
        },
        channel: Channel::Here,
    })];
    for line in 0..lines {
        events.push(OrderEvent::LineAdded(LineAdded {
            line: LineId(id(number * 1_000 + line + 1)),
            product: None,
            name: "Té".to_owned(),
            category: None,
            quantity: Quantity::ONE,
            unit_price: Money::minor(100),
            tax: TaxRate::ZERO,
            tax_mode: TaxMode::Included,
            modifiers: Vec::new(),
            note: String::new(),
        }));
    }
    events.push(OrderEvent::Settled(Settled {
        receipt: ReceiptNumber {
            till,
            number: number as u32,
        },
        shift: shared::id::ShiftId(id(1)),
        day: "2026-11-24".parse().unwrap(),
        hour: 12,
        lines: (0..lines)
            .map(|line| Covered {
                line: LineId(id(number * 1_000 + line + 1)),
                quantity: Quantity::ONE,
                amount: Money::minor(100),
            })
            .collect(),
        totals: Totals {
            total: Money::minor(100 * lines as i64),
            ..Totals::default()
        },
        tip: Money::ZERO,
        rounding: Money::ZERO,
        tenders: Vec::new(),
        change: Money::ZERO,
    }));
    events
        .into_iter()
        .map(|event| (order.into(), Event::Order(event)))
        .collect()
}

/// A till that took in the groups of two others, in the order of `turns`, in pages cut after each `cut`-th group.
fn taken_in(turns: &[bool], cut: usize) -> Vec<(String, Vec<Vec<Value>>)> {
    let mut bench = Bench::seeded(5);
    let mut server = Server::new(bench.till().header().unwrap());
    bench
        .till()
        .join(ADDRESS, &server.enrolment(Currency::ARS))
        .unwrap();
    let mut engine = Engine::default();
    let mut others = [Other::new(1), Other::new(2)];
    // Both wrote about the same orders, an event at a time.
    let groups: Vec<_> = (1..=3).flat_map(|number| sale(number, 2)).collect();
    let mut written = [0, 0];
    for (turn, second) in turns
        .iter()
        .chain(&[false; 64])
        .chain(&[true; 64])
        .enumerate()
    {
        let which = usize::from(*second);
        let mut mine = groups.iter().skip(which).step_by(2);
        let Some(group) = mine.nth(written[which]) else {
            continue;
        };
        written[which] += 1;
        server.arrive(&mut others[which], std::slice::from_ref(group));
        if turn % cut == 0 {
            engine.poke();
            run(&mut engine, bench.till(), &mut server, NOON_MS).unwrap();
        }
    }
    engine.poke();
    run(&mut engine, bench.till(), &mut server, NOON_MS).unwrap();
    dump(&bench, &["orders"])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn the_order_of_arrival_does_not_matter(
        turns in prop::collection::vec(any::<bool>(), 0..20),
        cut in 1_usize..9,
    ) {
        let straight = taken_in(&[], 100);
        prop_assert_eq!(straight[0].1.len(), 3);
        prop_assert_eq!(taken_in(&turns, cut), straight);
    }
}
