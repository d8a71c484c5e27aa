//! What the smallest coin makes of an amount.

use super::{Tender, TenderKind};
use crate::money::{Currency, Money, Rounding};
use serde::{Deserialize, Serialize};

/// How cash is rounded where small coins are not given any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CashRounding {
    /// The smallest amount that is still given; zero where cash is not rounded.
    pub step: Money,
    /// Which way.
    pub to: RoundTo,
}

/// Which way cash is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundTo {
    /// Always in the customer's favour. Argentina: Ley 22.802, art. 9 bis (differences that cannot be given back as change
    /// are in the consumer's favour).
    Down,
    /// To the nearest, a half up.
    Nearest,
}

impl CashRounding {
    /// Cash is not rounded.
    pub const NONE: Self = Self {
        step: Money::ZERO,
        to: RoundTo::Nearest,
    };

    /// The steps that a counter of this currency may want, and the way its law rounds: those of its smallest coins and notes
    /// that are still asked for.
    pub fn offered(currency: Currency) -> (RoundTo, &'static [i64]) {
        match currency {
            Currency::ARS => (RoundTo::Down, &[1_000, 5_000, 10_000]),
            Currency::CHF | Currency::CAD | Currency::AUD => (RoundTo::Nearest, &[5]),
            Currency::NZD => (RoundTo::Nearest, &[10]),
            Currency::BRL | Currency::EUR => (RoundTo::Nearest, &[5, 10]),
            Currency::UYU => (RoundTo::Nearest, &[100]),
            Currency::CLP => (RoundTo::Nearest, &[10]),
            Currency::PYG | Currency::COP => (RoundTo::Nearest, &[5_000]),
            Currency::MXN => (RoundTo::Nearest, &[50]),
            Currency::PEN | Currency::BOB => (RoundTo::Nearest, &[10]),
            Currency::USD
            | Currency::GBP
            | Currency::JPY
            | Currency::KRW
            | Currency::KWD
            | Currency::BHD
            | Currency::TND => (RoundTo::Nearest, &[]),
        }
    }

    /// What of an amount that is given back can be given in cash: in the customer's favour where the law rounds so, and
    /// never more than `left`. It may be nothing.
    pub fn given_back(self, amount: Money, left: Money) -> Money {
        let step = self.step.to_minor();
        if step < 2 {
            return amount.min(left);
        }
        let whole = |money: Money, rounding| {
            let steps = money.scale(1, step, rounding).to_minor();
            Money::minor(steps.saturating_mul(step))
        };
        let most = whole(left, Rounding::TowardsZero);
        match self.to {
            RoundTo::Down => whole(amount + Money::minor(step - 1), Rounding::TowardsZero),
            RoundTo::Nearest => whole(amount, Rounding::HalfUp),
        }
        .min(most)
    }

    /// What this makes of an amount that is due in cash: so much more, or less below zero.
    pub fn of(self, due: Money) -> Money {
        let step = self.step.to_minor();
        if step < 2 || due <= Money::ZERO {
            return Money::ZERO;
        }
        let rounding = match self.to {
            RoundTo::Down => Rounding::TowardsZero,
            RoundTo::Nearest => Rounding::HalfUp,
        };
        let steps = due.scale(1, step, rounding).to_minor();
        Money::minor(steps.saturating_mul(step)) - due
    }
}

/// What rounding makes of the part of `due` that is paid in cash: so much more, or less below zero. Nothing where no cash
/// is given, and where a card takes the last of it to the minor unit: then no coin is missing.
pub fn cash_rounding(due: Money, tenders: &[Tender], rounding: CashRounding) -> Money {
    let sum = |kind: TenderKind| -> Money {
        let of_kind = tenders.iter().filter(|tender| tender.kind == kind);
        of_kind.map(|tender| tender.amount).sum()
    };
    let (cash, cards) = (sum(TenderKind::Cash), sum(TenderKind::Card));
    let in_cash = tenders.iter().any(|tender| tender.kind == TenderKind::Cash);
    let card_is_last = tenders
        .last()
        .is_some_and(|tender| tender.kind == TenderKind::Card);
    if !in_cash || (card_is_last && cash + cards == due) {
        return Money::ZERO;
    }
    rounding.of(due - cards)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HUNDRED: Money = Money::minor(10_000);

    fn rounded(to: RoundTo, due: i64) -> i64 {
        let rounding = CashRounding { step: HUNDRED, to };
        rounding.of(Money::minor(due)).to_minor()
    }

    #[test]
    fn down_is_in_the_customers_favour_and_nearest_may_be_in_either() {
        assert_eq!(rounded(RoundTo::Down, 2_336_400), -6_400);
        assert_eq!(rounded(RoundTo::Nearest, 2_336_400), 3_600);
        assert_eq!(rounded(RoundTo::Nearest, 2_335_000), 5_000);
        assert_eq!(rounded(RoundTo::Down, 2_330_000), 0);
        assert_eq!(rounded(RoundTo::Down, 9_900), -9_900);
        assert_eq!(CashRounding::NONE.of(Money::minor(12_345)), Money::ZERO);
    }
}
