//! What has happened to a member of staff. These bodies are frozen by golden files.

use super::Role;
use crate::journal::{Body, PublicKey};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Anything that can happen to a member of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StaffEvent {
    /// Fields were set.
    Set(StaffFields),
    /// Another PIN is theirs.
    PinSet(PinSet),
    /// More tills can check it.
    PinSealed(PinSealed),
    /// They came, went, or took a break.
    Clocked(Clocked),
    /// They began to work at a till.
    SignedIn(SignedIn),
    /// Too many wrong PINs in a row were tried for them.
    PinLocked(PinLocked),
}

/// Fields of a member of staff; those that are none stay.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffFields {
    /// The name that the team knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What they may do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Where they work: bar, till, kitchen. For people only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// Whether they work here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    /// Their place among the others on the screen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<u32>,
}

/// Which PIN: a new one for each time that one is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PinId(pub Uuid);

/// Another PIN is theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinSet {
    /// Its id.
    pub pin: PinId,
    /// Whether it was set for somebody who forgot theirs, and is to be changed at the next sign-in.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub temporary: bool,
    /// What tills check it with.
    pub sealed: Vec<SealedPin>,
}

/// More tills can check a PIN.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinSealed {
    /// Which PIN.
    pub pin: PinId,
    /// What they check it with.
    pub sealed: Vec<SealedPin>,
}

/// The hash of a PIN, sealed for one till: on a stolen disk, or in a stolen journal, a bare hash of four digits would be
/// guessed in minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedPin {
    /// The key of the till that can open it.
    pub reader: PublicKey,
    /// The sealed bytes.
    pub sealed: Body,
}

/// A step of the time clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockStep {
    /// Came.
    In,
    /// Began a break.
    Pause,
    /// Came back from it.
    Resume,
    /// Went.
    Out,
}

/// They came, went, or took a break, at the time of the entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clocked {
    /// Which.
    pub step: ClockStep,
    /// Why then, where that needs a word.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// They began to work at a till: that of the entry's series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedIn {
    /// With which PIN.
    pub pin: PinId,
}

/// Too many wrong PINs in a row were tried for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinLocked {
    /// How many.
    pub tries: u32,
}
