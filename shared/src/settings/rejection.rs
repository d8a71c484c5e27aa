//! Why a setting is refused. Each reason has words in every language, in `ui/kit`.

use crate::printing::PrintRejection;
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
    /// More stations than a cafe has.
    #[error("there are at most {max} stations")]
    TooManyStations {
        /// The most.
        max: u16,
    },
    /// A station without a name, or with one that its tickets have no room for.
    #[error("a station's name has 1 to {max} signs")]
    BadStationName {
        /// The most signs.
        max: u16,
    },
    /// Two stations of one name.
    #[error("there is a station {name:?} already")]
    StationTwice {
        /// The name.
        name: String,
    },
    /// No printer could be there.
    #[error("the station's printer: {0}")]
    StationPrinter(PrintRejection),
}
