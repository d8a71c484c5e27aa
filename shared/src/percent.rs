//! A part of an amount in hundredths of a percent.

use crate::money::{Money, Rounding};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Basis points in the whole: 10,000 = 100 %.
const WHOLE: u32 = 10_000;

/// A part of an amount in basis points: 1,000 is 10 %. At most 100 %.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(try_from = "u32", into = "u32")]
pub struct Percent(u32);

/// Not a part between 0 and 100 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{0} basis points are more than the whole")]
pub struct BadPercent(pub u32);

impl Percent {
    /// Nothing.
    pub const NONE: Self = Self(0);
    /// The whole.
    pub const WHOLE: Self = Self(WHOLE);

    /// So many basis points, up to 10,000.
    pub const fn basis_points(points: u32) -> Result<Self, BadPercent> {
        match points <= WHOLE {
            true => Ok(Self(points)),
            false => Err(BadPercent(points)),
        }
    }

    /// The basis points.
    pub const fn to_basis_points(self) -> u32 {
        self.0
    }

    /// This part of an amount, rounded half away from zero.
    ///
    /// ```
    /// use shared::money::Money;
    /// use shared::percent::Percent;
    /// let tenth = Percent::basis_points(1_000).unwrap();
    /// assert_eq!(tenth.of(Money::minor(12_345)), Money::minor(1_235));
    /// ```
    pub fn of(self, amount: Money) -> Money {
        amount.scale(i64::from(self.0), i64::from(WHOLE), Rounding::HalfUp)
    }

    /// The least part of `whole` that takes `amount` off it, rounded up: what a limit is held against.
    pub fn that_takes(amount: Money, whole: Money) -> Self {
        if amount <= Money::ZERO {
            return Self::NONE;
        }
        if amount >= whole {
            return Self::WHOLE;
        }
        let part = Rounding::AwayFromZero.divide(
            i128::from(amount.to_minor()) * i128::from(WHOLE),
            i128::from(whole.to_minor()),
        );
        Self(u32::try_from(part).unwrap_or(WHOLE).min(WHOLE))
    }
}

impl TryFrom<u32> for Percent {
    type Error = BadPercent;
    fn try_from(points: u32) -> Result<Self, BadPercent> {
        Self::basis_points(points)
    }
}

impl From<Percent> for u32 {
    fn from(percent: Percent) -> u32 {
        percent.0
    }
}
