//! Taxes of a line: included in the price or added to it, one rate a line.

use crate::money::{Money, Rounding};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use thiserror::Error;

/// Basis points in the whole: 10,000 = 100 %.
const WHOLE: i64 = 10_000;

/// A tax rate in basis points: 2,100 is 21 %. At most 100 %.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(try_from = "u32", into = "u32")]
pub struct TaxRate(u32);

/// Not a rate between 0 and 100 % with at most two decimals.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0:?} is not a tax rate: write a percentage between 0 and 100 with at most two decimals")]
pub struct BadTaxRate(pub String);

impl TaxRate {
    /// No tax.
    pub const ZERO: Self = Self(0);

    /// A rate in basis points, up to 10,000.
    pub fn basis_points(points: u32) -> Result<Self, BadTaxRate> {
        if i64::from(points) <= WHOLE {
            Ok(Self(points))
        } else {
            Err(BadTaxRate(points.to_string()))
        }
    }

    /// The rate in basis points.
    pub const fn to_basis_points(self) -> u32 {
        self.0
    }

    /// Reads a percentage: `21`, `10.5`.
    pub fn parse_percent(text: &str) -> Result<Self, BadTaxRate> {
        let bad = || BadTaxRate(text.to_owned());
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !is_digits(whole) || !is_digits(fraction) || fraction.len() > 2 {
            return Err(bad());
        }
        let points = format!("{whole}{fraction:0<2}")
            .parse()
            .map_err(|_| bad())?;
        Self::basis_points(points).map_err(|_| bad())
    }

    /// The percentage without trailing zeros: `21`, `10.5`.
    pub fn to_percent(self) -> String {
        crate::quantity::decimal_of_thousandths(i64::from(self.0) * 10)
    }
}

impl TryFrom<u32> for TaxRate {
    type Error = BadTaxRate;
    fn try_from(points: u32) -> Result<Self, BadTaxRate> {
        Self::basis_points(points)
    }
}

impl From<TaxRate> for u32 {
    fn from(rate: TaxRate) -> u32 {
        rate.0
    }
}

/// Whether the menu's prices hold the tax already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaxMode {
    /// The price is what the customer pays.
    #[default]
    Included,
    /// The tax comes on top of the price.
    Added,
}

/// The tax of one rate over a set of lines of one mode.
///
/// Included: `gross * rate / (100 % + rate)`; added: `net * rate`. Rounded once for each rate over the sum of
/// its lines, half away from zero, so that the tax printed is the tax of the amounts printed.
pub fn tax_of(amount: Money, rate: TaxRate, mode: TaxMode) -> Money {
    let points = i64::from(rate.0);
    match mode {
        TaxMode::Included => amount.scale(points, WHOLE + points, Rounding::HalfUp),
        TaxMode::Added => amount.scale(points, WHOLE, Rounding::HalfUp),
    }
}

/// What the lines of one rate add up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxLine {
    /// The rate.
    pub rate: TaxRate,
    /// Included in the prices or on top of them.
    pub mode: TaxMode,
    /// Sum of the lines' amounts, as priced.
    pub base: Money,
    /// The tax in (or on) that sum.
    pub tax: Money,
}

/// Groups amounts by rate and mode and computes each group's tax once, in the order of the rates.
pub fn tax_lines(amounts: impl IntoIterator<Item = (Money, TaxRate, TaxMode)>) -> Vec<TaxLine> {
    let mut sums: BTreeMap<(TaxRate, bool), Money> = BTreeMap::new();
    for (amount, rate, mode) in amounts {
        *sums.entry((rate, mode == TaxMode::Added)).or_default() += amount;
    }
    let line = |((rate, added), base): ((TaxRate, bool), Money)| {
        let mode = if added {
            TaxMode::Added
        } else {
            TaxMode::Included
        };
        TaxLine {
            rate,
            mode,
            base,
            tax: tax_of(base, rate, mode),
        }
    };
    sums.into_iter()
        .map(line)
        .filter(|line| line.rate != TaxRate::ZERO)
        .collect()
}
