//! The cloud's own series of a business: what its owner does away from the tills, in entries like a till's.
//!
//! Invariants: the locks are taken in the order of a push, the series and then the business; a restored server, and one
//! with another key, goes on in another series, for tills may hold entries of the old one that it lacks.

mod write;

pub use write::{Pen, TakenUp, WriteError, take_up, write};

use shared::event::Event;
use shared::id::{SeriesId, SubjectId};
use shared::journal::{Head, PublicKey};

/// Something to write: what it is about, and what happened.
pub type Deed = (SubjectId, Event);

/// A series of the cloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CloudSeries {
    /// The series.
    pub series: SeriesId,
    /// The key that signs for it.
    pub key: PublicKey,
    /// Its last entry.
    pub head: Head,
}

/// The series that the cloud writes for a business, as far as there are any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CloudStanding {
    /// The one that is written; none before the first entry and after a restore.
    pub now: Option<CloudSeries>,
    /// The one before it.
    pub before: Option<CloudSeries>,
}
