//! Anything that can happen to orders that share lines, in any order.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

const ORDERS: [OrderId; 3] = [TABLE, BAR, NEW];

fn any_order() -> impl Strategy<Value = OrderId> {
    prop_oneof![Just(TABLE), Just(BAR), Just(NEW)]
}

fn any_event() -> impl Strategy<Value = OrderEvent> {
    let some = || proptest::collection::vec(0_u8..6, 0..4);
    prop_oneof![
        4 => (0_u8..6).prop_map(|id| added(id, 100)),
        4 => (any_order(), some()).prop_map(|(from, lines)| {
            OrderEvent::MovedIn(MovedIn { from, lines: ids(&lines) })
        }),
        2 => (any_order(), some()).prop_map(|(to, lines)| {
            OrderEvent::MovedOut(MovedOut { to, lines: ids(&lines) })
        }),
        1 => (0_u8..6, -2_000_i64..3_000).prop_map(|(id, by)| {
            OrderEvent::QuantityChanged(QuantityChanged { line: line(id), by })
        }),
        1 => (0_u8..6).prop_map(|id| OrderEvent::LineRemoved(LineRemoved { line: line(id) })),
        2 => (1_u32..9, some()).prop_map(|(receipt, lines)| settled(receipt, &lines)),
    ]
}

/// Events of three orders at distinct places of two series whose clocks may tie.
fn any_entries() -> impl Strategy<Value = Vec<(OrderId, Stamp, OrderEvent)>> {
    let entry = (any_order(), 0_u8..2, 0_u64..8, any_event());
    proptest::collection::vec(entry, 0..30).prop_map(|entries| {
        // Most moves are told of both orders, as a till does; some of one alone.
        let entries = entries
            .into_iter()
            .flat_map(|(order, series, clock, event)| {
                let other = match &event {
                    OrderEvent::MovedIn(moved) => {
                        let lines = moved.lines.clone();
                        let out = OrderEvent::MovedOut(MovedOut { to: order, lines });
                        Some((moved.from, series, clock, out))
                    }
                    _ => None,
                };
                std::iter::once((order, series, clock, event)).chain(other)
            });
        let numbered = entries.zip(1..);
        let numbered = numbered.map(|((order, series, clock, event), sequence)| {
            // A line is put on one order.
            let order = match &event {
                OrderEvent::LineAdded(added) => ORDERS[added.line.0.as_u128() as usize % 3],
                _ => order,
            };
            (order, stamp(clock, series, sequence), event)
        });
        numbered.collect()
    })
}

fn fold(entries: &[(OrderId, Stamp, OrderEvent)]) -> OrderFold {
    let mut fold = OrderFold::default();
    for (order, stamp, event) in entries {
        fold.insert(*order, *stamp, event.clone());
    }
    fold
}

fn orders(fold: &OrderFold) -> [Order; 3] {
    ORDERS.map(|order| fold.order(order))
}

proptest! {
    #[test]
    fn any_order_of_arrival_gives_the_same_orders(
        (entries, shuffled) in any_entries().prop_flat_map(|e| (Just(e.clone()), Just(e).prop_shuffle())),
    ) {
        prop_assert_eq!(orders(&fold(&entries)), orders(&fold(&shuffled)));
    }

    #[test]
    fn a_line_is_on_one_order_and_a_paid_one_on_none_that_is_open(entries in any_entries()) {
        let fold = fold(&entries);
        let orders = orders(&fold);
        let mut held = BTreeMap::new();
        for order in &orders {
            if let Order::Open(open) = order {
                for line in open.lines.iter().chain(&open.removed) {
                    let before = held.insert(line.added.line, open.id);
                    prop_assert_eq!(before, None, "{} is on two", line.added.name);
                }
            }
        }
        for order in &orders {
            if let Order::Settled(paid) = order {
                for covered in &paid.settled.lines {
                    let open = held.get(&covered.line);
                    let shares = open.is_some_and(|open| fold.family(paid.id).contains(open));
                    prop_assert!(!shares, "{} is paid and open", covered.line);
                }
            }
        }
        let late = |order: &Order| match order {
            Order::Open(_) => Vec::new(),
            Order::Settled(paid) => paid.exceptions.clone(),
        };
        let late: Vec<_> = orders.iter().flat_map(late).collect();
        let added = entries.iter().filter_map(|(_, _, event)| match event {
            OrderEvent::LineAdded(added) => Some(added.line),
            _ => None,
        });
        let quiet = |line: &LineId| !entries.iter().any(|(_, _, event)| match event {
            OrderEvent::LineRemoved(removed) => removed.line == *line,
            OrderEvent::QuantityChanged(change) => change.line == *line,
            _ => false,
        });
        for line in added.filter(quiet) {
            let paid = orders.iter().any(|order| match order {
                Order::Open(_) => false,
                Order::Settled(paid) => paid.settled.lines.iter().any(|held| held.line == line),
            });
            let is_late = late.iter().any(|held| matches!(held, OrderException::Late { line: held, .. } if *held == line));
            prop_assert!(held.contains_key(&line) || paid || is_late, "{line} is nowhere");
        }
    }

    #[test]
    fn a_paid_total_is_the_first_payments_whatever_is_moved(entries in any_entries()) {
        for (id, order) in [TABLE, BAR, NEW].into_iter().zip(orders(&fold(&entries))) {
            let payments = entries.iter().filter(|(of, _, _)| *of == id);
            let payments = payments.filter_map(|(_, stamp, event)| match event {
                OrderEvent::Settled(settled) => Some((*stamp, settled)),
                _ => None,
            });
            let first = payments.min_by_key(|(stamp, _)| *stamp);
            match (first, order) {
                (None, Order::Open(_)) => {}
                (Some((_, first)), Order::Settled(paid)) => prop_assert_eq!(first, &paid.settled),
                (first, order) => prop_assert!(false, "{first:?} {order:?}"),
            }
        }
    }
}
