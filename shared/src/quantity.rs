//! How much of a thing: whole thousandths, so that 1 coffee and 0.250 kg are the same type.

use crate::money::{LINE_AMOUNT_MAX, Money, Rounding};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Thousandths in one unit.
pub const THOUSANDTHS: i64 = 1_000;
/// The largest quantity of one line, in thousandths.
pub const QUANTITY_MAX: i64 = 10_000 * THOUSANDTHS;

/// A positive amount of goods in thousandths of a unit, `1..=QUANTITY_MAX`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Quantity(i64);

/// Why a number is no quantity.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuantityError {
    /// Zero or less.
    #[error("a quantity must be above zero")]
    NotPositive,
    /// Above [`QUANTITY_MAX`].
    #[error("a quantity is at most 10000 units")]
    TooLarge,
    /// Not digits with a point and at most three decimals.
    #[error("{0:?} is not a quantity: write digits with at most three decimals")]
    NotANumber(String),
}

impl Quantity {
    /// One unit.
    pub const ONE: Self = Self(THOUSANDTHS);

    /// So many thousandths.
    pub fn thousandths(value: i64) -> Result<Self, QuantityError> {
        match value {
            ..=0 => Err(QuantityError::NotPositive),
            1..=QUANTITY_MAX => Ok(Self(value)),
            _ => Err(QuantityError::TooLarge),
        }
    }

    /// So many whole units.
    pub fn units(value: u32) -> Result<Self, QuantityError> {
        Self::thousandths(i64::from(value) * THOUSANDTHS)
    }

    /// The number of thousandths.
    pub const fn to_thousandths(self) -> i64 {
        self.0
    }

    /// Reads `2`, `0.25` or `1.5`.
    pub fn parse(text: &str) -> Result<Self, QuantityError> {
        let not_a_number = || QuantityError::NotANumber(text.to_owned());
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !is_digits(whole) || !is_digits(fraction) || fraction.len() > 3 {
            return Err(not_a_number());
        }
        if negative {
            return Err(QuantityError::NotPositive);
        }
        let padded = format!("{whole}{fraction:0<3}");
        Self::thousandths(padded.parse().map_err(|_| QuantityError::TooLarge)?)
    }

    /// `unit` times this, or `None` above [`LINE_AMOUNT_MAX`].
    pub fn times(self, unit: Money) -> Option<Money> {
        let amount = unit.scale(self.0, THOUSANDTHS, Rounding::HalfUp);
        let within = -LINE_AMOUNT_MAX..=LINE_AMOUNT_MAX;
        within.contains(&amount.to_minor()).then_some(amount)
    }
}

/// Thousandths as a plain decimal without trailing zeros: `2`, `0.25`.
pub fn decimal_of_thousandths(value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let (whole, rest) = (value.unsigned_abs() / 1_000, value.unsigned_abs() % 1_000);
    if rest == 0 {
        return format!("{sign}{whole}");
    }
    let fraction = format!("{rest:03}");
    format!("{sign}{whole}.{}", fraction.trim_end_matches('0'))
}

impl TryFrom<i64> for Quantity {
    type Error = QuantityError;
    fn try_from(value: i64) -> Result<Self, QuantityError> {
        Self::thousandths(value)
    }
}

impl From<Quantity> for i64 {
    fn from(quantity: Quantity) -> i64 {
        quantity.0
    }
}
