//! The only arithmetic on an order.

use crate::money::Money;
use crate::tax::{TaxLine, TaxMode, TaxRate, tax_lines};
use serde::{Deserialize, Serialize};

/// What an order adds up to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// The sum of the lines as priced.
    pub subtotal: Money,
    /// What discounts take off it.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub discount: Money,
    /// The taxes, one for each rate; those of mode `Added` come on top of the prices.
    pub taxes: Vec<TaxLine>,
    /// What the customer pays.
    pub total: Money,
}

/// Adds up lines of (what is left of its price after discounts, rate, mode).
pub fn totals(lines: &[(Money, TaxRate, TaxMode)]) -> Totals {
    let subtotal = lines.iter().map(|(amount, _, _)| *amount).sum();
    let taxes = tax_lines(lines.iter().copied());
    let added: Money = taxes
        .iter()
        .filter(|line| line.mode == TaxMode::Added)
        .map(|line| line.tax)
        .sum();
    Totals {
        subtotal,
        discount: Money::ZERO,
        taxes,
        total: subtotal + added,
    }
}

/// What was paid for each line, tax included: each amount and, where the tax comes on top, its share of the tax
/// of its rate. The sum is exactly the total.
pub fn paid_amounts(lines: &[(Money, TaxRate, TaxMode)], totals: &Totals) -> Vec<Money> {
    let mut paid: Vec<Money> = lines.iter().map(|(amount, _, _)| *amount).collect();
    for tax in totals.taxes.iter().filter(|tax| tax.mode == TaxMode::Added) {
        let weight = |line: &(Money, TaxRate, TaxMode)| {
            let of_this_rate = line.1 == tax.rate && line.2 == TaxMode::Added;
            if of_this_rate {
                line.0.to_minor().unsigned_abs()
            } else {
                0
            }
        };
        let weights: Vec<u64> = lines.iter().map(weight).collect();
        for (amount, share) in paid.iter_mut().zip(tax.tax.allocate(&weights)) {
            *amount += share;
        }
    }
    paid
}
