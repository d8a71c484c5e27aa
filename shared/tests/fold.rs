//! Whatever order entries arrive in, every machine that has them shows the same.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

use proptest::prelude::*;
use shared::clock::{BusinessDay, HybridClock};
use shared::event::MenuEvent;
use shared::id::*;
use shared::journal::{Hash, Sequence, Stamp};
use shared::menu::{CategoryFields, MenuFold, Price, ProductFields};
use shared::money::Money;
use shared::order::*;
use shared::payment::{Tender, TenderKind};
use shared::percent::Percent;
use shared::quantity::Quantity;
use shared::report::{Rollup, Sale};
use shared::tax::{TaxMode, TaxRate};

fn line(number: u8) -> LineId {
    LineId::from_bytes([number; 16])
}

fn added(number: u8, quantity: i64, price: i64) -> OrderEvent {
    OrderEvent::LineAdded(LineAdded {
        line: line(number),
        product: Some(ProductId::from_bytes([number; 16])),
        name: format!("product {number}"),
        category: None,
        quantity: Quantity::thousandths(quantity).unwrap(),
        unit_price: Money::minor(price),
        tax: TaxRate::ZERO,
        tax_mode: TaxMode::Included,
        modifiers: Vec::new(),
        note: String::new(),
    })
}

fn settled(lines: &[(u8, i64, i64)], receipt: u32) -> OrderEvent {
    let covered = |(number, quantity, amount): &(u8, i64, i64)| Covered {
        line: line(*number),
        quantity: Quantity::thousandths(*quantity).unwrap(),
        amount: Money::minor(*amount),
    };
    let total: i64 = lines.iter().map(|(_, _, amount)| amount).sum();
    OrderEvent::Settled(Settled {
        receipt: ReceiptNumber {
            till: TillCode("C1".to_owned()),
            number: receipt,
        },
        shift: ShiftId::from_bytes([9; 16]),
        day: BusinessDay(20_000 + i32::try_from(receipt % 3).unwrap()),
        hour: u8::try_from(receipt % 24).unwrap(),
        lines: lines.iter().map(covered).collect(),
        totals: Totals {
            total: Money::minor(total),
            ..Totals::default()
        },
        tip: Money::ZERO,
        rounding: Money::ZERO,
        tenders: vec![Tender {
            kind: TenderKind::Cash,
            amount: Money::minor(total),
        }],
        change: Money::ZERO,
    })
}

fn refunded(id: u8, (number, quantity): (u8, i64), of: u32) -> OrderEvent {
    let receipt = |number| ReceiptNumber {
        till: TillCode("C1".to_owned()),
        number,
    };
    let amount = Money::minor(quantity);
    OrderEvent::Refunded(Refunded {
        refund: RefundId::from_bytes([id; 16]),
        receipt: receipt(100 + u32::from(id)),
        of: receipt(of),
        shift: ShiftId::from_bytes([9; 16]),
        day: BusinessDay(20_000 + i32::from(id % 3)),
        hour: id,
        lines: vec![Covered {
            line: line(number),
            quantity: Quantity::thousandths(quantity).unwrap(),
            amount,
        }],
        taxes: Vec::new(),
        total: amount,
        tip: Money::ZERO,
        rounding: Money::ZERO,
        tender: Tender {
            kind: TenderKind::Cash,
            amount,
        },
        goods: Goods::ThrownAway,
        reason: "x".to_owned(),
        approved_by: None,
    })
}

fn voided(lines: &[(u8, i64)]) -> OrderEvent {
    let covered = |(n, quantity): &(u8, i64)| Covered {
        line: line(*n),
        quantity: Quantity::thousandths(*quantity).unwrap(),
        amount: Money::minor(1),
    };
    OrderEvent::Voided(Voided {
        lines: lines.iter().map(covered).collect(),
        reason: "x".to_owned(),
        approved_by: None,
    })
}

