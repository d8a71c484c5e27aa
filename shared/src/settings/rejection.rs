//! Why a setting is refused. Each reason has words in every language, in `ui/kit`.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A refusal of settings.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SettingsRejection {
    /// A step below zero, or larger than any note.
    #[error("cash is rounded to an amount between zero and {max_minor} minor units")]
    StepOutOfRange {
        /// The largest step, in minor units.
        max_minor: i64,
    },
    /// More tips than the screen has room for.
    #[error("at most {max} tips are offered")]
    TooManyTips {
        /// The most.
        max: u16,
    },
    /// A tip of nothing.
    #[error("a tip that is offered is above zero")]
    TipOfNothing,
}
