//! How the paying of an order stands: what is due in each way, while one thing after another is given.

use super::{CashRounding, Tender, TenderError, TenderKind, Tip, cash_rounding, change_for};
use crate::money::Money;

/// The paying of one order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkout {
    /// What the order adds up to.
    pub total: Money,
    /// What is given on top.
    pub tip: Tip,
    /// How cash is rounded.
    pub rounding: CashRounding,
    /// What was given so far.
    pub given: Vec<Tender>,
}

/// What is due where the rest is given in one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// What is to be given.
    pub amount: Money,
    /// What the smallest coin made of it.
    pub rounding: Money,
}

impl Checkout {
    /// Total and tip, before cash is rounded.
    pub fn whole(&self) -> Money {
        self.total + self.tip.of(self.total)
    }

    /// What is left to give, before cash is rounded.
    pub fn left(&self) -> Money {
        self.whole() - self.given.iter().map(|tender| tender.amount).sum()
    }

    /// What is due where all that is left is given in this way. A card takes it to the last minor unit.
    pub fn due(&self, kind: TenderKind) -> Due {
        let rounding = match kind {
            TenderKind::Card => Money::ZERO,
            TenderKind::Cash => {
                let cards = self
                    .given
                    .iter()
                    .filter(|tender| tender.kind == TenderKind::Card);
                self.rounding
                    .of(self.whole() - cards.map(|tender| tender.amount).sum())
            }
        };
        // Cash that was given before may be more than what is left once the coins are left out.
        let amount = (self.left() + rounding).max(Money::ZERO);
        Due { amount, rounding }
    }

    /// The change where this is given as the last, or why it is not the last, or none at all.
    pub fn change(&self, last: Tender) -> Result<Money, TenderError> {
        // Cash that was given before is not handed back for what a card takes too much.
        if last.kind == TenderKind::Card && last.amount > self.left() {
            return Err(TenderError::CardAboveTotal);
        }
        let all = self.with(last);
        let rounding = cash_rounding(self.whole(), &all, self.rounding);
        change_for(self.whole() + rounding, &all)
    }

    /// All that is given, this last.
    pub fn with(&self, last: Tender) -> Vec<Tender> {
        self.given.iter().copied().chain([last]).collect()
    }
}
