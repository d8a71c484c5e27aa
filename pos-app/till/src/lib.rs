//! The counter without a window: an append-only journal in SQLite, what follows from it, and its way to the server.
//!
//! Invariants: one door writes ([`Till::execute`]), one transaction a command; a sale is complete when SQLite has
//! committed it; nothing waits for the network. Clock, randomness and transport are arguments.
//! Absent on purpose: windows (the shell's) and rules (`shared`'s).

mod books;
mod counter;
mod damage;
mod database;
mod desk;
mod device;
mod error;
pub mod headless;
mod identity;
pub mod journal;
mod key;
mod keyring;
mod leaving;
mod lineage;
mod menu;
mod moment;
mod order;
mod printing;
mod priority;
pub mod real;
mod rebuild;
mod report;
mod rows;
mod session;
mod settings;
mod shift;
mod staff;
pub mod sync;
mod till;
mod witness;

pub use crate::keyring::{Kept, Keyring, OsKeyring};
pub use counter::{Counter, CounterOptions};
pub use database::RESERVE_BYTES;
pub use error::{OpenError, TillError};
pub use moment::{Clock, Entropy};
pub use printing::{Lane, Turn, Work};
pub use rebuild::PROJECTIONS;
pub use report::Reader;
pub use till::{Till, TillOptions};
pub use witness::{Testimony, Witness};
