//! The series that this till has written: the one it writes now, and the closed ones before it.
//!
//! Invariant: the entries of a closed series stay where they are; what of them is not known to be on the server is
//! carried: written again in the series after it.

mod begin;
mod carry;
mod closed;

pub use carry::{carried, fitting};
pub use closed::{Closed, close, enlist, reached, see_again, seen_again, settle_again};

use crate::error::TillError;
use crate::journal::Written;
use rusqlite::Connection;
use shared::fact::FactId;
use shared::id::SeriesId;
use shared::journal::Sequence;

/// The series of this till.
#[derive(Clone, Debug)]
pub struct Lineage {
    /// The one it writes now.
    pub own: SeriesId,
    /// Those before it, in order.
    pub closed: Vec<Closed>,
}

/// Where a payment of this till stands, seen from the series written now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In an older series, durable there.
    Durable,
    /// Here in the series written now.
    At(Sequence),
    /// In an older series, from where it still has to be carried over.
    Behind,
}

impl Place {
    /// As the column that is compared with what is durable of the series written now.
    pub const fn to_column(self) -> i64 {
        match self {
            Self::Durable => 0,
            Self::At(sequence) => sequence.0.cast_signed(),
            Self::Behind => i64::MAX,
        }
    }
}

impl Lineage {
    /// Reads it.
    pub fn load(connection: &Connection, own: SeriesId) -> Result<Self, TillError> {
        let closed = closed::load(connection)?;
        Ok(Self { own, closed })
    }

    /// Whether this till writes or wrote this series.
    pub fn holds(&self, series: SeriesId) -> bool {
        self.own == series || self.closed(series).is_some()
    }

    /// This series, if it is a closed one.
    pub fn closed(&self, series: SeriesId) -> Option<&Closed> {
        self.closed.iter().find(|closed| closed.series == series)
    }

    /// How new this series is among those of this till: higher is newer. None for other tills' series.
    pub fn rank(&self, series: SeriesId) -> Option<usize> {
        let closed = self
            .closed
            .iter()
            .position(|closed| closed.series == series);
        closed.or((series == self.own).then_some(self.closed.len()))
    }

    /// Entries of closed series that still have to be carried.
    pub fn behind(&self) -> u64 {
        let behind = self.closed.iter().map(|closed| closed.behind());
        behind.sum()
    }

    /// The series, the newest first.
    pub fn newest_first(&self) -> impl Iterator<Item = SeriesId> + '_ {
        let closed = self.closed.iter().rev().map(|closed| closed.series);
        std::iter::once(self.own).chain(closed)
    }

    /// Where a fact stands of which the file has these copies; none where other tills wrote it.
    pub fn place(&self, fact: FactId, copies: impl Iterator<Item = Written>) -> Option<Place> {
        if !self.holds(fact.series) {
            return None;
        }
        let mut here: Option<Sequence> = None;
        let (mut durable, mut behind) = (false, false);
        for copy in copies {
            if copy.series == self.own {
                here = Some(here.map_or(copy.sequence, |held| held.min(copy.sequence)));
            } else if let Some(closed) = self.closed(copy.series) {
                let there = copy.apart || !closed.is_behind(copy.sequence);
                (durable, behind) = (durable || there, behind || !there);
            }
        }
        Some(match here {
            Some(sequence) => Place::At(sequence),
            None if behind && !durable => Place::Behind,
            None => Place::Durable,
        })
    }
}
