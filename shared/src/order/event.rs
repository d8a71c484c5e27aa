//! What has happened to an order. These bodies are frozen by golden files.

use super::{Discount, OrderNumber, ReceiptNumber, Totals};
use crate::clock::BusinessDay;
use crate::id::{
    CategoryId, LineId, ModifierGroupId, ModifierId, OrderId, ProductId, RefundId, ShiftId, StaffId,
};
use crate::kitchen::{Sent, TicketMarked};
use crate::money::Money;
use crate::payment::Tender;
use crate::quantity::Quantity;
use crate::tax::{TaxLine, TaxMode, TaxRate};
use serde::{Deserialize, Serialize};

/// Anything that can happen to an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrderEvent {
    /// It was opened.
    Opened(Opened),
    /// A line was added, with its price and tax as they were then.
    LineAdded(LineAdded),
    /// More or less of a line.
    QuantityChanged(QuantityChanged),
    /// Other modifiers or another note.
    LineEdited(LineEdited),
    /// A line was taken off.
    LineRemoved(LineRemoved),
    /// It is for here or to go.
    ChannelSet(ChannelSet),
    /// Something is taken off a line, or off all of them, or not any more.
    DiscountSet(DiscountSet),
    /// It is kept under this name: a table's or somebody's.
    Named(Named),
    /// Lines of another order are on this one from now on.
    MovedIn(MovedIn),
    /// Lines of it are on another one from now on.
    MovedOut(MovedOut),
    /// A station was told what is to be made of it.
    Sent(Sent),
    /// A station is so far with a ticket of it.
    TicketMarked(TicketMarked),
    /// It is not to be paid: nobody had it.
    Voided(Voided),
    /// It was paid.
    Settled(Settled),
    /// Money was given back for it.
    Refunded(Refunded),
}

impl OrderEvent {
    /// The number of the paper that it gave a customer, if it did.
    pub const fn receipt(&self) -> Option<&ReceiptNumber> {
        match self {
            Self::Settled(settled) => Some(&settled.receipt),
            Self::Refunded(refunded) => Some(&refunded.receipt),
            Self::Opened(_)
            | Self::LineAdded(_)
            | Self::QuantityChanged(_)
            | Self::LineEdited(_)
            | Self::LineRemoved(_)
            | Self::ChannelSet(_)
            | Self::DiscountSet(_)
            | Self::Named(_)
            | Self::MovedIn(_)
            | Self::MovedOut(_)
            | Self::Sent(_)
            | Self::TicketMarked(_)
            | Self::Voided(_) => None,
        }
    }

    /// The other order that it is about, if there is one: the two fold as one.
    pub const fn other_order(&self) -> Option<OrderId> {
        match self {
            Self::MovedIn(moved) => Some(moved.from),
            Self::MovedOut(moved) => Some(moved.to),
            Self::Opened(_)
            | Self::LineAdded(_)
            | Self::QuantityChanged(_)
            | Self::LineEdited(_)
            | Self::LineRemoved(_)
            | Self::ChannelSet(_)
            | Self::DiscountSet(_)
            | Self::Named(_)
            | Self::Sent(_)
            | Self::TicketMarked(_)
            | Self::Voided(_)
            | Self::Settled(_)
            | Self::Refunded(_) => None,
        }
    }
}

/// Where the customer has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// In the cafe.
    #[default]
    Here,
    /// Taken away.
    ToGo,
}

/// An order was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// Its number.
    pub number: OrderNumber,
    /// For here or to go.
    pub channel: Channel,
}

/// A modifier of a line, with its price as it was then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChosenModifier {
    /// Its id.
    pub id: ModifierId,
    /// The group it answers.
    pub group: ModifierGroupId,
    /// Its name.
    pub name: String,
    /// What it adds to the price of one unit.
    pub price: Money,
}

/// The category of a product as it was then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineCategory {
    /// Its id.
    pub id: CategoryId,
    /// Its name.
    pub name: String,
}

