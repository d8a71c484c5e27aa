//! What a shift may do, and what it adds up to.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

mod arrival;
mod till;

use shared::clock::{BusinessDay, HybridClock, Wall};
use shared::id::*;
use shared::journal::{Hash, Sequence, Stamp};
use shared::money::{Currency, Money};
use shared::order::{OrderNumber, ReceiptNumber, TillCode};
use shared::payment::{Tender, TenderKind, denominations, likely_floats};
use shared::shift::*;
use shared::tax::{TaxLine, TaxMode, TaxRate, tax_of};
use till::*;

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
