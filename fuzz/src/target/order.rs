//! Any events of an order, in any order: no panic, the same state, and the money adds up.

use crate::draw::Draw;
use shared::clock::{BusinessDay, HybridClock};
use shared::id::{
    LineId, ModifierGroupId, ModifierId, OrderId, RefundId, SeriesId, ShiftId, StaffId,
};
use shared::journal::{Hash, Sequence, Stamp};
use shared::money::Money;
use shared::order::{
    Channel, ChannelSet, ChosenModifier, Covered, Cut, Discount, DiscountSet, Goods, LineAdded,
    LineEdited, LineRemoved, MovedIn, MovedOut, Named, Opened, Order, OrderEvent, OrderFold,
    OrderNumber, PaidView, QuantityChanged, ReceiptNumber, Refunded, Settled, SettledOrder, Ticket,
    TillCode, Totals, Voided, back,
};
use shared::payment::{CashRounding, Tender, TenderKind};
use shared::percent::Percent;
use shared::quantity::{QUANTITY_MAX, Quantity};
use shared::report::{Rollup, Sale};
use shared::tax::{TaxMode, TaxRate};
use std::collections::BTreeMap;
use sync_server::order::countable;
use uuid::Uuid;

const EVENTS_MAX: usize = 64;
const SERIES: u8 = 3;
const ORDERS: u8 = 3;

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
        let order = order(&mut draw);
        events.push((order, stamp, event(&mut draw)));
    }
    let (mut fold, mut backwards) = (OrderFold::default(), OrderFold::default());
    let mut before = None;
    let first = OrderId(Uuid::from_u128(0));
    for (order, stamp, event) in &events {
        fold.insert(*order, *stamp, event.clone());
        // As the server does: what no till of ours sells is in no figure.
        let now = Sale::of(&fold.order(first)).and_then(countable);
        check_rollup(before.as_ref(), now.as_ref());
        before = now;
    }
    for (order, stamp, event) in events.iter().rev().chain(&events) {
        backwards.insert(*order, *stamp, event.clone());
    }
    let mut open = BTreeMap::new();
    for id in 0..ORDERS {
        let id = OrderId(Uuid::from_u128(u128::from(id)));
        let order = fold.order(id);
        assert_eq!(order, backwards.order(id), "another order of arrival");
        check_money(&order);
        if let Order::Open(order) = &order {
            for line in order.lines.iter().chain(&order.removed) {
                let before = open.insert(line.added.line, id);
                let shares = before.is_some_and(|other| fold.family(id).contains(&other));
                assert!(!shares, "a line is on two orders");
            }
        }
    }
}

/// Most of what happens is about the first of some orders that share lines.
fn order(draw: &mut Draw<'_>) -> OrderId {
    let one = draw.below(2 * ORDERS);
    OrderId(Uuid::from_u128(u128::from(one.saturating_sub(ORDERS))))
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
        Order::Settled(settled) => {
            assert_eq!(ticket.totals, settled.settled.totals);
            check_back(settled);
        }
    }
}

/// What the screen offers to give back is never refused as more than is left, and what is given for it never goes
/// below nothing.
fn check_back(order: &SettledOrder) {
    let left = PaidView::of(order).lines;
    let left = left.iter().filter_map(|line| {
        let quantity = Quantity::thousandths(line.left).ok()?;
        Some((line.line, quantity))
    });
    let mut wanted: Vec<(LineId, Quantity)> = Vec::new();
    for (line, quantity) in left {
        if wanted.iter().all(|(held, _)| *held != line) {
            wanted.push((line, quantity));
        }
    }
    let how = (TenderKind::Card, CashRounding::NONE);
    let of = &order.settled.receipt;
    let above = |line: &Covered| !line.amount.is_negative();
    let sane = order.settled.lines.iter().all(above)
        && order.refunds.iter().flat_map(|held| &held.lines).all(above);
    if let Ok(back) = back(order, of, &wanted, how)
        && sane
    {
        let most = order.settled.taken().max(Money::ZERO);
        assert!(!back.given().is_negative(), "{back:?}");
        assert!(back.given() <= most, "{back:?} of {most:?}");
    }
}

fn wide(amount: &Money) -> i128 {
    i128::from(amount.to_minor())
}

fn event(draw: &mut Draw<'_>) -> OrderEvent {
    match draw.below(14) {
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
        7 => OrderEvent::DiscountSet(DiscountSet {
            line: (draw.below(2) == 0).then(|| line(draw)),
            discount: (draw.below(3) > 0).then(|| discount(draw)),
        }),
        8 => OrderEvent::Refunded(refunded(draw)),
        9 => OrderEvent::Named(Named {
            name: if draw.below(3) == 0 { "" } else { "Mesa 4" }.to_owned(),
        }),
        10 => OrderEvent::Voided(Voided {
            lines: (0..draw.below(4)).map(|_| covered(draw)).collect(),
            reason: "Se fueron".to_owned(),
            approved_by: None,
        }),
        11 => OrderEvent::MovedIn(MovedIn {
            from: order(draw),
            lines: (0..draw.below(4)).map(|_| line(draw)).collect(),
        }),
        12 => OrderEvent::MovedOut(MovedOut {
            to: order(draw),
            lines: (0..draw.below(4)).map(|_| line(draw)).collect(),
        }),
        _ => OrderEvent::Settled(settled(draw)),
    }
}

fn discount(draw: &mut Draw<'_>) -> Discount {
    let part = u32::try_from(draw.number().rem_euclid(10_001)).unwrap();
    Discount {
        cut: match draw.below(2) {
            0 => Cut::Part(Percent::basis_points(part).unwrap()),
            _ => Cut::Amount(Money::minor(draw.number())),
        },
        reason: "Cortesía".to_owned(),
        approved_by: None,
    }
}

fn refunded(draw: &mut Draw<'_>) -> Refunded {
    let total = Money::minor(draw.number());
    Refunded {
        // Two copies of one refund are one.
        refund: RefundId(Uuid::from_u128(u128::from(draw.below(6)))),
        receipt: receipt(draw),
        of: receipt(draw),
        shift: ShiftId(Uuid::from_u128(9)),
        day: BusinessDay(20_000 + i32::from(draw.byte())),
        hour: draw.below(25),
        lines: (0..draw.below(4)).map(|_| covered(draw)).collect(),
        taxes: Vec::new(),
        total,
        tip: Money::ZERO,
        rounding: Money::minor(i64::from(draw.below(3)) - 1),
        tender: Tender {
            kind: TenderKind::Cash,
            amount: Money::minor(draw.number()),
        },
        goods: Goods::ThrownAway,
        reason: "Estaba frío".to_owned(),
        approved_by: (draw.below(2) == 0).then(|| StaffId(Uuid::from_u128(3))),
    }
}

fn covered(draw: &mut Draw<'_>) -> Covered {
    Covered {
        line: line(draw),
        quantity: quantity(draw),
        amount: Money::minor(draw.number()),
    }
}

/// Few numbers, so that payments, and refunds of them, meet.
fn receipt(draw: &mut Draw<'_>) -> ReceiptNumber {
    ReceiptNumber {
        till: TillCode("C1".to_owned()),
        number: u32::from(draw.below(4)),
    }
}

fn settled(draw: &mut Draw<'_>) -> Settled {
    let lines = (0..draw.below(6)).map(|_| covered(draw)).collect();
    let total = Money::minor(draw.number());
    Settled {
        receipt: receipt(draw),
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
