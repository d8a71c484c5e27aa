//! Why something is not printed. Each reason has words in every language, in `ui/kit`.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A refusal of the printer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrintRejection {
    /// No printer could be there.
    #[error(
        "this is no place of a printer: write its name or number in the network, or the path of its device"
    )]
    BadPlace,
    /// This till has no printer.
    #[error("this till has no printer: name one first")]
    NoPrinter,
    /// There is nothing of that number, or no such shift.
    #[error("there is no such paper")]
    NoSuchPaper,
    /// It came out, or is not wanted any more.
    #[error("there is no such job")]
    NoSuchJob,
    /// The document could not be written.
    #[error("the document could not be written")]
    NotWritten,
}
