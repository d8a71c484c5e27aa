//! Money is never lost, made up or rounded without a name.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

use proptest::prelude::*;
use shared::money::{AmountError, Currency, Money, MoneyStyle, Rounding};
use shared::quantity::Quantity;

fn any_currency() -> impl Strategy<Value = Currency> {
    proptest::sample::select(Currency::ALL)
}

fn any_rounding() -> impl Strategy<Value = Rounding> {
    proptest::sample::select(
        &[
            Rounding::HalfUp,
            Rounding::HalfEven,
            Rounding::TowardsZero,
            Rounding::AwayFromZero,
        ][..],
    )
}

proptest! {
    #[test]
    fn a_split_gives_back_exactly_the_whole(units in -1_000_000_000_i64..1_000_000_000, parts in 1_u16..500) {
        let split = Money::minor(units).split(parts);
        prop_assert_eq!(split.len(), usize::from(parts));
        prop_assert_eq!(split.iter().copied().sum::<Money>(), Money::minor(units));
        let (least, most) = (split.iter().min(), split.iter().max());
        prop_assert!(most.zip(least).is_some_and(|(most, least)| *most - *least <= Money::minor(1)));
    }

    #[test]
    fn an_allocation_gives_back_exactly_the_whole(
        units in -1_000_000_000_i64..1_000_000_000,
        weights in proptest::collection::vec(0_u64..1_000_000, 1..40),
    ) {
        let parts = Money::minor(units).allocate(&weights);
        let whole = if weights.iter().sum::<u64>() == 0 { 0 } else { units };
        prop_assert_eq!(parts.iter().copied().sum::<Money>(), Money::minor(whole));
        for (part, weight) in parts.iter().zip(&weights) {
            prop_assert!(*weight > 0 || part.is_zero(), "a part without weight got {part:?}");
        }
    }

    #[test]
    fn rounding_is_off_by_less_than_one_and_a_half_by_at_most_half(
        numerator in -1_000_000_000_000_i128..1_000_000_000_000,
        denominator in 1_i128..1_000_000,
        rounding in any_rounding(),
    ) {
        let error = (rounding.divide(numerator, denominator) * denominator - numerator).abs();
        prop_assert!(error < denominator);
        if matches!(rounding, Rounding::HalfUp | Rounding::HalfEven) {
            prop_assert!(error * 2 <= denominator);
        }
    }

    #[test]
    fn what_is_written_reads_back(units in -99_999_999_i64..99_999_999, currency in any_currency()) {
        let money = Money::minor(units);
        prop_assert_eq!(Money::parse(&money.to_decimal(currency), currency), Ok(money));
    }

    #[test]
    fn no_text_panics(text in ".{0,30}", currency in any_currency()) {
        let _ = Money::parse(&text, currency);
    }
}

#[test]
fn more_decimals_than_the_currency_has_are_refused_not_rounded() {
    let refused = |text: &str, currency| {
        matches!(
            Money::parse(text, currency),
            Err(AmountError::TooManyDecimals { .. })
        )
    };
    assert!(refused("1.005", Currency::ARS));
    assert!(refused("1.5", Currency::CLP));
    assert!(refused("1.0005", Currency::KWD));
    assert_eq!(Money::parse("1.500", Currency::ARS), Ok(Money::minor(150)));
    assert_eq!(Money::parse("12", Currency::JPY), Ok(Money::minor(12)));
    assert_eq!(Money::parse("0.125", Currency::KWD), Ok(Money::minor(125)));
}

#[test]
fn what_is_no_amount_is_refused() {
    for text in [
        "", "-", ".", "1.", ".5", "1,5", "1e3", "NaN", "$5", " 1", "1_000", "--1",
    ] {
        assert!(
            Money::parse(text, Currency::ARS).is_err(),
            "{text:?} was taken"
        );
    }
    assert!(matches!(
        Money::parse("9999999999999999999", Currency::ARS),
        Err(AmountError::TooLarge(_))
    ));
}

#[test]
fn halves_go_where_the_name_says() {
    let halves = |rounding: Rounding| [25, 35, -25, -35].map(|tens| rounding.divide(tens, 10));
    assert_eq!(halves(Rounding::HalfUp), [3, 4, -3, -4]);
    assert_eq!(halves(Rounding::HalfEven), [2, 4, -2, -4]);
    assert_eq!(halves(Rounding::TowardsZero), [2, 3, -2, -3]);
    assert_eq!(halves(Rounding::AwayFromZero), [3, 4, -3, -4]);
}

#[test]
fn amounts_are_written_as_the_place_writes_them() {
    let amount = Money::minor(430_000);
    assert_eq!(
        amount.to_text(Currency::ARS, MoneyStyle::LATIN),
        "$\u{a0}4.300,00"
    );
    assert_eq!(
        amount.to_text(Currency::BRL, MoneyStyle::LATIN),
        "R$\u{a0}4.300,00"
    );
    assert_eq!(
        amount.to_text(Currency::USD, MoneyStyle::ENGLISH),
        "$4,300.00"
    );
    assert_eq!(
        (-amount).to_text(Currency::ARS, MoneyStyle::LATIN),
        "\u{2212}$\u{a0}4.300,00"
    );
    assert_eq!(
        amount.to_text(Currency::CLP, MoneyStyle::LATIN),
        "$\u{a0}430.000"
    );
    assert_eq!(
        Money::minor(5).to_text(Currency::USD, MoneyStyle::ENGLISH),
        "$0.05"
    );
    assert_eq!(
        Money::minor(1_234_567).to_text(Currency::KWD, MoneyStyle::ENGLISH),
        "KD1,234.567"
    );
}

#[test]
fn an_unknown_currency_is_named() {
    let error = "XYZ".parse::<Currency>().unwrap_err();
    assert!(error.to_string().contains("XYZ"));
    assert!(
        "ars".parse::<Currency>().is_err(),
        "codes are written in capitals"
    );
}

#[test]
fn a_price_beyond_all_limits_has_no_amount_and_stops_nothing() {
    for price in [i64::MIN, i64::MIN + 1, i64::MAX] {
        let least = Quantity::thousandths(1_000).unwrap();
        assert_eq!(least.times(Money::minor(price)), None);
    }
}
