//! Taxes are computed once for each rate, and what was paid for the lines adds up to what was paid.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

use proptest::prelude::*;
use shared::money::Money;
use shared::order::totals;
use shared::quantity::Quantity;
use shared::tax::{TaxMode, TaxRate, tax_of};

fn rate(points: u32) -> TaxRate {
    TaxRate::basis_points(points).unwrap()
}

fn any_line() -> impl Strategy<Value = (Money, TaxRate, TaxMode)> {
    let rates = proptest::sample::select(&[0_u32, 500, 1_050, 2_100, 2_700, 10_000][..]);
    (0_i64..10_000_000, rates, any::<bool>()).prop_map(|(units, points, added)| {
        let mode = if added {
            TaxMode::Added
        } else {
            TaxMode::Included
        };
        (Money::minor(units), rate(points), mode)
    })
}

proptest! {
    #[test]
    fn the_total_is_the_lines_and_the_added_taxes(lines in proptest::collection::vec(any_line(), 0..30)) {
        let totals = totals(&lines);
        let sum: Money = lines.iter().map(|line| line.0).sum();
        let added: Money =
            totals.taxes.iter().filter(|tax| tax.mode == TaxMode::Added).map(|tax| tax.tax).sum();
        prop_assert_eq!(totals.subtotal, sum);
        prop_assert_eq!(totals.total, sum + added);
    }

    #[test]
    fn an_included_tax_is_the_one_that_was_added(net in 0_i64..100_000_000, points in 0_u32..10_000) {
        let rate = rate(points);
        let net = Money::minor(net);
        let added = tax_of(net, rate, TaxMode::Added);
        let taken_out = tax_of(net + added, rate, TaxMode::Included);
        let error = (added - taken_out).to_minor().abs();
        prop_assert!(error <= 1, "added {added:?}, taken out {taken_out:?}");
    }

    #[test]
    fn taxes_agree_with_exact_arithmetic(units in 0_i64..1_000_000_000, points in 0_u32..=10_000) {
        let exact = |numerator: i128, denominator: i128| (numerator * 2 + denominator) / (denominator * 2);
        let (amount, points_wide) = (i128::from(units), i128::from(points));
        let included = tax_of(Money::minor(units), rate(points), TaxMode::Included);
        let added = tax_of(Money::minor(units), rate(points), TaxMode::Added);
        prop_assert_eq!(i128::from(included.to_minor()), exact(amount * points_wide, 10_000 + points_wide));
        prop_assert_eq!(i128::from(added.to_minor()), exact(amount * points_wide, 10_000));
    }

    #[test]
    fn a_quantity_reads_back(thousandths in 1_i64..10_000_000) {
        let quantity = Quantity::thousandths(thousandths).unwrap();
        let text = shared::quantity::decimal_of_thousandths(thousandths);
        prop_assert_eq!(Quantity::parse(&text), Ok(quantity));
    }
}

#[test]
fn rates_are_percentages_between_0_and_100() {
    assert_eq!(
        TaxRate::parse_percent("21").unwrap().to_basis_points(),
        2_100
    );
    assert_eq!(TaxRate::parse_percent("10.5").unwrap().to_percent(), "10.5");
    for text in ["", "-1", "101", "1.005", "21%", "a"] {
        assert!(TaxRate::parse_percent(text).is_err(), "{text:?} was taken");
    }
}

#[test]
fn quantities_are_above_zero() {
    for text in ["0", "-1", "0.0001", "10001", "", "x", "1.2.3"] {
        assert!(Quantity::parse(text).is_err(), "{text:?} was taken");
    }
    assert_eq!(
        Quantity::parse("0.25")
            .unwrap()
            .times(Money::minor(780_000)),
        Some(Money::minor(195_000))
    );
}
