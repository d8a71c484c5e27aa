//! An order that is being paid: the tip, what was given so far, what is given now.

use super::Entry;
use shared::money::{Currency, Money};
use shared::payment::{CashRounding, Checkout, Due, Tender, TenderError, TenderKind, Tip};

/// How the money comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// What is given on top.
    pub tip: Tip,
    /// A tip that is being typed: the keypad's keys are its own.
    pub tip_typed: Option<Entry>,
    /// What was given so far, where it takes more than one thing.
    pub given: Vec<Tender>,
    /// How the rest comes in.
    pub method: TenderKind,
    /// How much of it.
    pub received: Received,
    /// Of how many equal parts one is given now.
    pub shares: Shares,
}

/// Equal parts of what is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shares {
    /// Those that are still to be given.
    pub left: u16,
    /// All of them; one is the whole.
    pub of: u16,
}

impl Shares {
    /// The whole at once.
    pub const WHOLE: Self = Self { left: 1, of: 1 };

    /// The number of the one that is given now, where there are several.
    pub const fn number(self) -> Option<u16> {
        match self.of {
            0 | 1 => None,
            of => Some(of.saturating_sub(self.left) + 1),
        }
    }
}

/// How much is received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Received {
    /// Exactly what is due.
    Exact,
    /// One of the sums people hand over.
    Quick(Money),
    /// What was typed.
    Typed(Entry),
}

/// What the next touch of the main button does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// The order is paid, and this is given back.
    Settle {
        /// The change.
        change: Money,
    },
    /// This is taken, and so much is left to give.
    TakePart {
        /// What is taken.
        amount: Money,
        /// What is left, before cash is rounded.
        left: Money,
    },
    /// Nothing yet: so much is missing.
    Missing(Money),
    /// The card would take more than is due.
    CardAbove,
}

impl Payment {
    /// Cash, exactly what is due, no tip.
    pub const fn new() -> Self {
        Self {
            tip: Tip::None,
            tip_typed: None,
            given: Vec::new(),
            method: TenderKind::Cash,
            received: Received::Exact,
            shares: Shares::WHOLE,
        }
    }

    /// The keypad's keys are the amount's again; what was typed as a tip stays.
    pub fn tip_done(&mut self, currency: Currency) {
        if let Some(entry) = self.tip_typed.take() {
            self.tip = Tip::Amount(entry.amount(currency).unwrap_or_default());
        }
    }

    /// How the paying stands.
    pub fn checkout(&self, total: Money, rounding: CashRounding, currency: Currency) -> Checkout {
        let typed = self.tip_typed.as_ref();
        let tip = match typed {
            Some(entry) => Tip::Amount(entry.amount(currency).unwrap_or_default()),
            None => self.tip,
        };
        Checkout {
            total,
            tip,
            rounding,
            given: self.given.clone(),
        }
    }

    /// What is due in the way that is chosen.
    pub fn due(&self, checkout: &Checkout) -> Due {
        checkout.due(self.method)
    }

    /// What is asked for now: all that is due, or the next of equal parts of it.
    pub fn asked(&self, checkout: &Checkout) -> Money {
        let due = self.due(checkout).amount;
        if self.shares.left <= 1 {
            return due;
        }
        let parts = due.split(self.shares.left);
        let part = parts.first().copied().unwrap_or(due);
        let rounding = match self.method {
            TenderKind::Cash => checkout.rounding.of(part),
            TenderKind::Card => Money::ZERO,
        };
        // A part that the smallest coin would make nothing of is asked for as it is.
        match part + rounding {
            rounded if rounded > Money::ZERO => rounded.min(due),
            _ => part,
        }
    }

    /// What stays of it with this payment: of cash for a part no more than the part, the rest is handed back at once.
    pub fn part(&self, checkout: &Checkout, currency: Currency) -> Tender {
        let tender = self.tender(checkout, currency);
        if self.shares.left <= 1 || self.method == TenderKind::Card {
            return tender;
        }
        let amount = tender.amount.min(self.asked(checkout));
        Tender { amount, ..tender }
    }

    /// What is given now; nothing where nothing was typed.
    pub fn tender(&self, checkout: &Checkout, currency: Currency) -> Tender {
        let amount = match &self.received {
            Received::Exact => self.asked(checkout),
            Received::Quick(amount) => *amount,
            Received::Typed(entry) => entry.amount(currency).unwrap_or_default(),
        };
        Tender {
            kind: self.method,
            amount,
        }
    }

    /// What the next touch of the main button does.
    pub fn next(&self, checkout: &Checkout, currency: Currency) -> NextStep {
        let tender = self.part(checkout, currency);
        if checkout.whole().is_zero() {
            let change = Money::ZERO;
            return NextStep::Settle { change };
        }
        match checkout.change(tender) {
            Ok(change) => NextStep::Settle { change },
            Err(TenderError::CardAboveTotal) => NextStep::CardAbove,
            Err(TenderError::Short(shortfall)) if tender.amount > Money::ZERO => {
                NextStep::TakePart {
                    amount: tender.amount,
                    left: shortfall.missing(),
                }
            }
            Err(TenderError::Short(_) | TenderError::OutOfRange) => {
                NextStep::Missing(self.due(checkout).amount)
            }
        }
    }
}

impl Default for Payment {
    fn default() -> Self {
        Self::new()
    }
}
