//! What is given for an order, and what is given back.

mod cash;
mod checkout;
mod tip;

pub use cash::{CashRounding, RoundTo, cash_rounding};
pub use checkout::{Checkout, Due};
pub use tip::Tip;

use crate::money::{Currency, Money};
use serde::{Deserialize, Serialize};

/// How money comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TenderKind {
    /// Notes and coins; the only kind that change is given for.
    Cash,
    /// A card taken on a terminal of its own: unverified until it is matched.
    Card,
}

/// An amount given in one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tender {
    /// How.
    pub kind: TenderKind,
    /// What was given, before change.
    pub amount: Money,
}

/// The tenders do not cover what is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shortfall {
    /// What is due.
    pub due: Money,
    /// What was given.
    pub tendered: Money,
}

impl Shortfall {
    /// What is still to be given.
    pub fn missing(self) -> Money {
        self.due - self.tendered
    }
}

/// Why tenders are not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TenderError {
    /// They do not cover what is due.
    Short(Shortfall),
    /// The cards alone are above what is due.
    CardAboveTotal,
    /// One of them is nothing or below.
    OutOfRange,
}

/// The change for these tenders, in cash.
pub fn change_for(due: Money, tenders: &[Tender]) -> Result<Money, TenderError> {
    let of_kind = |kind| {
        tenders
            .iter()
            .filter(move |tender| tender.kind == kind)
            .map(|tender| tender.amount)
    };
    let cards: Money = of_kind(TenderKind::Card).sum();
    let tendered = cards + of_kind(TenderKind::Cash).sum();
    // The smallest coin may leave nothing to give in cash.
    let nothing = |tender: &Tender| {
        tender.amount.is_zero() && (tender.kind == TenderKind::Card || tendered < due)
    };
    if tenders
        .iter()
        .any(|tender| tender.amount.is_negative() || nothing(tender))
    {
        return Err(TenderError::OutOfRange);
    }
    if cards > due {
        return Err(TenderError::CardAboveTotal);
    }
    if tendered < due {
        return Err(TenderError::Short(Shortfall { due, tendered }));
    }
    Ok(tendered - due)
}

/// The notes in use, in major units, largest first. ARS: Banco Central de la República Argentina, notes in
/// circulation in 2026; BRL: Banco Central do Brasil; USD: Federal Reserve; others the usual 1-2-5 series.
fn notes(currency: Currency) -> &'static [i64] {
    match currency {
        Currency::ARS => &[20_000, 10_000, 2_000, 1_000, 500, 200, 100],
        Currency::BRL => &[200, 100, 50, 20, 10, 5, 2],
        Currency::USD => &[100, 50, 20, 10, 5, 1],
        Currency::EUR
        | Currency::GBP
        | Currency::CAD
        | Currency::AUD
        | Currency::NZD
        | Currency::CHF => &[100, 50, 20, 10, 5],
        Currency::CLP => &[20_000, 10_000, 5_000, 2_000, 1_000],
        Currency::PYG => &[100_000, 50_000, 20_000, 10_000, 5_000, 2_000],
        Currency::COP => &[100_000, 50_000, 20_000, 10_000, 5_000, 2_000],
        Currency::JPY => &[10_000, 5_000, 1_000],
        Currency::KRW => &[50_000, 10_000, 5_000, 1_000],
        Currency::UYU => &[2_000, 1_000, 500, 200, 100, 50, 20],
        Currency::MXN => &[1_000, 500, 200, 100, 50, 20],
        Currency::BOB | Currency::PEN => &[200, 100, 50, 20, 10],
        Currency::KWD | Currency::BHD | Currency::TND => &[20, 10, 5, 1],
    }
}

