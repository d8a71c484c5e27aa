//! Why the rules say no. Each reason has words in every language, in `ui/kit`.

use super::Right;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A refusal of a staff command, or of something that not everybody may do.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StaffRejection {
    /// Nobody of this id works here.
    #[error("nobody of this id works here")]
    NoSuchPerson,
    /// A name that is empty or too long.
    #[error("a name has 1 to {max} signs")]
    BadName {
        /// The most.
        max: u16,
    },
    /// A text longer than its limit.
    #[error("the text is longer than {max} signs")]
    TextTooLong {
        /// The most.
        max: u16,
    },
    /// Nobody has signed in at this till.
    #[error("nobody has signed in")]
    NobodySignedIn,
    /// Whoever asks may not do this.
    #[error("not allowed: {right:?}")]
    NotAllowed {
        /// What.
        right: Right,
        /// Who may.
        who: Vec<String>,
    },
    /// They have no PIN yet.
    #[error("this person has no PIN yet")]
    NoPin,
    /// Their PIN was set elsewhere, and this till cannot check it yet.
    #[error("this till cannot check this person's PIN yet")]
    PinNotHere,
    /// Not their PIN.
    #[error("the PIN is wrong")]
    WrongPin {
        /// How many more tries before a wait.
        left: u32,
    },
    /// Too many wrong PINs in a row.
    #[error("too many wrong PINs: wait {seconds} s")]
    PinLocked {
        /// How long to wait.
        seconds: u32,
    },
    /// Nobody else could let others in.
    #[error("the last owner with a PIN stays")]
    LastOwner,
    /// Nobody gives others more than they have themselves.
    #[error("nobody gives a role above their own")]
    RoleAboveOwn,
    /// They are in already, or out already, or on no break.
    #[error("this step of the time clock makes no sense now")]
    NotNow,
}
