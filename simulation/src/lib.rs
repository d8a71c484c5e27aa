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
#[cfg(feature = "planted")]
mod planted;
mod recount;
mod script;
mod server;
mod shrink;
mod stranger;
mod tally;
mod trace;
mod world;

pub use campaign::{Broken, Verdicts, campaign, expected, play_seed};
pub use chance::Chance;
pub use fault::Fault;
#[cfg(feature = "planted")]
pub use planted::{Found, hunt};
pub use script::{Act, Script, What};
pub use shrink::shrink;
pub use tally::Tally;
pub use world::{Played, Violation, play};
