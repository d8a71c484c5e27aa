//! The next push, made while the one before it is on its way.
//!
//! What it holds follows from the journal alone, which only grows: so it is right whenever its place is where the
//! server stands, and of no use otherwise.

use super::push::push_beside;
use super::request::pack;
use super::runner::lock;
use crate::database::Database;
use crate::error::TillError;
use crate::priority::give_way;
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

/// The till's file, open once more: what waits is read from it while the till sells, and nobody waits for that.
pub struct Beside {
    /// Which taking up of the file: one that was mended since is another one.
    taken_up: u64,
    database: Database,
}

/// Makes a push ahead, beside the till.
pub fn make(
    till: &Mutex<Option<Till>>,
    beside: &mut Option<Beside>,
    after: Head,
    most: usize,
) -> Option<Packed> {
    let (own, folder, taken_up) = {
        let till = lock(till);
        let till = till.as_ref()?;
        let folder = till.folder().to_owned();
        (till.books.own, folder, till.database.taken_up())
    };
    give_way();
    // Whatever is wrong is met again, and told, when the push is asked for in its turn.
    if beside.as_ref().is_none_or(|held| held.taken_up != taken_up) {
        let database = Database::open_read_only(&folder).ok()?;
        *beside = Some(Beside { taken_up, database });
    }
    let reader = beside.as_ref()?.database.reader();
    let push = push_beside(reader, &own, after, most).ok()??;
    Packed::of(push).ok()
}