fn any_event() -> impl Strategy<Value = OrderEvent> {
    let opened = |number: u32| {
        let number = OrderNumber {
            till: TillCode("C1".to_owned()),
            number,
        };
        OrderEvent::Opened(Opened {
            number,
            channel: Channel::Here,
        })
    };
    prop_oneof![
        4 => (0_u8..5, 1_i64..5_000, 0_i64..100_000).prop_map(|(n, q, p)| added(n, q, p)),
        3 => (0_u8..6, -4_000_i64..4_000)
            .prop_map(|(n, by)| OrderEvent::QuantityChanged(QuantityChanged { line: line(n), by })),
        2 => (0_u8..6, "[a-z]{0,3}").prop_map(|(n, note)| {
            OrderEvent::LineEdited(LineEdited { line: line(n), modifiers: Vec::new(), note })
        }),
        2 => (0_u8..6).prop_map(|n| OrderEvent::LineRemoved(LineRemoved { line: line(n) })),
        1 => Just(OrderEvent::ChannelSet(ChannelSet { channel: Channel::ToGo })),
        2 => (prop::option::of(0_u8..6), prop::option::of(0_u32..=10_000)).prop_map(|(n, part)| {
            let discount = part.map(|part| Discount {
                cut: Cut::Part(Percent::basis_points(part).unwrap()),
                reason: "x".to_owned(),
                approved_by: None,
            });
            OrderEvent::DiscountSet(DiscountSet { line: n.map(line), discount })
        }),
        2 => (0_u8..4, 0_u8..6, 1_i64..5_000, 1_u32..50).prop_map(|(id, n, quantity, of)| refunded(id, (n, quantity), of)),
        1 => "[a-b]{0,1}".prop_map(|name| OrderEvent::Named(Named { name })),
        1 => proptest::collection::vec((0_u8..6, 1_i64..5_000), 0..3).prop_map(|lines| voided(&lines)),
        1 => (1_u32..9).prop_map(opened),
        1 => (proptest::collection::vec((0_u8..5, 1_i64..5_000, 0_i64..100_000), 1..4), 1_u32..50)
            .prop_map(|(lines, receipt)| settled(&lines, receipt)),
    ]
}

/// Events at distinct places of two series whose clocks may tie.
fn any_entries() -> impl Strategy<Value = Vec<(Stamp, OrderEvent)>> {
    let place = (0_u8..2, 0_u64..8);
    proptest::collection::vec((place, any_event()), 0..25).prop_map(|entries| {
        let number = |(index, ((series, clock), event)): (usize, ((u8, u64), OrderEvent))| {
            let stamp = Stamp {
                clock: HybridClock::from_bits(clock),
                series: SeriesId::from_bytes([series; 16]),
                sequence: Sequence(index as u64 + 1),
                hash: Hash::START,
            };
            (stamp, event)
        };
        entries.into_iter().enumerate().map(number).collect()
    })
}

/// Entries, each of them once more with another clock.
fn any_copies() -> impl Strategy<Value = Vec<(Stamp, OrderEvent)>> {
    let clocks = proptest::collection::vec(0_u64..12, 25);
    (any_entries(), clocks).prop_map(|(entries, clocks)| {
        let again = entries.clone().into_iter().zip(clocks);
        let again = again.map(|((stamp, event), clock)| {
            let clock = HybridClock::from_bits(clock);
            (Stamp { clock, ..stamp }, event)
        });
        again.chain(entries).collect()
    })
}

fn fold(entries: &[(Stamp, OrderEvent)]) -> Order {
    let id = OrderId::from_bytes([1; 16]);
    let mut fold = OrderFold::default();
    for (stamp, event) in entries {
        fold.insert(id, *stamp, event.clone());
    }
    fold.order(id)
}

proptest! {
    #[test]
    fn any_order_of_arrival_gives_the_same_order(
        (entries, shuffled) in any_entries().prop_flat_map(|e| (Just(e.clone()), Just(e).prop_shuffle())),
    ) {
        prop_assert_eq!(fold(&entries), fold(&shuffled));
    }

    #[test]
    fn entries_that_arrive_twice_count_once(entries in any_entries()) {
        let twice: Vec<_> = entries.iter().chain(&entries).cloned().collect();
        prop_assert_eq!(fold(&entries), fold(&twice));
    }

    #[test]
    fn copies_of_a_fact_count_once_whatever_counts_of_their_clocks(
        (copies, shuffled) in any_copies().prop_flat_map(|c| (Just(c.clone()), Just(c).prop_shuffle())),
    ) {
        let mut earliest: Vec<(Stamp, OrderEvent)> = Vec::new();
        for (stamp, event) in &copies {
            match earliest.iter_mut().find(|(held, _)| held.fact() == stamp.fact()) {
                Some((held, _)) => held.clock = held.clock.min(stamp.clock),
                None => earliest.push((*stamp, event.clone())),
            }
        }
        prop_assert_eq!(fold(&shuffled), fold(&earliest));
    }

    #[test]
    fn a_paid_total_never_changes(entries in any_entries(), late in any_entries()) {
        let before = fold(&entries);
        let Order::Settled(paid) = &before else { return Ok(()) };
        // What arrives later comes from elsewhere: later stamps, another series.
        let late = late.into_iter().map(|(stamp, event)| {
            let clock = HybridClock::from_bits(stamp.clock.to_bits() + 100);
            (Stamp { clock, series: SeriesId::from_bytes([7; 16]), ..stamp }, event)
        });
        let all: Vec<_> = entries.iter().cloned().chain(late).collect();
        let Order::Settled(after) = fold(&all) else { panic!("no longer settled") };
        prop_assert_eq!(&after.settled, &paid.settled);
    }

    #[test]
    fn what_was_added_to_the_figures_can_be_taken_away_again(entries in any_entries(), more in any_entries()) {
        let sales: Vec<Sale> = [fold(&entries), fold(&more)].iter().filter_map(Sale::of).collect();
        let mut rollup = Rollup::default();
        sales.iter().for_each(|sale| rollup.add(sale));
        let revenue: Money = rollup.hours.values().map(|hour| hour.revenue).sum();
        prop_assert_eq!(revenue, sales.iter().map(Sale::revenue).sum::<Money>());
        let by_product: Money = rollup.products.values().map(|product| product.revenue).sum();
        prop_assert_eq!(revenue, by_product);
        sales.iter().rev().for_each(|sale| rollup.subtract(sale));
        rollup.drop_zeros();
        prop_assert_eq!(rollup, Rollup::default());
    }

    #[test]
    fn any_order_of_arrival_gives_the_same_menu(
        (entries, shuffled) in any_menu().prop_flat_map(|e| (Just(e.clone()), Just(e).prop_shuffle())),
    ) {
        prop_assert_eq!(menu(&entries), menu(&shuffled));
    }
}

