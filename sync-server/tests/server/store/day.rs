//! A day with everything that tills write: the menu, refunds, what nobody can read, a clock that is ahead.

use super::check;
use crate::till::{TestTill, day, sold};
use shared::clock::HybridClock;
use shared::event::{Event, MenuEvent};
use shared::id::{LineId, ProductId, RefundId, ShiftId};
use shared::menu::{CategoryFields, GroupFields, Modifier, Price, ProductFields};
use shared::money::Money;
use shared::order::{
    Covered, Goods, LineRemoved, OrderEvent, QuantityChanged, ReceiptNumber, Refunded, Settled,
    TillCode,
};
use shared::payment::{Tender, TenderKind};
use uuid::Uuid;

fn product(name: &str, price: i64) -> Event {
    Event::Menu(MenuEvent::ProductSet(ProductFields {
        name: Some(name.to_owned()),
        price: Some(Price::Of(Money::minor(price))),
        ..ProductFields::default()
    }))
}

fn refund(of: &Settled, number: u128, part: usize) -> Event {
    let lines: Vec<Covered> = of.lines[..part].to_vec();
    let total: Money = lines.iter().map(|line| line.amount).sum();
    Event::Order(OrderEvent::Refunded(Refunded {
        refund: RefundId(Uuid::from_u128(number)),
        receipt: ReceiptNumber {
            till: TillCode("R1".to_owned()),
            number: u32::try_from(number).unwrap(),
        },
        of: of.receipt.clone(),
        shift: ShiftId(Uuid::from_u128(0x5f)),
        day: of.day.plus(1),
        hour: 11,
        lines,
        taxes: Vec::new(),
        total,
        tip: Money::ZERO,
        rounding: Money::ZERO,
        tender: Tender {
            kind: TenderKind::Card,
            amount: total,
        },
        goods: Goods::Kept,
        reason: "Salió mal".to_owned(),
        approved_by: None,
    }))
}

#[tokio::test]
async fn both_stores_hold_a_whole_day_the_same() {
    let (mut one, mut two) = (TestTill::new(1), TestTill::new(2));
    let (tea, group) = (ProductId(Uuid::from_u128(3)), Uuid::from_u128(40));
    one.record(tea, &[product("Té", 200), product("Té negro", 250)]);
    two.record(tea, &[product("Tea", 300)]);
    let category = MenuEvent::CategorySet(CategoryFields {
        name: Some("Café".to_owned()),
        position: Some(2),
    });
    one.record(
        shared::id::CategoryId(Uuid::from_u128(41)),
        &[Event::Menu(category)],
    );
    let milk = MenuEvent::GroupSet(GroupFields {
        name: Some("Leche".to_owned()),
        min: Some(1),
        max: Some(1),
        modifiers: Some(vec![Modifier {
            id: shared::id::ModifierId(Uuid::from_u128(42)),
            name: "Avena".to_owned(),
            price: Money::minor(90),
        }]),
    });
    two.record(shared::id::ModifierGroupId(group), &[Event::Menu(milk)]);
    let lines = [sold("Tea", 3, 1_000, 200), sold("Cake", 4, 2_000, 900)];
    let order = one.next_order();
    let events = one.events_of_sale(order, day("2026-11-24"), 9, &lines);
    let Some(Event::Order(OrderEvent::Settled(paid))) = events.last().cloned() else {
        panic!("a sale ends with its payment");
    };
    one.record(order, &events);
    two.record(order, &[refund(&paid, 1, 1)]);
    one.record(order, &[refund(&paid, 2, 2)]);
    // An order that stays open, one of whose lines another till takes off.
    let tab = two.next_order();
    let events = two.events_of_sale(tab, day("2026-11-24"), 10, &lines);
    two.record(tab, &events[..3]);
    let line = LineId(Uuid::from_u128(tab.0.as_u128() + (1 << 32)));
    let more = OrderEvent::QuantityChanged(QuantityChanged { line, by: 2_000 });
    one.record(tab, &[Event::Order(more)]);
    one.record(
        tab,
        &[Event::Order(OrderEvent::LineRemoved(LineRemoved { line }))],
    );
    one.record_raw("robot.danced", 1, b"{}");
    two.record_raw("order.settled", 1, b"not even JSON");
    // A clock that is ahead by a day counts as the server's, and what is written behind it comes behind it.
    two.clock = HybridClock::at(1_790_000_000_000 + 86_400_000);
    two.record(tea, &[product("Té de mañana", 400)]);
    one.record(tea, &[Event::Menu(MenuEvent::ProductDeleted)]);
    let third = two.entries.len() / 3;
    let pushes = [
        two.push_of(0, third),
        one.push_of(0, 3),
        two.push_of(third, two.entries.len()),
        one.push_of(3, one.entries.len()),
        two.push_of(third, two.entries.len()),
    ];
    let answers = check(&mut [one, two], &pushes).await;
    assert!(
        answers.iter().all(|answer| answer.starts_with("Ingested")),
        "{answers:?}"
    );
}
