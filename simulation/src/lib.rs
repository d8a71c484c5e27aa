//! Cafes in a bottle: real tills on real SQLite, the real rules of the server, one thread, virtual time, bad weather.
//!
//! A number makes a [`Script`]; a script plays the same day every time; a [`Checker`](check) recounts what the tills
//! confirmed to their users and compares. Absent on purpose: what the product does not have yet (see the README).

mod campaign;
mod chance;
pub mod check;
mod fault;
mod ledger;
mod machine;
mod network;
mod recount;
mod script;
mod server;
mod shrink;
mod stranger;
mod tally;
mod trace;
mod world;

pub use campaign::{Campaign, Verdicts, campaign};
pub use chance::Chance;
pub use fault::Fault;
pub use script::{Act, Script, What};
pub use shrink::shrink;
pub use tally::Tally;
pub use world::{Played, Violation, play};
