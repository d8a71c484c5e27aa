//! A till's file that is damaged: set aside, never deleted; what is true of it goes on in a new file beside it.

mod aside;
mod examine;
mod go_on;
mod mend;
mod salvage;
mod scan;
#[cfg(test)]
mod tests;

pub use aside::Aside;
pub use examine::examine;
pub use go_on::{Missing, missing, not_given_back};
pub use mend::{is_mendable, mend};
