//! Money and tax against sums in 128 bits.

use crate::draw::Draw;
use shared::money::{Currency, Money, Rounding};
use shared::order::{paid_amounts, totals};
use shared::quantity::Quantity;
use shared::tax::{TaxMode, TaxRate, tax_of};

const ROUNDINGS: [Rounding; 4] = [
    Rounding::HalfUp,
    Rounding::HalfEven,
    Rounding::TowardsZero,
    Rounding::AwayFromZero,
];

pub fn run(input: &[u8]) {
    let mut draw = Draw(input);
    match draw.below(6) {
        0 => scales(&mut draw),
        1 => splits(&mut draw),
        2 => taxes(&mut draw),
        3 => adds_up(&mut draw),
        4 => reads_back(&mut draw),
        _ => reads(draw.0),
    }
}

/// The nearest whole number, a half away from zero; written otherwise than in `shared`.
fn half_up(numerator: i128, denominator: i128) -> i128 {
    let (sign, positive) = (numerator.signum(), numerator.abs());
    sign * ((positive * 2 + denominator) / (denominator * 2))
}

fn fits(value: i128) -> i64 {
    i64::try_from(value.clamp(i64::MIN.into(), i64::MAX.into())).unwrap()
}

fn scales(draw: &mut Draw<'_>) {
    let (amount, numerator, denominator) = (draw.number(), draw.number(), draw.number());
    let rounding = ROUNDINGS[usize::from(draw.below(4))];
    let scaled = Money::minor(amount).scale(numerator, denominator, rounding);
    if denominator == 0 {
        assert!(scaled.is_zero());
        return;
    }
    let (product, denominator) = (
        i128::from(amount) * i128::from(numerator) * i128::from(denominator.signum()),
        i128::from(denominator).abs(),
    );
    let down = product.abs() / denominator * product.signum();
    let away = if product % denominator == 0 {
        down
    } else {
        down + product.signum()
    };
    match rounding {
        Rounding::TowardsZero => assert_eq!(scaled.to_minor(), fits(down)),
        Rounding::AwayFromZero => assert_eq!(scaled.to_minor(), fits(away)),
        Rounding::HalfUp => {
            // Twice the product may not fit 128 bits; then the rest decides as well.
            let rest = (product % denominator).abs();
            let right = if rest >= denominator - rest {
                away
            } else {
                down
            };
            let right = if rest == 0 { down } else { right };
            assert_eq!(scaled.to_minor(), fits(right));
        }
        Rounding::HalfEven => {
            let rest = (product % denominator).abs();
            let right = match rest.cmp(&(denominator - rest)) {
                std::cmp::Ordering::Less => down,
                std::cmp::Ordering::Greater => away,
                std::cmp::Ordering::Equal if down % 2 == 0 => down,
                std::cmp::Ordering::Equal => away,
            };
            assert_eq!(scaled.to_minor(), fits(right));
        }
    }
}

fn splits(draw: &mut Draw<'_>) {
    let amount = draw.number();
    let parts = draw.below(40);
    let split = Money::minor(amount).split(u16::from(parts));
    let sum: i128 = split.iter().map(|part| i128::from(part.to_minor())).sum();
    assert!(parts == 0 || sum == i128::from(amount));
    let mut weights = Vec::new();
    for _ in 0..draw.below(40) {
        weights.push(draw.number().unsigned_abs());
    }
    let shares = Money::minor(amount).allocate(&weights);
    assert_eq!(shares.len(), weights.len());
    let total: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
    let sum: i128 = shares.iter().map(|part| i128::from(part.to_minor())).sum();
    assert_eq!(sum, if total == 0 { 0 } else { i128::from(amount) });
    for (share, weight) in shares.iter().zip(&weights) {
        let exact = i128::from(amount) * i128::from(*weight);
        let total = i128::try_from(total.max(1)).unwrap();
        let off = i128::from(share.to_minor()) - exact / total;
        assert!(off.abs() <= 1, "{share:?} of {weight} in {total}");
    }
}