type MenuEntry = (Stamp, SubjectId, MenuEvent);

fn any_menu() -> impl Strategy<Value = Vec<MenuEntry>> {
    let name = || proptest::option::of("[a-c]{1,2}".prop_map(String::from));
    let event = prop_oneof![
        6 => (name(), proptest::option::of(0_i64..9)).prop_map(|(name, price)| {
            let price = price.map(|price| Price::Of(Money::minor(price)));
            MenuEvent::ProductSet(ProductFields { name, price, ..ProductFields::default() })
        }),
        3 => (name(), proptest::option::of(0_u32..3))
            .prop_map(|(name, position)| MenuEvent::CategorySet(CategoryFields { name, position })),
        1 => Just(MenuEvent::ProductDeleted),
    ];
    proptest::collection::vec((0_u8..2, 0_u64..5, 0_u8..4, event), 0..30).prop_map(|entries| {
        let entry =
            |(index, (series, clock, subject, event)): (usize, (u8, u64, u8, MenuEvent))| {
                let stamp = Stamp {
                    clock: HybridClock::from_bits(clock),
                    series: SeriesId::from_bytes([series; 16]),
                    sequence: Sequence(index as u64 + 1),
                    hash: Hash::START,
                };
                (stamp, SubjectId::from_bytes([subject; 16]), event)
            };
        entries.into_iter().enumerate().map(entry).collect()
    })
}

fn menu(entries: &[MenuEntry]) -> shared::menu::Menu {
    let mut fold = MenuFold::default();
    for (stamp, subject, event) in entries {
        fold.apply(*stamp, *subject, event.clone());
    }
    fold.menu()
}

fn at(sequence: u64) -> Stamp {
    Stamp {
        clock: HybridClock::from_bits(sequence),
        series: SeriesId::from_bytes([1; 16]),
        sequence: Sequence(sequence),
        hash: Hash::START,
    }
}

#[test]
fn what_reaches_a_paid_order_late_is_seen_and_the_paid_total_stands() {
    let Order::Settled(order) = fold(&[
        (at(1), added(1, 2_000, 100)),
        (at(2), added(2, 1_000, 300)),
        (at(3), settled(&[(1, 2_000, 200), (2, 1_000, 300)], 1)),
        (at(4), added(3, 1_000, 50)),
        (
            at(5),
            OrderEvent::LineRemoved(LineRemoved { line: line(2) }),
        ),
        (
            at(6),
            OrderEvent::QuantityChanged(QuantityChanged {
                line: line(1),
                by: 1_000,
            }),
        ),
        (at(7), settled(&[(1, 2_000, 200)], 2)),
    ]) else {
        panic!("not settled")
    };
    assert_eq!(order.settled.totals.total, Money::minor(500));
    assert!(
        matches!(&order.exceptions[0], OrderException::PaidAgain(again) if again.receipt.number == 2)
    );
    assert_eq!(
        order.exceptions[1..],
        [
            OrderException::Late {
                line: line(1),
                thousandths: 1_000
            },
            OrderException::RefundDue {
                line: line(2),
                thousandths: 1_000
            },
            OrderException::Late {
                line: line(3),
                thousandths: 1_000
            },
        ]
    );
}

#[test]
fn two_copies_of_a_till_at_one_place_are_two_facts() {
    let here = |hash: u8| Stamp {
        hash: Hash([hash; 32]),
        ..at(1)
    };
    let Order::Open(order) = fold(&[
        (here(1), added(1, 1_000, 100)),
        (here(2), added(2, 1_000, 300)),
        (here(1), added(1, 1_000, 100)),
    ]) else {
        panic!("not open")
    };
    assert_eq!(order.lines.len(), 2);
}
