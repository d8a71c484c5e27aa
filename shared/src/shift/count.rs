//! The cash in a drawer, counted note by note.

use super::ShiftRejection;
use crate::money::{Currency, Money};
use crate::payment::denominations;
use serde::{Deserialize, Serialize};

/// The most pieces of one note or coin that a drawer holds.
const PIECES_MAX: u32 = 100_000;

/// How many of one note or coin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pieces {
    /// The note or coin.
    pub value: Money,
    /// How many.
    pub pieces: u32,
}

impl Pieces {
    /// What they add up to.
    pub fn amount(self) -> Money {
        self.value
            .scale(i64::from(self.pieces), 1, crate::money::Rounding::HalfUp)
    }
}

/// What was in a drawer, and what should have been.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// How many of each note and coin, largest first; those of which there was none are left out.
    pub pieces: Vec<Pieces>,
    /// What they add up to.
    pub counted: Money,
    /// What should have been there.
    pub expected: Money,
    /// Counted less expected: below zero where cash is missing.
    pub difference: Money,
}

/// Whether a count is what was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Balance {
    /// It is.
    Exact,
    /// So much is missing.
    Short(Money),
    /// There is so much more.
    Over(Money),
}

/// What these pieces add up to.
pub fn counted(pieces: &[Pieces]) -> Money {
    pieces.iter().map(|held| held.amount()).sum()
}

/// The difference that needs no explanation, until shops set their own: five of the smallest note that people hand over.
pub fn margin_of(currency: Currency) -> Money {
    crate::payment::smallest_note(currency).scale(5, 1, crate::money::Rounding::HalfUp)
}

impl Counted {
    /// Whether the count is what was expected.
    pub fn balance(&self) -> Balance {
        match self.difference {
            Money::ZERO => Balance::Exact,
            missing if missing.is_negative() => Balance::Short(-missing),
            more => Balance::Over(more),
        }
    }

    /// A count against what is expected, or why it is none: a piece that is no money here, more than any drawer holds,
    /// the same piece twice, or another sum than the screen's.
    pub(super) fn of(
        pieces: &[Pieces],
        shown: Money,
        expected: Money,
        currency: Currency,
    ) -> Result<Self, ShiftRejection> {
        let known = denominations(currency);
        let twice = |at: usize, value: Money| pieces[..at].iter().any(|held| held.value == value);
        for (at, held) in pieces.iter().enumerate() {
            if !known.contains(&held.value) || held.pieces > PIECES_MAX || twice(at, held.value) {
                return Err(ShiftRejection::NoSuchPieces { value: held.value });
            }
        }
        let counted = counted(pieces);
        if counted != shown {
            return Err(ShiftRejection::CountDoesNotAddUp { shown, counted });
        }
        let mut pieces: Vec<_> = pieces
            .iter()
            .copied()
            .filter(|held| held.pieces > 0)
            .collect();
        pieces.sort_by_key(|held| std::cmp::Reverse(held.value));
        Ok(Self {
            pieces,
            counted,
            expected,
            difference: counted - expected,
        })
    }
}
