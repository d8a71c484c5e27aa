//! Amounts as people and files write them.

use super::{Currency, Money, UNIT_PRICE_MAX};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a text is not an amount of this currency.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AmountError {
    /// Neither digits nor one decimal point.
    #[error("{0:?} is not an amount: write digits with a point, such as 12.50")]
    NotANumber(String),
    /// More decimals than the currency has: rounding it silently would alter a price.
    #[error("{text:?} has {given} decimals, {currency} has {allowed}")]
    TooManyDecimals {
        /// The text as given.
        text: String,
        /// Its currency.
        currency: Currency,
        /// Decimals found.
        given: usize,
        /// Decimals of the currency.
        allowed: u32,
    },
    /// Larger than any amount of a cafe.
    #[error("{0:?} is larger than any amount this system keeps")]
    TooLarge(String),
}

/// Where the separators and the symbol go; the place of the reader decides, not the currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoneyStyle {
    /// Between groups of three digits.
    pub group: char,
    /// Before the decimals.
    pub decimal: char,
    /// Whether a no-break space stands between symbol and digits.
    pub spaced: bool,
}

impl MoneyStyle {
    /// Spanish of Argentina and Portuguese of Brazil: `$ 4.300,00`.
    pub const LATIN: Self = Self {
        group: '.',
        decimal: ',',
        spaced: true,
    };
    /// English: `$4,300.00`.
    pub const ENGLISH: Self = Self {
        group: ',',
        decimal: '.',
        spaced: false,
    };
}

impl Money {
    /// Reads a decimal with a point, such as `12.5`, exactly: trailing zeros may go beyond the currency's
    /// decimals, other digits may not.
    ///
    /// ```
    /// use shared::money::{Currency, Money};
    /// assert_eq!(Money::parse("12.5", Currency::ARS), Ok(Money::minor(1250)));
    /// assert!(Money::parse("12.505", Currency::ARS).is_err());
    /// ```
    pub fn parse(text: &str, currency: Currency) -> Result<Self, AmountError> {
        let money = Self::parse_sum(text, currency)?;
        if money.to_minor().abs() > UNIT_PRICE_MAX {
            return Err(AmountError::TooLarge(text.to_owned()));
        }
        Ok(money)
    }

    /// The same for a sum of many amounts, which may be larger than any single one.
    pub fn parse_sum(text: &str, currency: Currency) -> Result<Self, AmountError> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !is_digits(whole) || !is_digits(fraction) || digits.ends_with('.') {
            return Err(AmountError::NotANumber(text.to_owned()));
        }
        let fraction = fraction.trim_end_matches('0');
        let decimals = currency.decimals() as usize;
        if fraction.len() > decimals {
            return Err(AmountError::TooManyDecimals {
                text: text.to_owned(),
                currency,
                given: fraction.len(),
                allowed: currency.decimals(),
            });
        }
        let padded = format!("{whole}{fraction:0<decimals$}");
        let units: i64 = padded
            .parse()
            .map_err(|_| AmountError::TooLarge(text.to_owned()))?;
        Ok(Self::minor(if negative { -units } else { units }))
    }

    /// A plain decimal in major units with the currency's decimals: `1234.50`. For files and the API.
    pub fn to_decimal(self, currency: Currency) -> String {
        let (whole, fraction) = self.digits(currency);
        let sign = if self.is_negative() { "-" } else { "" };
        match fraction {
            Some(fraction) => format!("{sign}{whole}.{fraction}"),
            None => format!("{sign}{whole}"),
        }
    }

    /// The sign and digits before the decimals, with symbol and groups, and the decimals with their separator:
    /// two pieces because screens print the second one smaller.
    pub fn to_pieces(self, currency: Currency, style: MoneyStyle) -> (String, String) {
        let (whole, fraction) = self.digits(currency);
        let sign = if self.is_negative() { "\u{2212}" } else { "" };
        let space = if style.spaced { "\u{a0}" } else { "" };
        let head = format!(
            "{sign}{}{space}{}",
            currency.symbol(),
            grouped(&whole, style.group)
        );
        let tail = fraction
            .map(|digits| format!("{}{digits}", style.decimal))
            .unwrap_or_default();
        (head, tail)
    }

    /// The amount as a person of that place writes it.
    pub fn to_text(self, currency: Currency, style: MoneyStyle) -> String {
        let (head, tail) = self.to_pieces(currency, style);
        head + &tail
    }

    /// The amount without its symbol, for a column of amounts.
    pub fn to_column(self, currency: Currency, style: MoneyStyle) -> String {
        let (whole, fraction) = self.digits(currency);
        let sign = if self.is_negative() { "\u{2212}" } else { "" };
        let whole = grouped(&whole, style.group);
        match fraction {
            Some(fraction) => format!("{sign}{whole}{}{fraction}", style.decimal),
            None => format!("{sign}{whole}"),
        }
    }

    fn digits(self, currency: Currency) -> (String, Option<String>) {
        let units = self.to_minor().unsigned_abs();
        let per_major = currency.minor_per_major().unsigned_abs();
        let width = currency.decimals() as usize;
        let fraction = (width > 0).then(|| format!("{:0width$}", units % per_major));
        ((units / per_major).to_string(), fraction)
    }
}

/// `1234567` as `1.234.567`.
pub(crate) fn grouped(digits: &str, separator: char) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}
