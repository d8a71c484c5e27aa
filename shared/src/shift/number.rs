//! The number of a Z.

use crate::order::TillCode;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A Z's number: the till's code and a counter that never starts again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ZNumber {
    /// The till.
    pub till: TillCode,
    /// Its counter, from 1.
    pub number: u32,
}

impl fmt::Display for ZNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-Z{:04}", self.till, self.number)
    }
}
