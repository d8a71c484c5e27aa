//! What is given on top, for those who work here.

use crate::money::Money;
use crate::percent::Percent;

/// A tip as it is chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tip {
    /// None.
    #[default]
    None,
    /// A part of the total.
    Part(Percent),
    /// An amount.
    Amount(Money),
}

impl Tip {
    /// How much that is for this total.
    pub fn of(self, total: Money) -> Money {
        match self {
            Self::None => Money::ZERO,
            Self::Part(part) => part.of(total),
            Self::Amount(amount) => amount,
        }
    }
}
