//! The time clock: who is in.

use super::{ClockStep, Clocked};
use crate::clock::Wall;
use serde::{Deserialize, Serialize};

/// Whether somebody is in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// Not here.
    #[default]
    Out,
    /// Here.
    In {
        /// Since when they came.
        since: Wall,
    },
    /// On a break.
    Paused {
        /// When they came.
        came: Wall,
        /// Since when the break lasts.
        since: Wall,
    },
}

/// A line of the time clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockLine {
    /// When.
    pub wall: Wall,
    /// What.
    pub step: ClockStep,
    /// Why then.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

impl ClockLine {
    /// The line of a step at a moment.
    pub fn of(wall: Wall, clocked: &Clocked) -> Self {
        Self {
            wall,
            step: clocked.step,
            reason: clocked.reason.clone(),
        }
    }
}

impl Presence {
    /// Whether a step makes sense now.
    pub const fn allows(self, step: ClockStep) -> bool {
        matches!(
            (self, step),
            (Self::Out, ClockStep::In)
                | (Self::In { .. }, ClockStep::Pause | ClockStep::Out)
                | (Self::Paused { .. }, ClockStep::Resume | ClockStep::Out)
        )
    }

    /// After a step. One that makes no sense (two tills, offline) changes nothing.
    #[must_use]
    pub const fn after(self, step: ClockStep, at: Wall) -> Self {
        match (self, step) {
            (Self::Out, ClockStep::In) => Self::In { since: at },
            (Self::In { since }, ClockStep::Pause) => Self::Paused {
                came: since,
                since: at,
            },
            (Self::Paused { came, .. }, ClockStep::Resume) => Self::In { since: came },
            (Self::In { .. } | Self::Paused { .. }, ClockStep::Out) => Self::Out,
            (
                Self::Out | Self::In { .. } | Self::Paused { .. },
                ClockStep::In | ClockStep::Pause | ClockStep::Resume | ClockStep::Out,
            ) => self,
        }
    }
}
