//! How a business wants its counter to work: entries like any other, so that they can be set at any till, offline, and
//! reach all of them.
//!
//! Invariant: each field is a register, the highest stamp wins; what was never set is as [`Settings::usual`] says.

mod decide;
mod event;
mod fold;
mod rejection;

pub use decide::decide;
pub use event::SettingsSet;
pub use fold::{Settings, SettingsFold};
pub use rejection::SettingsRejection;

use crate::id::SubjectId;
use uuid::Uuid;

/// What settings are about: the business itself, which no entry names.
pub const SUBJECT: SubjectId = SubjectId(Uuid::from_u128(3));
