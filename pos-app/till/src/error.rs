//! Why the till did not do something: whose problem is it?

use shared::menu::MenuRejection;
use shared::till::{Rejection, TillFailure};
use thiserror::Error;

/// A refusal, a full disk, or a fault of disk or program. Outages of the network are [`crate::sync::Outage`].
#[derive(Debug, Error)]
pub enum TillError {
    /// The rules say no.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// The disk has no room left.
    #[error("the disk is full")]
    DiskFull,
    /// The file was made by a newer version.
    #[error("the file was made by a newer version of this program: it is only read")]
    NewerFile,
    /// SQLite failed.
    #[error("the database failed: {0}")]
    Database(rusqlite::Error),
    /// What is in the file contradicts itself.
    #[error("the file is damaged: {0}")]
    Damaged(String),
    /// Something outside the database could not be read or written.
    #[error("{doing}: {source}")]
    Io {
        /// What was being done, with the path.
        doing: String,
        /// Why not.
        source: std::io::Error,
    },
}

impl TillError {
    /// An input or output failure while `doing`.
    pub fn io(doing: impl Into<String>) -> impl FnOnce(std::io::Error) -> Self {
        let doing = doing.into();
        move |source| match source.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Io { doing, source },
        }
    }

    /// Whether the disk failed in a way after which the open file cannot be believed any more: it is opened
    /// again and verified, never written to a second time.
    pub fn needs_reopening(&self) -> bool {
        let Self::Database(rusqlite::Error::SqliteFailure(error, _)) = self else {
            return false;
        };
        matches!(
            error.code,
            rusqlite::ErrorCode::SystemIoFailure
                | rusqlite::ErrorCode::DatabaseCorrupt
                | rusqlite::ErrorCode::NotADatabase
        )
    }
}

impl From<MenuRejection> for TillError {
    fn from(rejection: MenuRejection) -> Self {
        Self::Rejected(rejection.into())
    }
}

impl From<rusqlite::Error> for TillError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Self::DiskFull,
            _ => Self::Database(error),
        }
    }
}

impl From<TillError> for TillFailure {
    fn from(error: TillError) -> Self {
        match error {
            TillError::Rejected(rejection) => Self::Rejected(rejection),
            TillError::DiskFull => Self::DiskFull,
            TillError::NewerFile => Self::NewerFile,
            fault @ (TillError::Database(_) | TillError::Damaged(_) | TillError::Io { .. }) => {
                Self::Fault(fault.to_string())
            }
        }
    }
}

/// Why a till's folder cannot be opened at all.
#[derive(Debug, Error)]
pub enum OpenError {
    /// Another till works on this folder.
    #[error("another till is running on {0}")]
    InUse(String),
    /// There is no till in this folder yet, and it may not be made here.
    #[error("there is no till in {0}")]
    NotThere(String),
    /// A failure.
    #[error(transparent)]
    Failed(#[from] TillError),
}

impl From<OpenError> for TillFailure {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::InUse(_) => Self::InUse,
            OpenError::NotThere(_) => Self::Fault(error.to_string()),
            OpenError::Failed(error) => error.into(),
        }
    }
}
