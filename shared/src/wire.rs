//! What the till answers its page, as bytes: fields by their place, numbers as short as they are.
//!
//! Invariant: both ends are one build of one program, so nothing here has a version and nothing of it is stored. Names of
//! fields are left out: reading them was a fifth of the page's code. A field that is not written because it is empty is
//! marked as missing, and reads as what its type says for that.
//! Absent on purpose: floats, and whatever has to be looked at to know what it is.

mod read;
mod write;

pub use read::from_bytes;
pub use write::to_bytes;

use thiserror::Error;

/// Why something cannot cross.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum WireError {
    /// A type that cannot be written like this.
    #[error("a type that cannot be written")]
    Unsupported,
    /// Bytes that another build has written, or a part of them.
    #[error("bytes that cannot be read")]
    Unreadable,
    /// A type itself refuses to be written, or what it read.
    #[error("a value that its type refuses")]
    Refused,
}

impl serde::ser::Error for WireError {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Self::Refused
    }
}

impl serde::de::Error for WireError {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Self::Refused
    }
}
