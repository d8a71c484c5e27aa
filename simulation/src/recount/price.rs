//! What lines come to, counted again: prices, what is taken off them, and taxes.

use super::order::{list, number, text};
use serde_json::Value;
use std::collections::BTreeMap;

/// A line before taxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Quantity by price.
    pub amount: i64,
    /// What is taken off this line alone.
    pub off: i64,
    /// The tax rate in basis points.
    pub rate: i64,
    /// Whether the tax comes on top.
    pub on_top: bool,
}

/// What is paid, and what was taken off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// What is paid.
    pub total: i64,
    /// What was taken off, of lines and of the whole.
    pub off: i64,
    /// What of that was taken off the whole.
    pub off_whole: i64,
}

/// What a discount takes off an amount: all of it at most, and nothing below nothing.
pub fn cut(discount: Option<&Value>, amount: i64) -> i64 {
    let cut = discount.and_then(|discount| discount.get("cut"));
    let part = cut.and_then(|cut| cut.get("part")).and_then(Value::as_i64);
    let fixed = cut
        .and_then(|cut| cut.get("amount"))
        .and_then(Value::as_i64);
    let off = match part {
        Some(part) => half_up(i128::from(amount) * i128::from(part), 10_000),
        None => fixed.unwrap_or(0),
    };
    off.min(amount).max(0)
}

/// Lines in the order they were put on, and what is taken off the whole: that is shared among what is left of them, and
/// the tax of each rate that comes on top is rounded once.
pub fn sums(lines: &[Line], whole: Option<&Value>) -> Sums {
    let left: Vec<i64> = lines.iter().map(|line| line.amount - line.off).collect();
    let all: i64 = left.iter().sum();
    let off_whole = cut(whole, all);
    let mut on_top: BTreeMap<i64, i64> = BTreeMap::new();
    for ((line, left), share) in lines.iter().zip(&left).zip(shares(off_whole, &left)) {
        if line.on_top {
            *on_top.entry(line.rate).or_default() += left - share;
        }
    }
    let taxes = on_top.iter();
    let taxes = taxes.map(|(rate, base)| half_up(i128::from(*base) * i128::from(*rate), 10_000));
    Sums {
        total: all - off_whole + taxes.sum::<i64>(),
        off: off_whole + lines.iter().map(|line| line.off).sum::<i64>(),
        off_whole,
    }
}

/// An amount in proportion: rounded down, and what is missing one by one to the first that get anything.
fn shares(amount: i64, weights: &[i64]) -> Vec<i64> {
    let weight = |weight: &i64| i128::from((*weight).max(0));
    let all: i128 = weights.iter().map(weight).sum();
    if all == 0 {
        return vec![0; weights.len()];
    }
    let share = |held: &i64| i64::try_from(i128::from(amount) * weight(held) / all).unwrap_or(0);
    let mut shares: Vec<i64> = weights.iter().map(share).collect();
    let mut missing = amount - shares.iter().sum::<i64>();
    for (share, _) in shares
        .iter_mut()
        .zip(weights)
        .filter(|(_, held)| **held > 0)
    {
        if missing > 0 {
            *share += 1;
            missing -= 1;
        }
    }
    shares
}

/// Rounded to the nearest, halves away from zero.
pub fn half_up(numerator: i128, denominator: i128) -> i64 {
    let half = denominator / 2 * numerator.signum();
    i64::try_from((numerator + half) / denominator).unwrap_or(i64::MAX)
}

/// What a payment or a refund says and does not add up to, if anything.
pub fn does_not_add_up(body: &Value) -> Option<String> {
    let sum =
        |held: &[Value], field: &str| -> i64 { held.iter().map(|one| number(one, field)).sum() };
    let lines = sum(list(body, "lines"), "amount");
    let more = number(body, "tip") + number(body, "rounding");
    let differs = |what: &str, one: i64, other: i64| {
        (one != other).then(|| format!("{what}: {one} and {other}"))
    };
    let Some(totals) = body.get("totals") else {
        let goods = number(body, "total");
        // Of a payment that was one too many the rest comes back, and names no lines.
        let lines = if list(body, "lines").is_empty() {
            goods
        } else {
            lines
        };
        let given = body
            .get("tender")
            .map_or(0, |tender| number(tender, "amount"));
        return differs("lines and goods of a refund", lines, goods)
            .or_else(|| differs("goods and money of a refund", goods + more, given));
    };
    let total = number(totals, "total");
    let on_top = list(totals, "taxes").iter();
    let on_top = on_top.filter(|tax| text(tax, "mode") == "added");
    let taxes: i64 = on_top.map(|tax| number(tax, "tax")).sum();
    let left = number(totals, "subtotal") - number(totals, "discount") + taxes;
    let stays = sum(list(body, "tenders"), "amount") - number(body, "change");
    differs("lines and total", lines, total)
        .or_else(|| differs("prices less discounts, and total", left, total))
        .or_else(|| differs("total and money", total + more, stays))
}
