//! An amount as it is typed on a keypad: whole units first, decimals after the point.

use shared::money::{Currency, Money};

/// The most signs of an amount: more than any price has.
const SIGNS_MAX: usize = 12;

/// A key of the keypad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A digit.
    Digit(u8),
    /// Two noughts.
    DoubleZero,
    /// Decimals from here on.
    Point,
    /// The last sign goes.
    Erase,
}

/// What was typed, with a point before the decimals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry(String);

impl Entry {
    /// Takes a key in. What would make no amount of this currency is left out.
    pub fn press(&mut self, key: Key, currency: Currency) {
        match key {
            Key::Digit(digit) => self.push(char::from(b'0' + digit % 10), currency),
            Key::DoubleZero => {
                self.push('0', currency);
                self.push('0', currency);
            }
            Key::Point => {
                if currency.decimals() > 0 && !self.0.contains('.') {
                    if self.0.is_empty() {
                        self.0.push('0');
                    }
                    self.0.push('.');
                }
            }
            Key::Erase => {
                self.0.pop();
            }
        }
    }

    fn push(&mut self, digit: char, currency: Currency) {
        let room = match self.0.split_once('.') {
            Some((_, decimals)) => decimals.len() < currency.decimals() as usize,
            None => self.0.len() < SIGNS_MAX,
        };
        if self.0 == "0" {
            self.0.clear();
        }
        if room {
            self.0.push(digit);
        }
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The amount; none where nothing was typed or it is larger than any price.
    pub fn amount(&self, currency: Currency) -> Option<Money> {
        Money::parse(self.0.strip_suffix('.').unwrap_or(&self.0), currency).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &[Key], currency: Currency) -> Option<Money> {
        let mut entry = Entry::default();
        for key in keys {
            entry.press(*key, currency);
        }
        entry.amount(currency)
    }

    #[test]
    fn whole_units_come_first() {
        let keys = [Key::Digit(3), Key::Digit(0), Key::DoubleZero, Key::Digit(0)];
        assert_eq!(typed(&keys, Currency::ARS), Some(Money::minor(3_000_000)));
        assert_eq!(typed(&keys, Currency::CLP), Some(Money::minor(30_000)));
    }

    #[test]
    fn decimals_are_those_of_the_currency() {
        let keys = [
            Key::Digit(4),
            Key::Point,
            Key::Digit(3),
            Key::Digit(5),
            Key::Digit(9),
        ];
        assert_eq!(typed(&keys, Currency::USD), Some(Money::minor(435)));
        assert_eq!(typed(&keys, Currency::CLP), Some(Money::minor(4_359)));
        assert_eq!(
            typed(&[Key::Point, Key::Digit(5)], Currency::USD),
            Some(Money::minor(50))
        );
    }

    #[test]
    fn nothing_typed_is_no_amount() {
        assert_eq!(typed(&[], Currency::ARS), None);
        assert_eq!(typed(&[Key::Digit(7), Key::Erase], Currency::ARS), None);
        assert_eq!(
            typed(
                &[Key::Digit(0), Key::Digit(0), Key::Digit(7)],
                Currency::ARS
            ),
            Some(Money::minor(700))
        );
    }
}
