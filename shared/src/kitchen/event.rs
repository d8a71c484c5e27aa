//! What happens between the counter and a station. These bodies are frozen by golden files.

use crate::clock::Wall;
use crate::id::{KitchenTicketId, LineId, StationId};
use serde::{Deserialize, Serialize};

/// A station was told something of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// The ticket.
    pub ticket: KitchenTicketId,
    /// The station that makes it.
    pub station: StationId,
    /// What is more or less than the station was told before.
    pub items: Vec<SentItem>,
    /// When, by the till's clock.
    pub at: Wall,
}

/// A line, or a part of one, that is to be made, or is not to be made after all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentItem {
    /// The line.
    pub line: LineId,
    /// Its name.
    pub name: String,
    /// Thousandths more of it; below zero they are not to be made after all. Never zero.
    pub by: i64,
    /// The names of the modifiers that it is made with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub modifiers: Vec<String>,
    /// The note that it is made with.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A station is so far with a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketMarked {
    /// The ticket.
    pub ticket: KitchenTicketId,
    /// How far.
    pub state: TicketState,
    /// When, by the clock of the till behind the screen.
    pub at: Wall,
}

/// How far a station is with a ticket.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum TicketState {
    /// Nobody has begun.
    #[default]
    New,
    /// Somebody makes it.
    Preparing,
    /// It can be taken.
    Ready,
    /// It was taken, and is on no screen any more.
    Done,
}

impl TicketState {
    /// What a tap on it makes of it.
    pub const fn next(self) -> Self {
        match self {
            Self::New => Self::Preparing,
            Self::Preparing => Self::Ready,
            Self::Ready | Self::Done => Self::Done,
        }
    }
}
