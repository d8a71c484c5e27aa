//! What a shift may do, what it adds up to, and that the order of arrival does not matter.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

use proptest::prelude::*;
use shared::clock::{BusinessDay, HybridClock, Wall};
use shared::id::*;
use shared::journal::{Hash, Sequence, Stamp};
use shared::money::{Currency, Money};
use shared::order::{OrderNumber, ReceiptNumber, TillCode};
use shared::payment::{Tender, TenderKind, denominations, likely_floats};
use shared::shift::*;
use shared::tax::{TaxLine, TaxMode, TaxRate, tax_of};

fn code() -> TillCode {
    TillCode("C1".to_owned())
}

fn at(ms: i64) -> Wall {
    Wall { ms, offset: -180 }
}

fn move_id(number: u8) -> MovementId {
    MovementId::from_bytes([number; 16])
}

/// A shift as a till keeps it: its fold, its sales, and what else the rules are told.
struct Till {
    fold: ShiftFold,
    sales: ShiftSales,
    open_orders: Vec<OrderNumber>,
    other_open: bool,
    entries: u64,
}

impl Till {
    fn new() -> Self {
        Self {
            fold: ShiftFold::default(),
            sales: ShiftSales::default(),
            open_orders: Vec::new(),
            other_open: false,
            entries: 0,
        }
    }

    fn with_float(float: i64) -> Self {
        let mut till = Self::new();
        till.done(ShiftCommand::Open {
            float: Money::minor(float),
        });
        till
    }

    fn asked(&mut self, command: &ShiftCommand) -> Result<Vec<ShiftEvent>, ShiftRejection> {
        let context = Context {
            other_open: self.other_open,
            currency: Currency::ARS,
            sales: &self.sales,
            open_orders: &self.open_orders,
            number: ZNumber {
                till: code(),
                number: 412,
            },
            wall: at(i64::try_from(self.entries).unwrap()),
            day: BusinessDay(20_781),
        };
        let events = decide(&self.fold.shift(), command, &context)?;
        for event in &events {
            self.entries += 1;
            let wall = at(i64::try_from(self.entries).unwrap());
            self.fold
                .insert(stamp(self.entries, 1), wall, event.clone());
        }
        Ok(events)
    }

    fn done(&mut self, command: ShiftCommand) -> usize {
        self.asked(&command).unwrap().len()
    }

    fn refused(&mut self, command: ShiftCommand) -> ShiftRejection {
        self.asked(&command).unwrap_err()
    }

    fn count(&mut self, pieces: &[(i64, u32)]) -> Result<Vec<ShiftEvent>, ShiftRejection> {
        let pieces = pieces_of(pieces);
        let counted = counted(&pieces);
        self.asked(&ShiftCommand::Count { pieces, counted })
    }

    fn z(&self) -> ShiftClosed {
        match self.fold.shift() {
            Shift::Closed { closings, .. } => closings[0].closed.clone(),
            other => panic!("no Z: {other:?}"),
        }
    }
}

fn stamp(clock: u64, series: u8) -> Stamp {
    Stamp {
        clock: HybridClock::from_bits(clock),
        series: SeriesId::from_bytes([series; 16]),
        sequence: Sequence(clock),
        hash: Hash::START,
    }
}

fn pieces_of(pieces: &[(i64, u32)]) -> Vec<Pieces> {
    let of = |(value, pieces): &(i64, u32)| Pieces {
        value: Money::minor(*value),
        pieces: *pieces,
    };
    pieces.iter().map(of).collect()
}

fn pay_in(number: u8, amount: i64, reason: &str) -> ShiftCommand {
    ShiftCommand::PayIn {
        movement: move_id(number),
        amount: Money::minor(amount),
        reason: reason.to_owned(),
    }
}

fn pay_out(number: u8, amount: i64, reason: &str) -> ShiftCommand {
    ShiftCommand::PayOut {
        movement: move_id(number),
        amount: Money::minor(amount),
        reason: reason.to_owned(),
    }
}

fn close(note: &str, leave_open: bool) -> ShiftCommand {
    ShiftCommand::Close {
        note: note.to_owned(),
        leave_open,
    }
}

fn sale(receipt: u32, total: i64, given: &[(TenderKind, i64)]) -> ShiftSale {
    let rate = TaxRate::basis_points(2_100).unwrap();
    let tendered: i64 = given.iter().map(|(_, amount)| amount).sum();
    let category = receipt % 11;
    ShiftSale {
        receipt: ReceiptNumber {
            till: code(),
            number: receipt,
        },
        wall: at(i64::from(receipt) * 60_000),
        total: Money::minor(total),
        taxes: vec![TaxLine {
            rate,
            mode: TaxMode::Included,
            base: Money::minor(total),
            tax: tax_of(Money::minor(total), rate, TaxMode::Included),
        }],
        tenders: given
            .iter()
            .map(|(kind, amount)| Tender {
                kind: *kind,
                amount: Money::minor(*amount),
            })
            .collect(),
        change: Money::minor(tendered - total),
        categories: vec![CategorySum {
            category: Some(CategoryId::from_bytes(
                [u8::try_from(category).unwrap(); 16],
            )),
            name: format!("category {category}"),
            units: 1_000,
            amount: Money::minor(total),
        }],
    }
}

