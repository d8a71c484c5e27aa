//! What is wrong with a row of a file from outside: a menu, or sales of another system.

use super::Rejection;
use crate::money::AmountError;
use crate::quantity::QuantityError;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A row of a file that could not be taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowProblem {
    /// The line of the file, from 1.
    pub line: u64,
    /// What is wrong.
    pub fault: RowFault,
}

/// What is wrong with a row. Each has words in every language, in `ui/kit`.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowFault {
    /// There is nothing in the file.
    #[error("the file is empty; its first line must be {wanted}")]
    NoHeader {
        /// The first line that is wanted.
        wanted: String,
    },
    /// The file's columns are others.
    #[error("the first line must be {wanted}, not {found:?}")]
    OtherHeader {
        /// The first line that is wanted.
        wanted: String,
        /// The first line as it is, cut to 200 signs.
        found: String,
    },
    /// The row has more or fewer fields than the first line.
    #[error("{needed} fields are needed, {found} found")]
    FieldCount {
        /// Fields of the first line.
        needed: usize,
        /// Fields of this one.
        found: usize,
    },
    /// Not text.
    #[error("not UTF-8")]
    NotText,
    /// A field that must not be empty.
    #[error("{column} is empty")]
    Empty {
        /// Its column.
        column: String,
    },
    /// A field that is too long.
    #[error("{column} is longer than {max} signs")]
    TooLong {
        /// Its column.
        column: String,
        /// The most signs.
        max: usize,
    },
    /// A field that must be a whole number.
    #[error("{column} {text:?} is not a number")]
    NotANumber {
        /// Its column.
        column: String,
        /// What stands there.
        text: String,
    },
    /// Not an amount of the currency.
    #[error("{column}: {fault}")]
    Amount {
        /// Its column.
        column: String,
        /// Why not.
        fault: AmountError,
    },
    /// An amount below zero.
    #[error("{column}: {text} is below zero")]
    BelowZero {
        /// Its column.
        column: String,
        /// What stands there.
        text: String,
    },
    /// Not a tax rate.
    #[error(
        "{text:?} is not a tax rate: write a percentage between 0 and 100 with at most two decimals"
    )]
    TaxRate {
        /// What stands there.
        text: String,
    },
    /// Not a quantity.
    #[error("quantity: {0}")]
    Quantity(QuantityError),
    /// Quantity by price is more than a line can hold.
    #[error("quantity by unit_price is more than a line can hold")]
    LineTooLarge,
    /// A question with more answers needed than allowed.
    #[error("group_min {min} is above group_max {max}")]
    MinAboveMax {
        /// The fewest answers.
        min: u16,
        /// The most answers.
        max: u16,
    },
    /// The same product stands further up with another price or tax.
    #[error("{name:?} has another price or tax in a row above")]
    ProductDiffers {
        /// The product.
        name: String,
    },
    /// The same barcode stands further up at another product.
    #[error("barcode {barcode} is that of {name:?} in a row above")]
    BarcodeTwice {
        /// The barcode.
        barcode: String,
        /// The product further up.
        name: String,
    },
    /// The same group stands further up with another minimum or maximum.
    #[error("group {name:?} has another minimum or maximum in a row above")]
    GroupDiffers {
        /// The group.
        name: String,
    },
    /// The same modifier stands further up.
    #[error("{name:?} is there already")]
    ModifierTwice {
        /// The modifier.
        name: String,
    },
    /// Neither cash nor card.
    #[error("tender: {text:?} is neither cash nor card")]
    OtherTender {
        /// What stands there.
        text: String,
    },
    /// Not a local time.
    #[error("at: {text:?} is not a local time such as 2026-11-24T09:30:00")]
    NotATime {
        /// What stands there.
        text: String,
    },
    /// A time nobody sold at.
    #[error("at: {text:?} is not between the years 1970 and 2200")]
    YearOutOfRange {
        /// What stands there.
        text: String,
    },
    /// An order with more rows than an order has lines.
    #[error("order {order:?} has more than {max} rows")]
    OrderTooLong {
        /// The order.
        order: String,
        /// The most lines of an order.
        max: i64,
    },
    /// The rows of an order do not stand together.
    #[error("order {order:?} stands further up: the rows of an order go together")]
    OrderApart {
        /// The order.
        order: String,
    },
    /// The till refused what the row says.
    #[error("{0}")]
    Refused(Box<Rejection>),
}
