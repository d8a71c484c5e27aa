//! Sync with the server: an engine without IO that says what to send next and takes in what came back, and the
//! thread that carries it out.
//!
//! Invariants: nothing of a sale waits for this; the till is never held while the network is busy; one request at a
//! time; what an answer changes is one transaction.

mod ahead;
mod ask;
mod backoff;
mod engine;
mod enrol;
mod hand_back;
mod hello;
mod line;
mod missing;
mod poke;
mod pull;
mod push;
mod refold;
mod request;
mod runner;
mod state;
mod transport;

pub use ahead::Packed;
pub use engine::{Action, Engine};
pub use enrol::{enrol_request, read_enrolment, server_address};
pub use line::Line;
pub use missing::missing;
pub use request::{Outage, Request, Response};
pub use runner::{Desktop, Progress, Runner, Wake, lock};
pub use state::SyncState;
pub use transport::{HttpTransport, Transport};

use shared::journal::Sequence;

/// How many entries wait: those of the series written now, and those of older ones that still have to be carried.
pub const fn entries_waiting(head: Sequence, durable: Sequence, behind: u64) -> u64 {
    head.0.saturating_sub(durable.0).saturating_add(behind)
}
