//! Why the rules say no. Each reason has words in every language, in `ui/kit`.

use crate::id::{LineId, ModifierId, ProductId};
use crate::money::Money;
use crate::payment::Shortfall;
use crate::percent::Percent;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A refusal of an order command.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderRejection {
    /// The order is paid: what comes now belongs to a new one.
    #[error("the order is already settled")]
    AlreadySettled,
    /// There is nothing to pay for.
    #[error("the order has no lines")]
    Empty,
    /// No such line on the order.
    #[error("the order has no line {line}")]
    NoSuchLine {
        /// The line.
        line: LineId,
    },
    /// No such product on the menu.
    #[error("the menu has no product {product}")]
    NoSuchProduct {
        /// The product.
        product: ProductId,
    },
    /// The product has no price yet.
    #[error("{name:?} has no price yet: say it once")]
    PriceMissing {
        /// The product.
        product: ProductId,
        /// Its name.
        name: String,
    },
    /// The product does not offer this modifier.
    #[error("the product does not offer modifier {modifier}")]
    ModifierNotOffered {
        /// The modifier.
        modifier: ModifierId,
    },
    /// Fewer modifiers than a group needs.
    #[error("{group:?} needs at least {min}")]
    TooFewModifiers {
        /// The group's name.
        group: String,
        /// The fewest.
        min: u16,
    },
    /// More modifiers than a group allows.
    #[error("{group:?} allows at most {max}")]
    TooManyModifiers {
        /// The group's name.
        group: String,
        /// The most.
        max: u16,
    },
    /// A quantity of nothing, below nothing or above the limit.
    #[error("a quantity is above zero and at most 10000")]
    QuantityOutOfRange,
    /// A price below zero or above the limit.
    #[error("a price is at least zero and within the limit of a line")]
    PriceOutOfRange,
    /// A line of several is needed to take one from.
    #[error("the line has only one unit")]
    NothingToTake,
    /// More lines than an order holds.
    #[error("an order holds at most {max} lines")]
    TooManyLines {
        /// The most.
        max: u16,
    },
    /// A text longer than its limit.
    #[error("the text is longer than {max} signs")]
    TextTooLong {
        /// The most.
        max: u16,
    },
    /// The total is not the one that the screen showed.
    #[error("the total changed")]
    TotalChanged {
        /// What the screen showed.
        shown: Money,
        /// What it is.
        total: Money,
    },
    /// The tenders do not cover the total.
    #[error("the tenders do not cover the total")]
    Short(Shortfall),
    /// A card was charged more than the total: change is given for cash only.
    #[error("the card amount is above the total")]
    CardAboveTotal {
        /// The total.
        total: Money,
    },
    /// A discount of nothing, or on nothing.
    #[error("a discount takes something off something")]
    DiscountOutOfRange,
    /// Nobody said why.
    #[error("a reason is needed")]
    ReasonMissing,
    /// More than whoever gives it may take off.
    #[error("the discount is above the limit")]
    DiscountAboveLimit {
        /// The part that it takes off.
        part: Percent,
        /// The limit.
        max: Percent,
    },
    /// The order is not paid, or not with this receipt.
    #[error("nothing was paid with this receipt")]
    NotPaid,
    /// Nothing is left of the payment to give back.
    #[error("everything was given back already")]
    NothingToRefund,
    /// More of a line than is left of what was paid.
    #[error("more of {name:?} than was paid and not given back")]
    RefundAbovePaid {
        /// The line.
        line: LineId,
        /// Its name.
        name: String,
    },
    /// No such ticket of the order.
    #[error("the order has no such ticket")]
    NoSuchTicket,
    /// A tip below nothing, or larger than any total.
    #[error("a tip is at least zero")]
    TipOutOfRange,
    /// A tender of nothing or below.
    #[error("an amount given is above zero")]
    TenderOutOfRange,
}
