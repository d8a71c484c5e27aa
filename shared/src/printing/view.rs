//! What the window is told of the printer.

use super::Printer;
use crate::clock::Wall;
use crate::id::StationId;
use crate::order::ReceiptNumber;
use crate::shift::ZNumber;
use serde::{Deserialize, Serialize};

/// The printer of a till, and what did not come out of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintView {
    /// The printer.
    pub printer: Option<Printer>,
    /// What waits, or needs somebody, oldest first.
    pub jobs: Vec<PrintJob>,
    /// What is wrong with the printer, as far as the last try showed.
    pub trouble: Option<PrintTrouble>,
    /// Whether its roll comes to an end, as far as it said.
    pub paper_low: bool,
    /// When the last paper came out.
    pub last_printed: Option<Wall>,
    /// The stations whose printers did not print when they were tried last.
    #[serde(default)]
    pub stations: Vec<StationTrouble>,
}

/// A station whose printer does not print.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StationTrouble {
    /// The station.
    pub station: StationId,
    /// Its name.
    pub name: String,
    /// What is wrong.
    pub trouble: PrintTrouble,
    /// Whether its tickets come out of this till's printer meanwhile.
    pub fallback: bool,
}

/// Something to be printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintJob {
    /// Its number.
    pub job: i64,
    /// What it is.
    pub paper: PaperName,
    /// When it was asked for.
    pub made: Wall,
    /// How it stands.
    pub state: PrintState,
}

/// A paper, as it is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperName {
    /// Of a payment.
    Receipt(ReceiptNumber),
    /// Of a refund.
    Refund(ReceiptNumber),
    /// An X.
    X,
    /// A Z.
    Z(ZNumber),
    /// What shows what the printer can do.
    Test,
    /// Nothing but the drawer.
    Drawer,
    /// What the station of this name is told.
    Ticket(String),
}

/// How a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrintState {
    /// It is printed as soon as the printer can.
    Waiting,
    /// It is being printed.
    Printing,
    /// It broke off in the middle: a part of it, or all of it, may be on paper. It is not printed again unasked.
    Unsure,
    /// It waited so long that nobody may want it any more. It is not printed unasked.
    Late,
}

/// What is wrong with a printer. Each has words in every language, in `ui/kit`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrintTrouble {
    /// Its address is none.
    NoAddress,
    /// It is not plugged in.
    NotThere,
    /// This program may not use it.
    NotAllowed,
    /// Another program is printing.
    Busy,
    /// It is switched off, or in another network.
    Unreachable,
    /// It takes nothing.
    Stuck,
    /// The roll is at its end.
    OutOfPaper,
    /// Its cover is open.
    CoverOpen,
    /// It says that it does not print.
    NotReady,
    /// It went away in the middle.
    WentAway,
    /// Anything else.
    Broken,
}
