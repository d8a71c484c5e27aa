//! A shift: the time between the opening and the close of a drawer. So far only what a sale needs of one: it
//! is open. The first sale of a till opens it with an empty float.

use crate::money::Money;
use serde::{Deserialize, Serialize};

/// Anything that can happen to a shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShiftEvent {
    /// It was opened.
    Opened(ShiftOpened),
}

/// A shift was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShiftOpened {
    /// The cash in the drawer at the opening.
    pub float: Money,
}