fn taxes(draw: &mut Draw<'_>) {
    let amount = draw.number();
    let points = u32::try_from(draw.number().unsigned_abs() % 12_000).unwrap();
    let Ok(rate) = TaxRate::basis_points(points) else {
        assert!(points > 10_000);
        return;
    };
    let (wide, points) = (i128::from(amount), i128::from(points));
    let included = tax_of(Money::minor(amount), rate, TaxMode::Included);
    assert_eq!(
        included.to_minor(),
        fits(half_up(wide * points, 10_000 + points))
    );
    let added = tax_of(Money::minor(amount), rate, TaxMode::Added);
    assert_eq!(added.to_minor(), fits(half_up(wide * points, 10_000)));
    assert_eq!(TaxRate::parse_percent(&rate.to_percent()).ok(), Some(rate));
}

/// Lines within the limits: what is paid for them is the total, to the cent.
fn adds_up(draw: &mut Draw<'_>) {
    let mut lines = Vec::new();
    for _ in 0..draw.below(30) {
        let amount = draw.number() % (shared::money::LINE_AMOUNT_MAX + 1);
        let rate = [0, 1, 500, 1_050, 2_100, 10_000][usize::from(draw.below(6))];
        let mode = if draw.below(2) == 0 {
            TaxMode::Included
        } else {
            TaxMode::Added
        };
        let rate = TaxRate::basis_points(rate).unwrap();
        lines.push((Money::minor(amount), rate, mode));
    }
    let all = totals(&lines);
    let subtotal: i128 = lines.iter().map(|line| i128::from(line.0.to_minor())).sum();
    assert_eq!(i128::from(all.subtotal.to_minor()), subtotal);
    let on_top = all.taxes.iter().filter(|tax| tax.mode == TaxMode::Added);
    let on_top: i128 = on_top.map(|tax| i128::from(tax.tax.to_minor())).sum();
    assert_eq!(i128::from(all.total.to_minor()), subtotal + on_top);
    // Amounts of both signs cancel out in a rate's base, and then there is nothing to share by.
    if lines.iter().all(|line| !line.0.is_negative()) {
        let paid = paid_amounts(&lines, &all);
        let paid: i128 = paid
            .iter()
            .map(|amount| i128::from(amount.to_minor()))
            .sum();
        assert_eq!(paid, subtotal + on_top);
    }
}

fn reads_back(draw: &mut Draw<'_>) {
    let amount = Money::minor(draw.number());
    for currency in [Currency::ARS, Currency::USD] {
        let text = amount.to_decimal(currency);
        if let Ok(read) = Money::parse_sum(&text, currency) {
            assert_eq!(read, amount, "{text}");
        }
        if let Ok(read) = Money::parse(&text, currency) {
            assert_eq!(read, amount, "{text}");
        }
    }
    if let Ok(quantity) = Quantity::thousandths(draw.number()) {
        let product = i128::from(quantity.to_thousandths()) * i128::from(amount.to_minor());
        if let Some(paid) = quantity.times(amount) {
            assert_eq!(i128::from(paid.to_minor()), half_up(product, 1_000));
        }
    }
}

fn reads(text: &[u8]) {
    let text = String::from_utf8_lossy(text);
    for currency in [Currency::ARS, Currency::USD] {
        if let Ok(amount) = Money::parse(&text, currency) {
            assert_eq!(
                Money::parse(&amount.to_decimal(currency), currency),
                Ok(amount)
            );
        }
        if let Ok(amount) = Money::parse_sum(&text, currency) {
            let again = Money::parse_sum(&amount.to_decimal(currency), currency);
            assert_eq!(again, Ok(amount));
        }
    }
    if let Ok(quantity) = Quantity::parse(&text) {
        assert!((1..=shared::quantity::QUANTITY_MAX).contains(&quantity.to_thousandths()));
    }
    if let Ok(rate) = TaxRate::parse_percent(&text) {
        assert_eq!(TaxRate::parse_percent(&rate.to_percent()).ok(), Some(rate));
    }
}