#[test]
fn a_shift_is_opened_once() {
    let mut till = Till::new();
    assert_eq!(
        till.refused(pay_in(1, 100, "cambio")),
        ShiftRejection::NotOpen
    );
    assert_eq!(till.refused(close("", true)), ShiftRejection::NotOpen);
    let open = |float| ShiftCommand::Open {
        float: Money::minor(float),
    };
    assert_eq!(till.refused(open(-1)), ShiftRejection::AmountNotPositive);
    assert_eq!(till.refused(open(i64::MAX)), ShiftRejection::AmountTooLarge);
    till.other_open = true;
    assert_eq!(till.refused(open(0)), ShiftRejection::AlreadyOpen);
    till.other_open = false;
    assert_eq!(till.done(open(500)), 1);
    assert_eq!(till.done(open(500)), 0, "asked again after a lost answer");
    assert_eq!(till.refused(open(600)), ShiftRejection::AlreadyOpen);
}

#[test]
fn cash_moves_for_a_reason_and_goes_back_once() {
    let mut till = Till::with_float(1_000);
    assert_eq!(
        till.refused(pay_out(1, 0, "pan")),
        ShiftRejection::AmountNotPositive
    );
    assert_eq!(
        till.refused(pay_in(1, -5, "pan")),
        ShiftRejection::AmountNotPositive
    );
    assert_eq!(
        till.refused(pay_out(1, 5, "  ")),
        ShiftRejection::ReasonMissing
    );
    let long = "a".repeat(201);
    assert_eq!(
        till.refused(pay_out(1, 5, &long)),
        ShiftRejection::TextTooLong { max: 200 }
    );
    assert_eq!(till.done(pay_out(1, 300, "panadería")), 1);
    assert_eq!(
        till.done(pay_out(1, 300, "panadería")),
        0,
        "the same movement"
    );
    assert_eq!(till.done(pay_in(2, 50, "cambio")), 1);
    let opened = ShiftCommand::OpenDrawer {
        movement: move_id(3),
        reason: String::new(),
    };
    assert_eq!(till.refused(opened), ShiftRejection::ReasonMissing);
    let opened = ShiftCommand::OpenDrawer {
        movement: move_id(3),
        reason: "cambio".to_owned(),
    };
    assert_eq!(till.done(opened), 1);
    let undo = |number| ShiftCommand::UndoMovement {
        movement: move_id(number),
    };
    assert_eq!(till.refused(undo(9)), ShiftRejection::NoSuchMovement);
    assert_eq!(
        till.refused(undo(3)),
        ShiftRejection::NoSuchMovement,
        "an opening stays"
    );
    assert_eq!(till.done(undo(2)), 1);
    assert_eq!(till.done(undo(2)), 0);
    let Shift::Open(drawer) = till.fold.shift() else {
        panic!("not open")
    };
    assert_eq!(
        (drawer.pay_ins(), drawer.pay_outs()),
        (Money::ZERO, Money::minor(300))
    );
    assert_eq!((drawer.openings(), drawer.log.len()), (1, 3));
    assert_eq!(
        CashSums::of(&drawer, &till.sales).expected,
        Money::minor(700)
    );
}

#[test]
fn a_count_is_of_money_and_adds_up() {
    let mut till = Till::with_float(0);
    let odd = |value| ShiftRejection::NoSuchPieces {
        value: Money::minor(value),
    };
    assert_eq!(till.count(&[(300, 1)]).unwrap_err(), odd(300));
    assert_eq!(till.count(&[(100, 1), (100, 1)]).unwrap_err(), odd(100));
    assert_eq!(till.count(&[(100, 100_001)]).unwrap_err(), odd(100));
    let wrong = ShiftCommand::Count {
        pieces: pieces_of(&[(10_000, 3)]),
        counted: Money::minor(29_999),
    };
    assert!(matches!(
        till.refused(wrong),
        ShiftRejection::CountDoesNotAddUp { .. }
    ));
    let events = till
        .count(&[(10_000, 3), (2_000_000, 0), (2_000, 2)])
        .unwrap();
    let [ShiftEvent::Counted(count)] = events.as_slice() else {
        panic!("{events:?}")
    };
    assert_eq!(count.pieces, pieces_of(&[(10_000, 3), (2_000, 2)]));
    assert_eq!(
        (count.counted, count.difference),
        (Money::minor(34_000), Money::minor(34_000))
    );
}

