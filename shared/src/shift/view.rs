//! What the window is told of shifts. Every amount it shows is in here: it adds nothing up but the pieces being counted,
//! and that with [`super::counted`].

use super::{
    CashSums, Counted, Drawer, DrawerLine, ShiftClosed, ShiftSales, ShiftSupplemented, Takings,
    margin_of,
};
use crate::clock::Wall;
use crate::id::ShiftId;
use crate::money::{Currency, Money};
use crate::payment::{denominations, likely_floats};
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

impl ShiftView {
    /// The drawer of a till, where this shift is open on it, and its last float was that.
    pub fn of(
        open: Option<(ShiftId, &Drawer, &ShiftSales)>,
        last_float: Option<Money>,
        currency: Currency,
    ) -> Self {
        Self {
            open: open.map(|(id, drawer, sales)| OpenShiftView::of(id, drawer, sales, currency)),
            float_amounts: likely_floats(last_float, currency),
            denominations: denominations(currency),
        }
    }
}

impl OpenShiftView {
    fn of(shift: ShiftId, drawer: &Drawer, sales: &ShiftSales, currency: Currency) -> Self {
        let cash = CashSums::of(drawer, sales);
        let count = drawer.counted.as_ref();
        Self {
            shift,
            opened: drawer.opened,
            float: drawer.float,
            pay_ins: drawer.pay_ins(),
            pay_outs: drawer.pay_outs(),
            sales: sales.sales,
            log: drawer.log.iter().rev().cloned().collect(),
            count: count.map(|counted| CountView::of(counted, cash, currency)),
        }
    }
}

impl CountView {
    fn of(counted: &Counted, cash: CashSums, currency: Currency) -> Self {
        let margin = margin_of(currency);
        Self {
            within: counted.difference <= margin && -counted.difference <= margin,
            holds: counted.expected == cash.expected,
            counted: counted.clone(),
            cash,
            margin,
        }
    }
}

impl XReport {
    /// The report of a shift that is open. What should be in the drawer is in it only while a count of it holds.
    pub fn of(shift: ShiftId, drawer: &Drawer, sales: &ShiftSales, wall: Wall) -> Self {
        let cash = CashSums::of(drawer, sales);
        let holds = |count: &&Counted| count.expected == cash.expected;
        Self {
            shift,
            opened: drawer.opened,
            takings: Takings::of(sales),
            cash: drawer.counted.as_ref().filter(holds).map(|_| cash),
            openings: drawer.openings(),
            wall,
        }
    }
}
