//! Numbers for people: short, said aloud, printed; never the identity of anything.

use crate::id::SeriesId;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The code of a till within its business, such as `C1`. The server gives it at enrolment; before that it is
/// `X` and three signs of the series.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TillCode(pub String);

/// Letters that nobody takes for digits: a code that ends in them is no other till's.
const LETTERS: &[u8; 24] = b"ABCDEFGHJKLMNPQRSTUVWXYZ";

impl TillCode {
    /// The code of a till with this code that went on in another series: three letters of that series behind it, so that
    /// no number it gave before is given again.
    #[must_use]
    pub fn in_series(&self, series: SeriesId) -> Self {
        let letters = series.as_bytes()[..3].iter();
        let letters = letters.map(|byte| char::from(LETTERS[usize::from(byte % 24)]));
        Self(self.0.chars().chain(letters).collect())
    }
}

impl fmt::Display for TillCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An order's number: the till's code and a counter of the business day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct OrderNumber {
    /// The till that opened it.
    pub till: TillCode,
    /// Its counter on that day, from 1.
    pub number: u32,
}

/// A receipt's number: the till's code and a counter that never starts again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ReceiptNumber {
    /// The till that settled it.
    pub till: TillCode,
    /// Its counter, from 1.
    pub number: u32,
}

impl fmt::Display for OrderNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.till, self.number)
    }
}

impl fmt::Display for ReceiptNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:06}", self.till, self.number)
    }
}
