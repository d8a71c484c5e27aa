//! What is taken off, given on top, and rounded.

use crate::counter::{Counter, check, money};
use proptest::prelude::*;
use shared::order::*;
use shared::payment::{CashRounding, RoundTo};
use shared::percent::Percent;

/// What is left to pay and what is taken off, after these steps.
fn sums(steps: &[&str]) -> (String, String) {
    let mut counter = Counter::open();
    for step in steps {
        counter
            .step(step)
            .unwrap_or_else(|rejection| panic!("{step}: {rejection}"));
    }
    let totals = Ticket::of(&counter.order()).totals;
    let text = |amount: shared::money::Money| amount.to_decimal(shared::money::Currency::ARS);
    assert_eq!(totals.subtotal - totals.discount, totals.total);
    (text(totals.discount), text(totals.total))
}

fn pair(discount: &str, total: &str) -> (String, String) {
    (discount.to_owned(), total.to_owned())
}

#[test]
fn a_line_and_then_the_whole_order_can_be_cheaper() {
    let two = ["add 2 muffin as a", "tap flat-white as b"];
    assert_eq!(sums(&two), pair("0.00", "8.80"));
    let line = [&two[..], &["off 20 of a Demora"]].concat();
    assert_eq!(sums(&line), pair("1.00", "7.80"));
    // The order's part is taken off what the line's left.
    let both = [&line[..], &["off 10 all Vecino"]].concat();
    assert_eq!(sums(&both), pair("1.78", "7.02"));
    // Another one takes the place of the first, and none takes it away.
    let other = [&both[..], &["less 2.00 all Vecino"]].concat();
    assert_eq!(sums(&other), pair("3.00", "5.80"));
    let none = [&other[..], &["no-discount"]].concat();
    assert_eq!(sums(&none), pair("1.00", "7.80"));
}

#[test]
fn a_treat_costs_nothing_and_is_settled_without_money() {
    assert_eq!(
        sums(&["tap muffin as a", "off 100 of a Invitar"]),
        pair("2.50", "0.00")
    );
    // An amount larger than all of it takes off all of it and no more.
    assert_eq!(
        sums(&["tap muffin as a", "less 9.00 all Error"]),
        pair("2.50", "0.00")
    );
    let mut counter = Counter::open();
    counter.step("tap muffin as a").unwrap();
    counter.step("off 100 all Invitar").unwrap();
    let settle = OrderCommand::Settle {
        tenders: Vec::new(),
        total: money("0.00"),
        tip: money("0.00"),
    };
    counter.ask(&settle).unwrap();
    assert!(matches!(counter.order(), Order::Settled(_)));
}

#[test]
fn what_is_said_about_a_discount_is_checked() {
    let rejected = |given: &[&str], when: &str, why: &str| {
        check(given, when, &format!("rejected {why}"));
    };
    rejected(
        &["tap muffin as a"],
        "off 0 all Nada",
        "discount_out_of_range",
    );
    rejected(&[], "off 10 all Vecino", "discount_out_of_range");
    rejected(&["tap muffin as a"], "off 10 of b Vecino", "no_such_line");
    let mut counter = Counter::open();
    counter.step("tap muffin as a").unwrap();
    let nameless = OrderCommand::SetDiscount {
        line: None,
        cut: Some(Cut::Part(Percent::WHOLE)),
        reason: "  ".to_owned(),
    };
    assert_eq!(counter.ask(&nameless), Err(OrderRejection::ReasonMissing));
    counter.discount_max = Percent::basis_points(1_000).unwrap();
    assert!(counter.step("off 10 all Vecino").is_ok());
    assert!(matches!(
        counter.step("off 11 all Vecino"),
        Err(OrderRejection::DiscountAboveLimit { .. })
    ));
    // An amount is held against the same limit: a tenth of 2.50 is 0.25.
    assert!(counter.step("less 0.25 of a Error").is_ok());
    assert!(matches!(
        counter.step("less 0.26 of a Error"),
        Err(OrderRejection::DiscountAboveLimit { .. })
    ));
}

