//! What waits for the server: a calm chip, and the facts behind it.

mod chip;
mod sheet;

pub use chip::{Chip, Mood, mood};
pub use sheet::sync_sheet;