/// What is counted in a drawer besides those notes, in minor units, largest first: coins, and notes too rare or too small
/// to be asked for. From the issuers' lists of what is legal tender in 2026: Banco Central de la República Argentina;
/// Banco Central do Brasil; Federal Reserve and US Mint; European Central Bank; Bank of England and Royal Mint; Bank of
/// Canada and Royal Canadian Mint; Reserve Bank of Australia and Royal Australian Mint; Reserve Bank of New Zealand;
/// Schweizerische Nationalbank and Swissmint; Bancos Centrales of Uruguay, Chile, Paraguay, Bolivia, Perú; Banco de la
/// República (Colombia); Banco de México; Bank of Japan; Bank of Korea; Central Banks of Kuwait, Bahrain, Tunisia.
fn besides(currency: Currency) -> &'static [i64] {
    match currency {
        Currency::ARS => &[5_000, 2_000, 1_000, 500, 200, 100],
        Currency::BRL => &[100, 50, 25, 10, 5, 1],
        Currency::USD => &[200, 50, 25, 10, 5, 1],
        Currency::EUR => &[50_000, 20_000, 200, 100, 50, 20, 10, 5, 2, 1],
        Currency::GBP => &[200, 100, 50, 20, 10, 5, 2, 1],
        Currency::CAD => &[200, 100, 50, 25, 10, 5],
        Currency::AUD => &[200, 100, 50, 20, 10, 5],
        Currency::NZD => &[200, 100, 50, 20, 10],
        Currency::CHF => &[100_000, 20_000, 200, 100, 50, 20, 10, 5],
        Currency::CLP => &[500, 100, 50, 10],
        Currency::PYG => &[1_000, 500, 100, 50],
        Currency::COP => &[100_000, 50_000, 20_000, 10_000, 5_000],
        Currency::JPY => &[2_000, 500, 100, 50, 10, 5, 1],
        Currency::KRW => &[500, 100, 50, 10],
        Currency::UYU => &[1_000, 500, 200, 100],
        Currency::MXN => &[1_000, 500, 200, 100, 50, 20, 10],
        Currency::BOB | Currency::PEN => &[500, 200, 100, 50, 20, 10],
        Currency::KWD => &[500, 250, 100, 50, 20, 10, 5],
        Currency::BHD => &[500, 100, 50, 25, 10, 5],
        Currency::TND => &[50_000, 2_000, 500, 200, 100, 50, 20, 10, 5],
    }
}

/// Every note and coin that a drawer may hold, largest first.
pub fn denominations(currency: Currency) -> Vec<Money> {
    let notes = notes(currency)
        .iter()
        .map(|note| note * currency.minor_per_major());
    let all = notes.chain(besides(currency).iter().copied());
    let mut all: Vec<Money> = all.map(Money::minor).collect();
    all.sort_unstable_by(|one, other| other.cmp(one));
    all.dedup();
    all
}

/// The smallest of the notes that people hand over.
pub fn smallest_note(currency: Currency) -> Money {
    let smallest = notes(currency).last().copied().unwrap_or_default();
    Money::minor(smallest * currency.minor_per_major())
}

/// Floats that are likely: none, the one of the last time, and one to three of the largest note; smallest first.
pub fn likely_floats(last: Option<Money>, currency: Currency) -> Vec<Money> {
    let largest = notes(currency).first().copied().unwrap_or_default();
    let largest = largest * currency.minor_per_major();
    let notes = (1..=3).map(|many| Money::minor(many * largest));
    let mut floats: Vec<Money> = notes.chain(last).chain([Money::ZERO]).collect();
    floats.sort_unstable();
    floats.dedup();
    floats
}

/// Up to four amounts that people hand over for `due`: the next multiple of each note above it, smallest first.
pub fn quick_amounts(due: Money, currency: Currency) -> Vec<Money> {
    let mut amounts: Vec<Money> = Vec::new();
    for note in notes(currency).iter().rev() {
        let note = note * currency.minor_per_major();
        let units = due.to_minor().max(0).div_euclid(note) + i64::from(due.to_minor() % note != 0);
        let amount = Money::minor(units * note);
        if amount > due && !amounts.contains(&amount) {
            amounts.push(amount);
        }
    }
    amounts.sort_unstable();
    amounts.truncate(4);
    amounts
}

/// The notes and coins to hand over for `change`, as (how many, which), largest first; what is smaller than the
/// smallest note is left out.
pub fn change_in_notes(change: Money, currency: Currency) -> Vec<(i64, Money)> {
    let mut rest = change.to_minor().max(0);
    let mut pieces = Vec::new();
    for note in notes(currency) {
        let note = note * currency.minor_per_major();
        if rest >= note {
            pieces.push((rest / note, Money::minor(note)));
            rest %= note;
        }
    }
    pieces
}
