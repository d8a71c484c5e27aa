//! Why a command line did not do what it says.

use crate::error::{OpenError, TillError};
use shared::till::{Rejection, TillFailure};
use thiserror::Error;

/// Why a command line did not do what it says, in words for people.
#[derive(Debug, Error)]
pub enum Complaint {
    /// What was asked makes no sense.
    #[error("{0}")]
    Usage(String),
    /// The till cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// Disk or program failed.
    #[error(transparent)]
    Till(#[from] TillError),
    /// The till refused, or failed.
    #[error("{}", in_words(.0))]
    Failed(TillFailure),
    /// Rows of a file were refused; each was named.
    #[error("{file}: {rows} rows could not be taken in; everything else is")]
    Rows {
        /// The file.
        file: String,
        /// How many.
        rows: usize,
    },
    /// The sync gave up.
    #[error("the sync did not come to rest: {waiting} entries wait")]
    NotQuiet {
        /// How many entries wait.
        waiting: u64,
    },
}

impl From<TillFailure> for Complaint {
    fn from(failure: TillFailure) -> Self {
        Self::Failed(failure)
    }
}

/// A failure in words, with the rows of a file that could not be read at all.
pub fn in_words(failure: &TillFailure) -> String {
    match failure {
        TillFailure::Rejected(Rejection::NothingImported { file, problems }) => {
            let rows = problems
                .iter()
                .map(|row| format!("{file}:{}: {}", row.line, row.fault));
            rows.chain([format!("{file}: nothing could be read")])
                .collect::<Vec<_>>()
                .join("\n")
        }
        TillFailure::Rejected(rejection) => rejection.to_string(),
        TillFailure::DiskFull => TillError::DiskFull.to_string(),
        TillFailure::NewerFile => TillError::NewerFile.to_string(),
        TillFailure::InUse => "another till is running on this folder".to_owned(),
        TillFailure::Fault(fault) => fault.clone(),
    }
}
