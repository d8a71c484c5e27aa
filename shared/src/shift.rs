//! What a shift may do: the time between the opening and the close of a drawer.
//!
//! `decide` turns a command into events or a rejection; `ShiftFold` turns events into a state, whatever order they
//! arrived in; `ShiftSales` is the running fold behind X and Z. Invariants: a sale counts in the shift that its payment
//! names; a Z is the closing entry itself and never changes, what reaches the shift later goes into a numbered
//! supplement; what is expected in the drawer is not told before it was counted.
//! Absent on purpose: clocks and fresh ids, which come in; staff, printing, and everything that is not cash.

mod command;
mod count;
mod decide;
mod event;
mod fold;
mod number;
mod receipts;
mod rejection;
mod report;
mod sales;
mod view;

pub use command::ShiftCommand;
pub use count::{Balance, Counted, Pieces, counted, margin_of};
pub use decide::{Context, REASON_MAX, decide};
pub use event::{
    CashMoved, DrawerOpened, MovementUndone, ShiftClosed, ShiftEvent, ShiftOpened,
    ShiftSupplemented,
};
pub use fold::{Closing, Drawer, DrawerLine, LineKind, Shift, ShiftFold, Supplement};
pub use number::ZNumber;
pub use receipts::{ReceiptRun, holds};
pub use rejection::ShiftRejection;
pub use report::{CashSums, CategorySum, Takings, TenderSum};
pub use sales::{ShiftSale, ShiftSales};
pub use view::{CountView, OpenShiftView, ShiftView, XReport, ZReport};
