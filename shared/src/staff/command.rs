//! What can be asked of the team. Ids are minted by the caller, so that a command that is repeated because its answer was
//! lost changes nothing.

use super::{ClockStep, Pin, StaffFields};
use serde::{Deserialize, Serialize};

/// An order about one member of staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StaffCommand {
    /// Sets fields; a new id with a name adds somebody.
    Set(StaffFields),
    /// Gives them a PIN.
    SetPin {
        /// The PIN.
        pin: Pin,
        /// Whether they have to change it at their next sign-in.
        temporary: bool,
    },
    /// They begin to work at this till.
    SignIn {
        /// Their PIN.
        pin: Pin,
        /// Whether they come just now.
        clock_in: bool,
    },
    /// They stop working at this till.
    SignOut,
    /// They come, go, or take a break, without working at this till.
    Clock {
        /// Their PIN.
        pin: Pin,
        /// Which.
        step: ClockStep,
        /// Why then.
        reason: String,
    },
}
