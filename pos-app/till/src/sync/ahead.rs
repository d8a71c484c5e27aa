//! The next push, made while the one before it is on its way.
//!
//! What it holds follows from the journal alone, which only grows: so it is right whenever its place is where the
//! server stands, and of no use otherwise.

use super::request::pack;
use super::runner::lock;
use crate::error::TillError;
use crate::till::Till;
use shared::id::SeriesId;
use shared::journal::{Head, Sequence};
use shared::sync::PushRequest;
use std::sync::Mutex;

/// A push with its body packed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    /// The series.
    series: SeriesId,
    /// The entry before its first.
    after: Head,
    /// Its last entry.
    pub last: Head,
    /// The packed body.
    pub body: Vec<u8>,
}

impl Packed {
    /// Packs a push that ends with `last`.
    pub fn of((push, last): (PushRequest, Head)) -> Result<Self, TillError> {
        Ok(Self {
            series: push.series,
            after: Head {
                sequence: Sequence(push.first_sequence.0 - 1),
                hash: push.previous_hash,
            },
            last,
            body: pack(&push)?,
        })
    }

    /// Whether it is what follows this entry.
    pub fn follows(&self, series: SeriesId, after: &Head) -> bool {
        self.series == series && self.after == *after
    }
}

/// Makes a push ahead: reads under the till's lock, and packs when that is given back.
pub fn make(till: &Mutex<Option<Till>>, after: Head, most: usize) -> Option<Packed> {
    let read = {
        let mut till = lock(till);
        till.as_mut()?.push_after(after, most)
    };
    // Whatever is wrong is met again, and told, when it is asked for in its turn.
    let push = read.ok()??;
    Packed::of(push).ok()
}
