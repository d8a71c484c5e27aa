//! What has happened to a shift. These bodies are frozen by golden files.

use super::{CashSums, Counted, Takings, ZNumber};
use crate::clock::{BusinessDay, Wall};
use crate::id::MovementId;
use crate::money::Money;
use crate::order::OrderNumber;
use serde::{Deserialize, Serialize};

/// Anything that can happen to a shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShiftEvent {
    /// It was opened.
    Opened(ShiftOpened),
    /// Cash was put into the drawer that is no sale's.
    PaidIn(CashMoved),
    /// Cash was taken out of the drawer that is no change.
    PaidOut(CashMoved),
    /// Cash that was put in or taken out went back.
    MovementUndone(MovementUndone),
    /// The drawer was opened without a sale.
    DrawerOpened(DrawerOpened),
    /// What is in the drawer was counted, before anybody was told what should be.
    Counted(Counted),
    /// It was closed: this is the Z.
    Closed(Box<ShiftClosed>),
    /// Sales reached it after its Z.
    Supplemented(Box<ShiftSupplemented>),
}

/// A shift was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShiftOpened {
    /// The cash in the drawer at the opening.
    pub float: Money,
}

/// Cash was put into the drawer, or taken out of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CashMoved {
    /// Its id.
    pub movement: MovementId,
    /// How much.
    pub amount: Money,
    /// Why.
    pub reason: String,
}

/// Cash that was put in or taken out went back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovementUndone {
    /// Which.
    pub movement: MovementId,
}

/// The drawer was opened without a sale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrawerOpened {
    /// Its id.
    pub movement: MovementId,
    /// Why.
    pub reason: String,
}

/// A shift was closed. Everything its Z says is in here, so that it is signed with its group and never changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShiftClosed {
    /// The Z's number.
    pub number: ZNumber,
    /// The business day of the close.
    pub day: BusinessDay,
    /// When it was opened, as far as that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened: Option<Wall>,
    /// When it was closed.
    pub closed: Wall,
    /// What was sold.
    pub takings: Takings,
    /// What should be in the drawer, and why.
    pub cash: CashSums,
    /// What was in it.
    pub count: Counted,
    /// How many times it was opened without a sale.
    pub openings: u32,
    /// A note for the owner.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Orders that were left open, on purpose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_open: Vec<OrderNumber>,
}

/// Sales of a shift that its Z does not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShiftSupplemented {
    /// The Z.
    pub of: ZNumber,
    /// Its how many-th supplement, from 1.
    pub number: u32,
    /// The sales.
    pub takings: Takings,
}
