//! What the window is told of shifts. Every amount it shows is in here: it adds nothing up but the pieces being counted,
//! and that with [`super::counted`].

use super::{CashSums, Counted, DrawerLine, ShiftClosed, ShiftSupplemented, Takings};
use crate::clock::Wall;
use crate::id::ShiftId;
use crate::money::Money;
use serde::{Deserialize, Serialize};

/// The drawer of this till.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShiftView {
    /// The shift that is open.
    pub open: Option<OpenShiftView>,
    /// Floats that are likely, smallest first.
    pub float_amounts: Vec<Money>,
    /// Notes and coins, largest first.
    pub denominations: Vec<Money>,
}

/// A shift that is open. What should be in its drawer is told with the count, not before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenShiftView {
    /// The shift.
    pub shift: ShiftId,
    /// When it was opened.
    pub opened: Option<Wall>,
    /// The cash in the drawer then.
    pub float: Money,
    /// What was put in since.
    pub pay_ins: Money,
    /// What was taken out since.
    pub pay_outs: Money,
    /// How many sales.
    pub sales: u32,
    /// What was done with the drawer, newest first.
    pub log: Vec<DrawerLine>,
    /// The last count.
    pub count: Option<CountView>,
}

/// A count, and what should have been there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountView {
    /// The count.
    pub counted: Counted,
    /// Why that much is expected.
    pub cash: CashSums,
    /// The difference that needs no word.
    pub margin: Money,
    /// Whether the difference is within it.
    pub within: bool,
    /// Whether the count still holds: no cash went in or out since.
    pub holds: bool,
}

/// An X: the report of a shift that is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct XReport {
    /// The shift.
    pub shift: ShiftId,
    /// When it was opened.
    pub opened: Option<Wall>,
    /// What was sold.
    pub takings: Takings,
    /// What should be in the drawer; none before it was counted.
    pub cash: Option<CashSums>,
    /// How many times the drawer was opened without a sale.
    pub openings: u32,
    /// The till's clock.
    pub wall: Wall,
}

/// A Z with what was added to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ZReport {
    /// The shift.
    pub shift: ShiftId,
    /// The Z.
    pub closed: ShiftClosed,
    /// Sales that reached it afterwards.
    pub supplements: Vec<ShiftSupplemented>,
}
