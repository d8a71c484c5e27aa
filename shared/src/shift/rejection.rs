//! Why the rules say no. Each reason has words in every language, in `ui/kit`.

use crate::money::Money;
use crate::order::OrderNumber;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A refusal of a shift command.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShiftRejection {
    /// A shift is open already.
    #[error("a shift is open already")]
    AlreadyOpen,
    /// The shift is not open.
    #[error("the shift is not open")]
    NotOpen,
    /// Orders are still open.
    #[error("{} orders are still open", orders.len())]
    OpenOrders {
        /// Their numbers.
        orders: Vec<OrderNumber>,
    },
    /// An amount of nothing or below; of a float, below nothing.
    #[error("the amount is not above zero")]
    AmountNotPositive,
    /// An amount larger than any drawer holds.
    #[error("the amount is larger than any drawer holds")]
    AmountTooLarge,
    /// Nobody said why.
    #[error("a reason is needed")]
    ReasonMissing,
    /// A text longer than its limit.
    #[error("the text is longer than {max} signs")]
    TextTooLong {
        /// The most.
        max: u16,
    },
    /// No such cash was put in or taken out.
    #[error("there is no such movement")]
    NoSuchMovement,
    /// A note or coin that does not exist, or more of it than any drawer holds.
    #[error("there is no such number of such notes or coins")]
    NoSuchPieces {
        /// Its value.
        value: Money,
    },
    /// The pieces add up to another sum than the screen showed.
    #[error("the count does not add up")]
    CountDoesNotAddUp {
        /// What the screen showed.
        shown: Money,
        /// What the pieces add up to.
        counted: Money,
    },
    /// The drawer was not counted yet.
    #[error("the drawer was not counted")]
    NotCounted,
    /// Cash went in or out since it was counted.
    #[error("the drawer changed since it was counted")]
    CountOutdated,
    /// The difference is above the margin and needs a word.
    #[error("the difference needs a note")]
    NoteMissing,
}
