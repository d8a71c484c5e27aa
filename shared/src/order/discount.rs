//! What is taken off a line or a whole order.

use crate::id::StaffId;
use crate::money::Money;
use crate::percent::Percent;
use serde::{Deserialize, Serialize};

/// A discount that somebody gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discount {
    /// How much.
    pub cut: Cut,
    /// Why.
    pub reason: String,
    /// Who approved it, where it is above the limit of who gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<StaffId>,
}

/// How much is taken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cut {
    /// A part, of whatever it is taken off; the whole of it is a treat.
    Part(Percent),
    /// An amount, as the prices are written.
    Amount(Money),
}

impl Cut {
    /// What it takes off this amount: never more than all of it, and nothing off what is below zero.
    pub fn of(self, amount: Money) -> Money {
        let cut = match self {
            Self::Part(part) => part.of(amount),
            Self::Amount(cut) => cut,
        };
        cut.min(amount).max(Money::ZERO)
    }

    /// Which part of this amount it is, rounded up: what a limit is held against.
    pub fn part_of(self, amount: Money) -> Percent {
        match self {
            Self::Part(part) => part,
            Self::Amount(cut) => Percent::that_takes(cut, amount),
        }
    }

    /// Whether it takes anything off.
    pub const fn is_some(self) -> bool {
        match self {
            Self::Part(part) => part.to_basis_points() > 0,
            Self::Amount(cut) => cut.to_minor() > 0,
        }
    }
}
