//! Sync with the server: an engine without IO that says what to send next and takes in what came back, and the
//! thread that carries it out.
//!
//! Invariants: nothing of a sale waits for this; the till is never held while the network is busy; one request at a
//! time; what an answer changes is one transaction.

mod line;
mod state;

pub use line::Line;
pub use state::SyncState;

use shared::journal::Sequence;

/// How many entries wait.
pub const fn entries_waiting(head: Sequence, durable: Sequence) -> u64 {
    head.0.saturating_sub(durable.0)
}
