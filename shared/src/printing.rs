//! What a till prints, where, and how that goes.
//!
//! Absent on purpose: bytes, connections, and any rule that a sale depends on. Printing follows a sale, never the other way
//! round.

mod command;
mod printer;
mod rejection;
mod view;

pub use command::{Paper, PrintCommand};
pub use printer::{Characters, Look, PaperWidth, Printer, PrinterPlace, PrinterSet, ReceiptWhen};
pub use rejection::PrintRejection;
pub use view::{PaperName, PrintJob, PrintState, PrintTrouble, PrintView, StationTrouble};