#[test]
fn a_close_needs_a_count_that_holds_and_says_what_is_open() {
    let mut till = Till::with_float(4_000_000);
    assert_eq!(till.refused(close("", false)), ShiftRejection::NotCounted);
    till.count(&[(2_000_000, 2)]).unwrap();
    till.sales
        .take(&sale(1, 430_000, &[(TenderKind::Cash, 1_000_000)]));
    assert_eq!(
        till.refused(close("", false)),
        ShiftRejection::CountOutdated
    );
    till.count(&[(2_000_000, 2), (200_000, 2)]).unwrap();
    let order = OrderNumber {
        till: code(),
        number: 7,
    };
    till.open_orders = vec![order.clone()];
    assert_eq!(
        till.refused(close("", false)),
        ShiftRejection::OpenOrders {
            orders: vec![order.clone()]
        }
    );
    // 300 are missing, which is within the margin of 500.
    assert_eq!(till.done(close(" ", true)), 1);
    let z = till.z();
    assert_eq!(z.left_open, [order]);
    assert_eq!(z.cash.expected, Money::minor(4_430_000));
    assert_eq!(z.count.difference, Money::minor(-30_000));
    assert_eq!(z.count.balance(), Balance::Short(Money::minor(30_000)));
    assert_eq!(
        till.done(close("", true)),
        0,
        "asked again after a lost answer"
    );
    assert_eq!(till.refused(pay_in(5, 1, "tarde")), ShiftRejection::NotOpen);
}

#[test]
fn a_large_difference_needs_a_word() {
    let mut till = Till::with_float(4_000_000);
    till.count(&[(2_000_000, 1)]).unwrap();
    assert_eq!(till.refused(close(" ", false)), ShiftRejection::NoteMissing);
    assert_eq!(till.done(close("falta un billete", false)), 1);
    assert_eq!(till.z().note, "falta un billete");
}

#[test]
fn a_report_adds_up() {
    let mut till = Till::with_float(10_000);
    till.sales
        .take(&sale(11, 4_300, &[(TenderKind::Cash, 5_000)]));
    till.sales.take(&sale(13, 700, &[(TenderKind::Card, 700)]));
    till.sales.take(&sale(
        12,
        1_000,
        &[(TenderKind::Card, 400), (TenderKind::Cash, 600)],
    ));
    till.done(pay_out(1, 2_500, "panadería"));
    let takings = Takings::of(&till.sales);
    assert_eq!(
        (takings.sales, takings.gross, takings.net),
        (3, Money::minor(6_000), Money::minor(6_000))
    );
    assert_eq!(takings.average, Money::minor(2_000));
    let tender = |kind, times, amount| TenderSum {
        kind,
        times,
        amount: Money::minor(amount),
    };
    assert_eq!(
        takings.tenders,
        [
            tender(TenderKind::Cash, 2, 4_900),
            tender(TenderKind::Card, 2, 1_100)
        ]
    );
    assert_eq!(takings.taxes.len(), 1);
    let runs = [ReceiptRun {
        till: code(),
        from: 11,
        to: 13,
    }];
    assert_eq!(takings.receipts, runs);
    assert_eq!(
        (takings.first_sale, takings.last_sale),
        (Some(at(660_000)), Some(at(780_000)))
    );
    till.count(&[(10_000, 1), (2_000, 1)]).unwrap();
    till.done(close("", false));
    assert_eq!(till.z().cash.expected, Money::minor(10_000 + 4_900 - 2_500));
}

#[test]
fn many_categories_are_named_up_to_a_limit_and_none_is_lost() {
    let mut sales = ShiftSales::default();
    for receipt in 1..=50 {
        sales.take(&sale(receipt, i64::from(receipt), &[]));
    }
    let takings = Takings::of(&sales);
    assert_eq!(takings.categories.len(), 8);
    assert!(
        takings
            .categories
            .windows(2)
            .all(|pair| pair[0].amount >= pair[1].amount)
    );
    let named: Money = takings.categories.iter().map(|sum| sum.amount).sum();
    assert_eq!(named + takings.other_categories, takings.gross);
}

#[test]
fn every_currency_has_notes_coins_and_floats() {
    for currency in Currency::ALL {
        let all = denominations(*currency);
        assert!(all.windows(2).all(|pair| pair[0] > pair[1]), "{currency}");
        assert!(all.iter().all(|value| *value > Money::ZERO), "{currency}");
        let floats = likely_floats(Some(Money::minor(777)), *currency);
        assert_eq!((floats.len(), floats[0]), (5, Money::ZERO), "{currency}");
        assert!(margin_of(*currency) > Money::ZERO);
    }
    assert_eq!(margin_of(Currency::ARS), Money::minor(50_000));
}

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
