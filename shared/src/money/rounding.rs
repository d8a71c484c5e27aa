//! How a division that does not come out even is settled.

use serde::{Deserialize, Serialize};

/// A named way to round to a whole minor unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// To the nearest; a half goes away from zero. What a cash register prints.
    HalfUp,
    /// To the nearest; a half goes to the even neighbour, so that many roundings do not drift.
    HalfEven,
    /// Towards zero.
    TowardsZero,
    /// Away from zero.
    AwayFromZero,
}

impl Rounding {
    /// `numerator / denominator`, rounded. A denominator of zero answers zero: callers pass constants.
    pub fn divide(self, numerator: i128, denominator: i128) -> i128 {
        if denominator == 0 {
            return 0;
        }
        let quotient = numerator / denominator;
        let rest = numerator % denominator;
        if rest == 0 {
            return quotient;
        }
        let away = if (numerator < 0) == (denominator < 0) {
            1
        } else {
            -1
        };
        let twice = (rest.abs() * 2).cmp(&denominator.abs());
        let rounds_away = match self {
            Self::TowardsZero => false,
            Self::AwayFromZero => true,
            Self::HalfUp => twice.is_ge(),
            Self::HalfEven => twice.is_gt() || (twice.is_eq() && quotient % 2 != 0),
        };
        if rounds_away {
            quotient + away
        } else {
            quotient
        }
    }
}
