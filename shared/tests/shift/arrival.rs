//! Whatever order entries and sales arrive in, the shift and its sums are the same, and a Z never changes.

use super::*;
use proptest::prelude::*;

fn any_sale() -> impl Strategy<Value = ShiftSale> {
    let given = (0_i64..3_000, 0_i64..3_000, 0_i64..500);
    (1_u32..60, given).prop_map(|(receipt, (cash, card, change))| {
        let change = change.min(cash);
        let given = [(TenderKind::Cash, cash), (TenderKind::Card, card)];
        sale(receipt, cash + card - change, &given)
    })
}

fn any_event() -> impl Strategy<Value = ShiftEvent> {
    let moved = |(number, amount): (u8, i64)| CashMoved {
        movement: move_id(number),
        amount: Money::minor(amount),
        reason: "cambio".to_owned(),
    };
    let cash = || (0_u8..6, 1_i64..900);
    prop_oneof![
        2 => (0_i64..900).prop_map(|float| ShiftEvent::Opened(ShiftOpened { float: Money::minor(float) })),
        3 => cash().prop_map(move |c| ShiftEvent::PaidIn(moved(c))),
        3 => cash().prop_map(move |c| ShiftEvent::PaidOut(moved(c))),
        2 => (0_u8..6).prop_map(|n| ShiftEvent::MovementUndone(MovementUndone { movement: move_id(n) })),
        2 => (6_u8..9).prop_map(|n| ShiftEvent::DrawerOpened(DrawerOpened { movement: move_id(n), reason: "x".into() })),
        1 => (0_i64..900).prop_map(|sum| ShiftEvent::Counted(count_of(sum))),
        1 => (0_i64..900).prop_map(|sum| ShiftEvent::Closed(Box::new(closed(sum)))),
        1 => (1_u32..4).prop_map(|number| ShiftEvent::Supplemented(Box::new(ShiftSupplemented {
            of: ZNumber { till: code(), number: 412 },
            number,
            takings: Takings::default(),
        }))),
    ]
}

fn count_of(sum: i64) -> Counted {
    Counted {
        pieces: Vec::new(),
        counted: Money::minor(sum),
        expected: Money::ZERO,
        difference: Money::minor(sum),
    }
}

fn closed(sum: i64) -> ShiftClosed {
    ShiftClosed {
        number: ZNumber {
            till: code(),
            number: 412,
        },
        day: BusinessDay(20_781),
        opened: None,
        closed: at(sum),
        takings: Takings::default(),
        cash: CashSums::default(),
        count: count_of(sum),
        openings: 0,
        note: String::new(),
        left_open: Vec::new(),
    }
}

type Told = (Stamp, Wall, ShiftEvent);

/// Events at distinct places of two series whose clocks may tie, each once more with another clock.
fn any_entries() -> impl Strategy<Value = Vec<Told>> {
    let one = (0_u8..2, 0_u64..8, 0_u64..8, any_event());
    proptest::collection::vec(one, 0..20).prop_map(|entries| {
        let mut told = Vec::new();
        for (index, (series, clock, again, event)) in entries.into_iter().enumerate() {
            let place = |clock| Stamp {
                clock: HybridClock::from_bits(clock),
                sequence: Sequence(index as u64 + 1),
                ..stamp(0, series)
            };
            told.push((place(clock), at(index as i64), event.clone()));
            told.push((place(again), at(index as i64), event));
        }
        told
    })
}

fn folded(entries: &[Told]) -> Shift {
    let mut fold = ShiftFold::default();
    for (stamp, wall, event) in entries {
        fold.insert(*stamp, *wall, event.clone());
    }
    fold.shift()
}

fn zs(shift: &Shift) -> Vec<ShiftClosed> {
    match shift {
        Shift::New | Shift::Open(_) => Vec::new(),
        Shift::Closed { closings, .. } => closings.iter().map(|held| held.closed.clone()).collect(),
    }
}

proptest! {
    #[test]
    fn any_order_of_arrival_gives_the_same_shift(
        (entries, shuffled) in any_entries().prop_flat_map(|e| (Just(e.clone()), Just(e).prop_shuffle())),
    ) {
        prop_assert_eq!(folded(&entries), folded(&shuffled));
    }

    #[test]
    fn a_z_never_changes(entries in any_entries(), late in any_entries()) {
        let before = zs(&folded(&entries));
        let late = late.into_iter().map(|(stamp, wall, event)| {
            (Stamp { series: SeriesId::from_bytes([7; 16]), ..stamp }, wall, event)
        });
        let all: Vec<_> = entries.iter().cloned().chain(late).collect();
        let after = zs(&folded(&all));
        prop_assert!(before.iter().all(|z| after.contains(z)));
    }

    #[test]
    fn the_running_fold_is_the_same_in_any_order(
        (sales, shuffled) in proptest::collection::vec(any_sale(), 0..40)
            .prop_flat_map(|s| (Just(s.clone()), Just(s).prop_shuffle())),
    ) {
        let sums = ShiftSales::of(&sales);
        prop_assert_eq!(&sums, &ShiftSales::of(&shuffled));
        let text = serde_json::to_string(&sums).unwrap();
        prop_assert_eq!(&serde_json::from_str::<ShiftSales>(&text).unwrap(), &sums);
    }

    #[test]
    fn takings_agree_with_a_recount(sales in proptest::collection::vec(any_sale(), 0..40)) {
        let takings = Takings::of(&ShiftSales::of(&sales));
        let total: Money = sales.iter().map(|sale| sale.total).sum();
        prop_assert_eq!(takings.net, total);
        prop_assert_eq!(takings.tenders.iter().map(|sum| sum.amount).sum::<Money>(), total);
        let categories: Money = takings.categories.iter().map(|sum| sum.amount).sum();
        prop_assert_eq!(categories + takings.other_categories, total);
        for number in 0..62 {
            let receipt = ReceiptNumber { till: code(), number };
            let sold = sales.iter().any(|sale| sale.receipt == receipt);
            prop_assert_eq!(holds(&takings.receipts, &receipt), sold);
        }
        prop_assert!(takings.receipts.windows(2).all(|pair| pair[0].to + 1 < pair[1].from));
    }
}
