//! What an order is called, whether it is paid or not.

use super::{Channel, FoldedLine, Order, OrderNumber};
use crate::id::OrderId;
use crate::kitchen::Kitchen;

impl Order {
    /// Its id.
    pub const fn id(&self) -> OrderId {
        match self {
            Self::Open(open) => open.id,
            Self::Settled(paid) => paid.id,
        }
    }

    /// Its number; none before its opening has arrived.
    pub const fn number(&self) -> Option<&OrderNumber> {
        match self {
            Self::Open(open) => open.number.as_ref(),
            Self::Settled(paid) => paid.number.as_ref(),
        }
    }

    /// For here or to go.
    pub const fn channel(&self) -> Channel {
        match self {
            Self::Open(open) => open.channel,
            Self::Settled(paid) => paid.channel,
        }
    }

    /// The table's or somebody's name that it is, or was, kept under.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Open(open) => open.name.as_deref(),
            Self::Settled(paid) => paid.name.as_deref(),
        }
    }

    /// What stations were told of it.
    pub const fn kitchen(&self) -> &Kitchen {
        match self {
            Self::Open(open) => &open.kitchen,
            Self::Settled(paid) => &paid.kitchen,
        }
    }

    /// The lines that stand, or that were paid.
    pub fn lines(&self) -> &[FoldedLine] {
        match self {
            Self::Open(open) => &open.lines,
            Self::Settled(paid) => &paid.lines,
        }
    }
}
