//! Numbers for people: short, said aloud, printed; never the identity of anything.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The code of a till within its business, such as `C1`. The server gives it at enrolment; before that it is
/// `X` and three signs of the series.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TillCode(pub String);

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
