//! The journal: an append-only, hash-chained, signed record of everything that happened.
//!
//! Invariants: an entry has one place (series, sequence) for ever; the same place always holds the same bytes;
//! sequences have no gaps; what crosses a boundary is whole groups.
//! Absent on purpose: the business. A signed `Joined` entry binds a series to one, once.

mod body;
mod carried;
mod chain;
mod entry;
mod header;
mod signature;

pub use body::Body;
pub use carried::Carried;
pub use chain::{ChainError, Head, check_chain};
pub use entry::{Entry, Sequence, Stamp};
pub use header::{SeriesHeader, Writer};
pub use signature::{
    Hash, PublicKey, Signature, SigningKey, cosign_message, head_message, request_message,
    sign_head, verify_head, verify_message,
};

/// The largest number of entries of a group.
pub const GROUP_ENTRIES_MAX: usize = 200;
/// The largest group: the canonical bytes of its entries.
pub const GROUP_BYTES_MAX: usize = 256 * 1024;
/// The largest entry, canonical bytes.
pub const ENTRY_BYTES_MAX: usize = 64 * 1024;
