//! What the till prints: a queue in its file, pages made of what the journal says, and a thread that carries them to the
//! printer.
//!
//! Invariants: a sale never waits for a printer, and none fails with it; what is to be printed with a sale is queued in the
//! transaction that records it; what may be on paper already is never printed again unasked, and a second copy says that
//! it is one; an old paper is not printed unasked.
//! Absent on purpose: bytes and devices, which are the `printer` crate's. The queue is this device's and in no entry: a
//! file that had to be mended begins with an empty one, and every paper can be asked for again.

mod device;
mod page;
mod perform;
mod queue;
mod receipt;
mod report;
mod runner;
mod ticket;
mod turn;
mod words;

pub use queue::Lane;
pub use runner::{Bell, PrintRunner};
pub use turn::{Printing, Troubles, Turn, Work};
