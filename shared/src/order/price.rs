//! From lines and discounts to what is paid for each, and for all.

use super::total::{Totals, paid_amounts, totals};
use super::{Discount, FoldedLine};
use crate::money::Money;

/// An order, priced.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Priced {
    /// Its lines, in their order.
    pub lines: Vec<PricedLine>,
    /// What they add up to.
    pub totals: Totals,
    /// What the discount on the whole order takes off.
    pub order_discount: Money,
}

/// A line, priced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PricedLine {
    /// Quantity by price, modifiers included.
    pub amount: Money,
    /// What its own discount takes off.
    pub discount: Money,
    /// What is paid for it, tax included: less its own discount and its share of the order's, plus its share of a tax
    /// that comes on top.
    pub paid: Money,
}

/// Prices lines. A line's own discount comes first; that of the order is taken off what is left, and shared among the
/// lines in proportion; taxes are of what is left then.
pub fn price(lines: &[FoldedLine], discount: Option<&Discount>) -> Priced {
    let of_line = |line: &FoldedLine| {
        let amount = line.amount();
        let cut = line
            .discount
            .as_ref()
            .map(|discount| discount.cut.of(amount));
        (amount, cut.unwrap_or_default())
    };
    let own: Vec<(Money, Money)> = lines.iter().map(of_line).collect();
    let left: Vec<Money> = own.iter().map(|(amount, cut)| *amount - *cut).collect();
    let all_left: Money = left.iter().copied().sum();
    let order_discount = discount.map(|discount| discount.cut.of(all_left));
    let order_discount = order_discount.unwrap_or_default();
    let weights: Vec<u64> = left
        .iter()
        .map(|left| left.to_minor().max(0).unsigned_abs())
        .collect();
    let shares = order_discount.allocate(&weights);
    let taxed: Vec<_> = lines
        .iter()
        .zip(left.iter().zip(&shares))
        .map(|(line, (left, share))| (*left - *share, line.added.tax, line.added.tax_mode))
        .collect();
    let of_left = totals(&taxed);
    let paid = paid_amounts(&taxed, &of_left);
    let discounts: Money = own.iter().map(|(_, cut)| *cut).sum();
    let totals = Totals {
        subtotal: own.iter().map(|(amount, _)| *amount).sum(),
        discount: discounts + order_discount,
        ..of_left
    };
    let line = |((amount, discount), paid): (&(Money, Money), Money)| PricedLine {
        amount: *amount,
        discount: *discount,
        paid,
    };
    Priced {
        lines: own.iter().zip(paid).map(line).collect(),
        totals,
        order_discount,
    }
}
