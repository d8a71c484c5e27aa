//! Money is a whole number of minor units of a currency the context knows.
//!
//! Invariants: no floats; every division names its rounding; every split gives back exactly the whole.
//! Absent on purpose: a currency inside `Money`. One business has one currency, so mixing them cannot happen.

mod currency;
mod rounding;
mod text;

pub use currency::{Currency, UnknownCurrency};
pub use rounding::Rounding;
pub use text::{AmountError, MoneyStyle};

use serde::{Deserialize, Serialize};
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

/// The largest price of one unit, in minor units.
pub const UNIT_PRICE_MAX: i64 = 100_000_000_000;
/// The largest number of lines of one order.
pub const LINES_PER_ORDER_MAX: i64 = 200;
/// The largest amount of one line, in minor units: price by quantity is checked against it.
pub const LINE_AMOUNT_MAX: i64 = UNIT_PRICE_MAX;

// Ten thousand full orders still fit, so the addition of checked amounts cannot overflow.
const _: () = assert!(LINE_AMOUNT_MAX * LINES_PER_ORDER_MAX < i64::MAX / 10_000);

/// An amount in minor units (cents, centavos) of the business's currency. May be negative.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Money(i64);

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// So many minor units.
    pub const fn minor(units: i64) -> Self {
        Self(units)
    }

    /// The number of minor units.
    pub const fn to_minor(self) -> i64 {
        self.0
    }

    /// True for nothing at all.
    pub const fn is_zero(&self) -> bool {
        self.0 == 0
    }

    /// True below zero.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// `self * numerator / denominator`, rounded as told. The product is taken in 128 bits; a result that
    /// does not fit saturates, which the limits of this module make impossible for checked amounts.
    pub fn scale(self, numerator: i64, denominator: i64, rounding: Rounding) -> Self {
        let product = i128::from(self.0) * i128::from(numerator);
        Self(saturate(rounding.divide(product, i128::from(denominator))))
    }

    /// The nearest whole number of major units, for screens that leave the decimals out.
    ///
    /// ```
    /// use shared::money::{Currency, Money, Rounding};
    /// let whole = Money::minor(12_350).to_whole(Currency::ARS, Rounding::HalfUp);
    /// assert_eq!(whole, Money::minor(12_400));
    /// ```
    #[must_use]
    pub fn to_whole(self, currency: Currency, rounding: Rounding) -> Self {
        let unit = currency.minor_per_major();
        let majors = rounding.divide(i128::from(self.0), i128::from(unit));
        Self(saturate(majors * i128::from(unit)))
    }

    /// Equal parts that add up to the whole; the remainder goes to the first parts.
    ///
    /// ```
    /// use shared::money::Money;
    /// let thirds = Money::minor(100).split(3);
    /// assert_eq!(thirds, [34, 33, 33].map(Money::minor));
    /// ```
    pub fn split(self, parts: u16) -> Vec<Self> {
        self.allocate(&vec![1; usize::from(parts)])
    }

    /// Parts in proportion to `weights` that add up to the whole: each is rounded down towards zero and the
    /// missing minor units go one each to the first parts with a weight. Without any weight there are no parts
    /// to give to, and all are zero.
    pub fn allocate(self, weights: &[u64]) -> Vec<Self> {
        let total: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
        if total == 0 {
            return vec![Self::ZERO; weights.len()];
        }
        let share = |weight: u64| saturate(i128::from(self.0) * i128::from(weight) / total);
        let mut parts: Vec<Self> = weights.iter().map(|weight| Self(share(*weight))).collect();
        let mut missing = self.0 - parts.iter().map(|part| part.0).sum::<i64>();
        let unit = missing.signum();
        for (part, weight) in parts.iter_mut().zip(weights) {
            if missing == 0 {
                break;
            }
            if *weight > 0 {
                part.0 += unit;
                missing -= unit;
            }
        }
        parts
    }
}

fn saturate(value: i128) -> i64 {
    i64::try_from(value).unwrap_or(if value < 0 { i64::MIN } else { i64::MAX })
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Money {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl Neg for Money {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}
