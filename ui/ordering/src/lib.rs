//! The customer's page: which cafe this is, and when it is open.
//!
//! Absent on purpose: an account, and everything of the owner's. A customer's phone downloads this page only.

mod app;
mod cafe;
pub mod hours;
pub mod state;
pub mod words;

pub use app::App;
