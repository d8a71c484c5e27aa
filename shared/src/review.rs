//! What an owner has to look at because nothing else can: sales that nobody has any more, and numbers printed twice.

use crate::clock::BusinessDay;
use crate::id::{OrderId, TillId};
use crate::money::Money;
use crate::order::ReceiptNumber;
use serde::{Deserialize, Serialize};

/// `GET /api/v1/businesses/{id}/reviews`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviews {
    /// What tills are proved to have written and nobody has any more.
    pub missing: Vec<MissingOfTill>,
    /// Receipt numbers that stand on more than one order.
    pub doubled: Vec<DoubledReceipt>,
}

/// What a till says is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingOfTill {
    /// The till.
    pub till: TillId,
    /// Its name.
    pub till_name: String,
    /// How many entries.
    pub entries: u64,
    /// The receipts whose sales are among them, as far as that is known.
    pub receipts: Vec<ReceiptNumber>,
    /// When the till said so, by its clock: milliseconds since 1970.
    pub said_ms: i64,
}

/// A receipt number that copies of a till gave to different orders. All of them count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoubledReceipt {
    /// The number as it is printed.
    pub receipt: String,
    /// The orders, the oldest first.
    pub orders: Vec<DoubledOrder>,
}

/// One of the orders with such a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoubledOrder {
    /// The order.
    pub order: OrderId,
    /// The business day it was paid on.
    pub day: BusinessDay,
    /// The hour of that day.
    pub hour: u8,
    /// What was paid.
    pub total: Money,
}

impl Reviews {
    /// How many things there are to look at.
    pub const fn count(&self) -> usize {
        self.missing.len() + self.doubled.len()
    }
}
