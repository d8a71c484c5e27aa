//! Why a till does not do what it is asked, as it crosses to the window.

use super::RowProblem;
use crate::menu::MenuRejection;
use crate::money::Currency;
use crate::order::OrderRejection;
use crate::printing::PrintRejection;
use crate::settings::SettingsRejection;
use crate::shift::ShiftRejection;
use crate::staff::StaffRejection;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The rules say no. Each reason has words in every language, in `ui/kit`.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rejection {
    /// Of an order command.
    #[error(transparent)]
    Order(OrderRejection),
    /// Of a shift command.
    #[error(transparent)]
    Shift(ShiftRejection),
    /// Of a staff command, or since whoever asks may not do this.
    #[error(transparent)]
    Staff(StaffRejection),
    /// Of settings.
    #[error(transparent)]
    Settings(SettingsRejection),
    /// Of the printer.
    #[error(transparent)]
    Print(PrintRejection),
    /// No such product on the menu.
    #[error("the menu has no such product")]
    NoSuchProduct,
    /// A name that is empty or too long.
    #[error("a name has 1 to 200 signs")]
    BadName,
    /// A price below zero or above the limit.
    #[error("a price is at least zero and within the limit of a line")]
    PriceOutOfRange,
    /// Nothing in the file could be read.
    #[error("{file}: nothing could be read")]
    NothingImported {
        /// The file.
        file: String,
        /// What was wrong with its rows.
        problems: Vec<RowProblem>,
    },
    /// The server does not know the code: wrong, used or over.
    #[error("the server does not accept this code")]
    EnrolmentCodeRefused,
    /// The till is in a business already.
    #[error("the till is enrolled already")]
    AlreadyEnrolled,
    /// The till would leave its business, and not everything it did there has arrived.
    #[error("{entries} entries have not reached the server yet: sync first")]
    LeavesUnsent {
        /// How many entries wait.
        entries: u64,
    },
    /// The till would leave its business with a shift open.
    #[error("a shift is open: close it first")]
    LeavesShiftOpen,
    /// The till would leave its business with an order open.
    #[error("an order is open: take the money or remove its lines first")]
    LeavesOrderOpen,
    /// The till has counted in another currency than the business's.
    #[error("this till counted in {ours}, the business counts in {theirs}")]
    OtherCurrency {
        /// The till's.
        ours: Currency,
        /// The business's.
        theirs: Currency,
    },
    /// Not an address of a server.
    #[error("this is not an address of a server: write http:// or https:// and its name")]
    BadServerAddress,
    /// The server did not answer, and this command needs it.
    #[error("the server does not answer")]
    ServerUnreachable,
    /// The till is not in a business yet, and this command needs that.
    #[error("the till is not enrolled")]
    NotEnrolled,
}

/// Why a command or a query has no answer: whose problem is it?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TillFailure {
    /// The rules say no: the window says why.
    Rejected(Rejection),
    /// The disk has no room left: nothing was recorded.
    DiskFull,
    /// The file was made by a newer version: this one reads and exports, and writes nothing.
    NewerFile,
    /// Another window has this till's folder open.
    InUse,
    /// The disk or the program failed: nothing was recorded. The text is for the log and the support.
    Fault(String),
}

impl From<MenuRejection> for Rejection {
    fn from(rejection: MenuRejection) -> Self {
        match rejection {
            MenuRejection::BadName => Self::BadName,
            MenuRejection::PriceOutOfRange => Self::PriceOutOfRange,
            // A till changes no barcode but from a file, which says more exactly what is wrong with it.
            MenuRejection::NoSuchProduct | MenuRejection::BadBarcode => Self::NoSuchProduct,
        }
    }
}
