//! Everything that reads on a till.

use super::{OpenOrderSummary, SaleSummary, Session, SyncStatus};
use crate::id::{LineId, OrderId};
use crate::kitchen::BoardView;
use crate::menu::Menu;
use crate::order::{Back, ReceiptNumber, Ticket};
use crate::payment::TenderKind;
use crate::printing::PrintView;
use crate::quantity::Quantity;
use crate::shift::{ShiftView, XReport, ZReport};
use crate::staff::TeamView;
use serde::{Deserialize, Serialize};

/// A question to a till.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Query {
    /// Who this till is and how its screen is set up.
    Session,
    /// The menu.
    Menu,
    /// One order.
    Ticket {
        /// Which.
        order: OrderId,
    },
    /// The orders that are open, oldest first.
    OpenOrders,
    /// The orders that are paid, newest first.
    Sales {
        /// A part of a receipt's or an order's number, or an amount; everything where it is empty.
        find: String,
        /// How many at most.
        last: u32,
    },
    /// What would be given back.
    Back {
        /// The order.
        order: OrderId,
        /// The receipt that is paid back.
        of: ReceiptNumber,
        /// The lines that come back, and how much of each.
        lines: Vec<(LineId, Quantity)>,
        /// How the money is given back.
        kind: TenderKind,
    },
    /// What waits, and when the server was last heard.
    Sync,
    /// The drawer of this till.
    Shift,
    /// Who works here, and who works at this till.
    Team,
    /// The report of the shift that is open.
    XReport,
    /// The last closes of this till, newest first.
    ZReports {
        /// How many at most.
        last: u32,
    },
    /// The printer, and what did not come out of it.
    Printing,
    /// What the kitchen's screen shows.
    Board,
}

/// The answer to a [`Query`], variant by variant.
#[allow(
    clippy::large_enum_variant,
    reason = "answers are made and read one by one"
)]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// To `Session`.
    Session(Box<Session>),
    /// To `Menu`.
    Menu(Menu),
    /// To `Ticket`; none where nothing was recorded about that order.
    Ticket(Option<Ticket>),
    /// To `OpenOrders`.
    OpenOrders(Vec<OpenOrderSummary>),
    /// To `Sales`.
    Sales(Vec<SaleSummary>),
    /// To `Back`; none where nothing can be given back so.
    Back(Option<Back>),
    /// To `Sync`.
    Sync(Box<SyncStatus>),
    /// To `Shift`.
    Shift(Box<ShiftView>),
    /// To `Team`.
    Team(Box<TeamView>),
    /// To `XReport`; none where no shift is open.
    XReport(Option<Box<XReport>>),
    /// To `ZReports`.
    ZReports(Vec<ZReport>),
    /// To `Printing`.
    Printing(Box<PrintView>),
    /// To `Board`.
    Board(Box<BoardView>),
}
