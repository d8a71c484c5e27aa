//! Drives the built programs like a person: the real window, the real browser, the real database.
//!
//! Absent on purpose: imports of our own crates. What is tested here is what is shipped.

pub mod api;
pub mod aside;
pub mod axe;
pub mod browser;
pub mod cafe;
pub mod child;
pub mod crash;
pub mod fits;
pub mod measure;
pub mod place;
pub mod server;
pub mod till;
pub mod wait;
