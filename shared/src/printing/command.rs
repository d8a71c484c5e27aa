//! What staff can ask of the printer. None of it is in the journal but the printer itself: a paper says what the journal
//! says.

use super::Printer;
use crate::id::{KitchenTicketId, OrderId, ShiftId};
use crate::order::ReceiptNumber;
use serde::{Deserialize, Serialize};

/// An order to the printer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrintCommand {
    /// The till has this printer from now on; none where nothing is printed any more.
    SetPrinter(Option<Printer>),
    /// Prints a paper. One that was printed before is marked as a copy.
    Print(Paper),
    /// Writes a paper as a PDF into the person's documents.
    Save(Paper),
    /// Prints a page that shows what the printer can do.
    Test,
    /// What did not come out is printed after all.
    Again {
        /// The job.
        job: i64,
    },
    /// What did not come out is not wanted any more.
    Leave {
        /// The job.
        job: i64,
    },
}

/// What can be printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// What a customer is given of a payment or a refund.
    Receipt {
        /// The order.
        order: OrderId,
        /// The number of the payment's receipt, or of the refund's.
        receipt: ReceiptNumber,
    },
    /// What a station was told, once more.
    Ticket {
        /// The ticket.
        ticket: KitchenTicketId,
    },
    /// The report of the shift that is open, as it is now.
    X,
    /// The report of a shift that is closed.
    Z {
        /// The shift.
        shift: ShiftId,
    },
}
