//! A disk that fails, under SQLite: it keeps what was written apart from what was synced, and at a power cut only
//! what was synced is sure to be there.
//!
//! A [`Disk`] is mounted on a folder. From then on every database that this process opens in that folder lives in
//! memory, on that disk; all others go where they always went. So the till needs no switch that ships. In the folder
//! stands a hollow file of the same length for each file of the disk, for those who ask the operating system whether
//! it is there and how long it is.
//!
//! What it can do: lose any subset of the unsynced sectors, tear a write inside a sector, fail the n-th call once, a
//! few times or for ever, write half of what it was given, be full at a byte, count its calls, and keep a picture of
//! itself at each sync, from which a test starts again as often as it likes.
//!
//! After a sync that failed, what it should have made durable is gone for good though it can still be read: that is
//! how Linux does it, and why a sync must never be tried again.
//!
//! This is the one crate with `unsafe` code: SQLite calls us through C pointers. All of it is in [`vfs`].

mod chance;
mod contents;
mod disk;
mod fault;
mod lock;
mod mount;
mod shm;
mod vfs;
mod volume;

pub use chance::Chance;
pub use contents::{Loss, SECTOR_BYTES};
pub use disk::{Disk, Photo};
pub use fault::{Call, Counts, Effect, Fault, Times};
