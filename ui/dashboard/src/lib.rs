//! The owner's page: what was sold, and the tills it was sold on.
//!
//! Invariants: the screen is a function of [`state::State`], changed by its reducer only; amounts are worked out
//! in `shared` and shown as they come. Absent on purpose: the network, which `kit` owns.

mod app;
mod asks;
mod frame;
mod here;
mod notice;
pub mod period;
pub mod place;
mod preferences;
mod sign_in;
pub mod state;
mod summary;
mod tills;
pub mod words;

pub use app::App;
