//! Any events of an order, in any order: no panic, the same state, and the money adds up.

use crate::draw::Draw;
use shared::clock::{BusinessDay, HybridClock};
use shared::id::{LineId, ModifierGroupId, ModifierId, OrderId, SeriesId, ShiftId};
use shared::journal::{Hash, Sequence, Stamp};
use shared::money::Money;
use shared::order::{
    Channel, ChannelSet, ChosenModifier, Covered, LineAdded, LineEdited, LineRemoved, Opened,
    Order, OrderEvent, OrderFold, OrderNumber, QuantityChanged, ReceiptNumber, Settled, Ticket,
    TillCode, Totals,
};
use shared::payment::{Tender, TenderKind};
use shared::quantity::{QUANTITY_MAX, Quantity};
use shared::report::{Rollup, Sale};
use shared::tax::{TaxMode, TaxRate};
use sync_server::order::countable;
use uuid::Uuid;

const EVENTS_MAX: usize = 64;
const SERIES: u8 = 3;

pub fn run(input: &[u8]) {
    let mut draw = Draw(input);
    let mut sequences = [0; SERIES as usize];
    let mut events = Vec::new();
    while !draw.is_empty() && events.len() < EVENTS_MAX {
        let series = draw.below(SERIES);
        sequences[usize::from(series)] += 1;
        let stamp = Stamp {
            clock: HybridClock::from_bits(draw.number().cast_unsigned()),
            series: SeriesId(Uuid::from_u128(u128::from(series))),
            sequence: Sequence(sequences[usize::from(series)]),
            hash: Hash([draw.byte() % 2; 32]),
        };
        events.push((stamp, event(&mut draw)));
    }
    let id = OrderId(Uuid::from_u128(1));
    let (mut fold, mut backwards) = (OrderFold::default(), OrderFold::default());
    let mut before = None;
    for (stamp, event) in &events {
        fold.insert(*stamp, event.clone());
        // As the server does: what no till of ours sells is in no figure.
        let now = Sale::of(&fold.order(id)).and_then(countable);
        check_rollup(before.as_ref(), now.as_ref());
        before = now;
    }
    for (stamp, event) in events.iter().rev().chain(&events) {
        backwards.insert(*stamp, event.clone());
    }
    let order = fold.order(id);
    assert_eq!(order, backwards.order(id), "another order of arrival");
    check_money(&order);
}

/// A re-fold takes the old contribution away and adds the new one: what is left is the new one.
fn check_rollup(before: Option<&Sale>, now: Option<&Sale>) {
    let mut rollup = Rollup::default();
    before.into_iter().for_each(|sale| rollup.add(sale));
    before.into_iter().for_each(|sale| rollup.subtract(sale));
    now.into_iter().for_each(|sale| rollup.add(sale));
    rollup.drop_zeros();
    let mut fresh = Rollup::default();
    now.into_iter().for_each(|sale| fresh.add(sale));
    fresh.drop_zeros();
    assert_eq!(rollup, fresh);
}

fn check_money(order: &Order) {
    let ticket = Ticket::of(order);
    match order {
        Order::Open(open) => {
            let priced = open.priced();
            let totals = &priced.totals;
            assert_eq!(*totals, ticket.totals);
            let paid: i128 = priced.lines.iter().map(|line| wide(&line.paid)).sum();
            let all_above = open.lines.iter().all(|line| !line.amount().is_negative());
            assert!(!all_above || paid == wide(&totals.total));
            assert_eq!(ticket.lines.len(), open.lines.len());
        }
        // A paid total never changes, whatever else arrived.
        Order::Settled(settled) => assert_eq!(ticket.totals, settled.settled.totals),
    }
}

fn wide(amount: &Money) -> i128 {
    i128::from(amount.to_minor())
}

fn event(draw: &mut Draw<'_>) -> OrderEvent {
    match draw.below(8) {
        0 => OrderEvent::Opened(Opened {
            number: OrderNumber {
                till: TillCode("C1".to_owned()),
                number: u32::from(draw.byte()),
            },
            channel: channel(draw),
        }),
        1 | 2 => OrderEvent::LineAdded(LineAdded {
            line: line(draw),
            product: None,
            name: "Café".to_owned(),
            category: None,
            quantity: quantity(draw),
            unit_price: price(draw),
            tax: TaxRate::basis_points(u32::from(draw.byte()) * 10).unwrap(),
            tax_mode: if draw.below(2) == 0 {
                TaxMode::Included
            } else {
                TaxMode::Added
            },
            modifiers: modifiers(draw),
            note: String::new(),
        }),
        3 => OrderEvent::QuantityChanged(QuantityChanged {
            line: line(draw),
            by: draw.number(),
        }),
        4 => OrderEvent::LineEdited(LineEdited {
            line: line(draw),
            modifiers: modifiers(draw),
            note: "más".to_owned(),
        }),
        5 => OrderEvent::LineRemoved(LineRemoved { line: line(draw) }),
        6 => OrderEvent::ChannelSet(ChannelSet {
            channel: channel(draw),
        }),
        _ => OrderEvent::Settled(settled(draw)),
    }
}

fn settled(draw: &mut Draw<'_>) -> Settled {
    let covered = |draw: &mut Draw<'_>| Covered {
        line: line(draw),
        quantity: quantity(draw),
        amount: Money::minor(draw.number()),
    };
    let lines = (0..draw.below(6)).map(|_| covered(draw)).collect();
    let total = Money::minor(draw.number());
    Settled {
        receipt: ReceiptNumber {
            till: TillCode("C1".to_owned()),
            number: u32::from(draw.byte()),
        },
        shift: ShiftId(Uuid::from_u128(9)),
        day: BusinessDay(20_000 + i32::from(draw.byte())),
        hour: draw.below(25),
        lines,
        totals: Totals {
            subtotal: total,
            discount: Money::ZERO,
            taxes: Vec::new(),
            total,
        },
        tip: Money::ZERO,
        rounding: Money::ZERO,
        tenders: vec![Tender {
            kind: TenderKind::Cash,
            amount: total,
        }],
        change: Money::ZERO,
    }
}

fn line(draw: &mut Draw<'_>) -> LineId {
    LineId(Uuid::from_u128(u128::from(draw.below(5))))
}

fn channel(draw: &mut Draw<'_>) -> Channel {
    if draw.below(2) == 0 {
        Channel::Here
    } else {
        Channel::ToGo
    }
}

fn quantity(draw: &mut Draw<'_>) -> Quantity {
    let value = draw.number().rem_euclid(QUANTITY_MAX) + 1;
    Quantity::thousandths(value).unwrap()
}

/// Any amount: `decide` knows limits, a fold must bear what it is given.
fn price(draw: &mut Draw<'_>) -> Money {
    Money::minor(draw.number())
}

fn modifiers(draw: &mut Draw<'_>) -> Vec<ChosenModifier> {
    let modifier = |draw: &mut Draw<'_>| ChosenModifier {
        id: ModifierId(Uuid::from_u128(u128::from(draw.below(3)))),
        group: ModifierGroupId(Uuid::from_u128(4)),
        name: "Avena".to_owned(),
        price: price(draw),
    };
    (0..draw.below(3)).map(|_| modifier(draw)).collect()
}