/// A line was added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineAdded {
    /// The line.
    pub line: LineId,
    /// The product; none for a free amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<ProductId>,
    /// Its name.
    pub name: String,
    /// Its category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<LineCategory>,
    /// How much of it.
    pub quantity: Quantity,
    /// The price of one unit without modifiers.
    pub unit_price: Money,
    /// The tax rate.
    pub tax: TaxRate,
    /// Whether the price holds the tax.
    pub tax_mode: TaxMode,
    /// The modifiers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub modifiers: Vec<ChosenModifier>,
    /// A note for the bar.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// More or less of a line: a step, so that two tills' steps add up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuantityChanged {
    /// The line.
    pub line: LineId,
    /// Thousandths more (less below zero).
    pub by: i64,
}

/// Other modifiers and note of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineEdited {
    /// The line.
    pub line: LineId,
    /// All its modifiers now.
    pub modifiers: Vec<ChosenModifier>,
    /// Its note now.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A line was taken off. Bringing it back is a new line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineRemoved {
    /// The line.
    pub line: LineId,
}

/// For here or to go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelSet {
    /// Which.
    pub channel: Channel,
}

/// Something is taken off a line, or off all of them; or not any more, where there is no discount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiscountSet {
    /// The line; none for the whole order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<LineId>,
    /// What is taken off it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<Discount>,
}

/// An order is kept under a name; under none where that is empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// A table's or somebody's.
    pub name: String,
}

/// Lines came from another order. Both orders say so, so that whoever reads one finds the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedIn {
    /// The order they were on.
    pub from: OrderId,
    /// The lines, as they stand.
    pub lines: Vec<LineId>,
}

/// Lines went to another order, in the same group in which they came there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedOut {
    /// The order they are on now.
    pub to: OrderId,
    /// The lines, as they stand.
    pub lines: Vec<LineId>,
}

/// An order was called off before it was paid: these lines of it. What another till adds meanwhile is still to be paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voided {
    /// The lines that stood on it, and what would have been paid for each.
    pub lines: Vec<Covered>,
    /// Why.
    pub reason: String,
    /// Who approved it, where whoever did it may not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<StaffId>,
}

/// An order was paid: exactly these lines, for exactly this total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// The receipt's number.
    pub receipt: ReceiptNumber,
    /// The shift whose drawer took the money.
    pub shift: ShiftId,
    /// The business day it belongs to, for ever.
    pub day: BusinessDay,
    /// The hour of the day at the place, `0..=23`.
    pub hour: u8,
    /// The lines that were paid.
    pub lines: Vec<Covered>,
    /// What they add up to.
    pub totals: Totals,
    /// What was given on top, for those who work here.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub tip: Money,
    /// What the smallest coin made of the cash that was due: more, or less below zero.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub rounding: Money,
    /// What was given, of tip and total.
    pub tenders: Vec<Tender>,
    /// What was given back in cash.
    pub change: Money,
}

impl Settled {
    /// What stayed of what was given.
    pub fn taken(&self) -> Money {
        self.totals.total + self.tip + self.rounding
    }
}

/// A line as it was paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Covered {
    /// The line.
    pub line: LineId,
    /// How much of it.
    pub quantity: Quantity,
    /// What was paid for it, tax included.
    pub amount: Money,
}

/// Money was given back for a paid order. What was paid stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refunded {
    /// Its id.
    pub refund: RefundId,
    /// The number of its own paper.
    pub receipt: ReceiptNumber,
    /// The receipt that it is for: of an order that was paid twice, one of two.
    pub of: ReceiptNumber,
    /// The shift whose drawer gave the money.
    pub shift: ShiftId,
    /// The business day it belongs to, for ever.
    pub day: BusinessDay,
    /// The hour of the day at the place, `0..=23`.
    pub hour: u8,
    /// The lines that come back: how much of each, and what was paid for that, tax included.
    pub lines: Vec<Covered>,
    /// The taxes in that.
    pub taxes: Vec<TaxLine>,
    /// What the lines add up to.
    pub total: Money,
    /// A tip that comes back, where the whole payment was a mistake.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub tip: Money,
    /// What the smallest coin makes of it: more is given, or less below zero.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub rounding: Money,
    /// What is given back, and how.
    pub tender: Tender,
    /// What happens with the goods.
    pub goods: Goods,
    /// Why.
    pub reason: String,
    /// Who approved it, where whoever gave it may not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<StaffId>,
}

/// What happens with goods whose money was given back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goods {
    /// They are gone.
    #[default]
    ThrownAway,
    /// They can be sold again.
    BackToStock,
    /// The customer has them: too much was charged.
    Kept,
}