#[test]
fn a_discount_goes_with_its_line() {
    // One of two, each a fifth cheaper: both stay so. An amount stays with the line it was given for.
    assert_eq!(
        sums(&["add 2 muffin as a", "off 20 of a Demora", "take-one a as b"]),
        pair("1.00", "4.00")
    );
    assert_eq!(
        sums(&[
            "add 2 muffin as a",
            "less 1.00 of a Error",
            "take-one a as b"
        ]),
        pair("1.00", "4.00")
    );
    // A tap does not make more of what is cheaper.
    assert_eq!(
        sums(&["tap muffin as a", "off 20 of a Demora", "tap muffin as b"]),
        pair("0.50", "4.50")
    );
    assert_eq!(
        sums(&[
            "tap muffin as a",
            "less 1.00 of a Error",
            "remove a",
            "restore a as b"
        ]),
        pair("1.00", "1.50")
    );
}

#[test]
fn a_tip_is_paid_on_top_and_by_several_tenders() {
    check(
        &["tap flat-white as a"],
        "settle both 2.00 3.00 tip 1.00",
        "1 flat-white +whole 3.80 | total 3.80 | paid C1-000001 change 0.20 tip 1.00",
    );
    check(
        &["tap flat-white as a"],
        "settle both 1.00 3.00 tip 1.00",
        "rejected short",
    );
    check(
        &["tap flat-white as a"],
        "settle both 1.00 4.00 tip 0.00",
        "rejected card_above_total",
    );
}

#[test]
fn what_is_paid_in_cash_is_rounded_to_the_smallest_coin() {
    let settled = |step: &str| {
        let mut counter = Counter::open();
        counter.cash = CashRounding {
            step: money("0.50"),
            to: RoundTo::Nearest,
        };
        counter.step("tap flat-white as a").unwrap();
        counter.step(step).map(|_| match counter.order() {
            Order::Settled(paid) => {
                assert_eq!(
                    paid.settled.totals.total,
                    money("3.80"),
                    "what was sold stays"
                );
                (paid.settled.rounding, paid.settled.change)
            }
            Order::Open(_) => panic!("paid"),
        })
    };
    assert_eq!(
        settled("settle cash 5.00"),
        Ok((money("0.20"), money("1.00")))
    );
    assert_eq!(
        settled("settle cash 4.00"),
        Ok((money("0.20"), money("0.00")))
    );
    assert!(settled("settle cash 3.80").is_err());
    // A card pays to the last cent; only what is left for cash is rounded: 0.80 to 1.00.
    assert_eq!(
        settled("settle card 3.80"),
        Ok((money("0.00"), money("0.00")))
    );
    assert_eq!(
        settled("settle both 1.00 3.00 tip 0.00"),
        Ok((money("0.20"), money("0.00")))
    );
}

proptest! {
    #[test]
    fn whatever_is_taken_off_the_parts_are_the_whole_and_nothing_is_below_zero(
        lines in prop::collection::vec((1_u32..5, prop::option::of(0_u32..=100)), 1..6),
        all in prop::option::of(prop_oneof![
            (1_u32..=100).prop_map(|part| format!("off {part} all x")),
            (1_u32..5_000).prop_map(|cents| format!("less {}.{:02} all x", cents / 100, cents % 100)),
        ]),
        added in any::<bool>(),
    ) {
        let mut counter = Counter::open();
        if added {
            counter.tax_mode = shared::tax::TaxMode::Added;
        }
        for (index, (quantity, part)) in lines.iter().enumerate() {
            let name = ["muffin", "flat-white"][index % 2];
            counter.step(&format!("add {quantity} {name} as l{index}")).unwrap();
            if let Some(part @ 1..) = part {
                counter.step(&format!("off {part} of l{index} x")).unwrap();
            }
        }
        if let Some(all) = all {
            // Nothing is left to take something off where every line is a treat.
            let _ = counter.step(&all);
        }
        let Order::Open(open) = counter.order() else { panic!("open") };
        let priced = open.priced();
        let paid: shared::money::Money = priced.lines.iter().map(|line| line.paid).sum();
        prop_assert_eq!(paid, priced.totals.total);
        prop_assert!(priced.lines.iter().all(|line| !line.paid.is_negative()));
        prop_assert!(priced.totals.discount <= priced.totals.subtotal);
        prop_assert!(!priced.totals.discount.is_negative());
    }
}
