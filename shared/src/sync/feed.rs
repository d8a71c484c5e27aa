//! From server to till: the business's feed.

use crate::clock::HybridClock;
use crate::id::FeedId;
use crate::journal::{Entry, Hash, Sequence, SeriesHeader};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The place of an entry in a business's feed: dense, from 1, given under the business's lock.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Position(pub u64);

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// `GET /api/v1/sync/pull`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PullQuery {
    /// The feed the cursor belongs to.
    pub feed: FeedId,
    /// The cursor: everything up to here has been taken in.
    pub after: Position,
    /// The feed's running hash at the cursor.
    pub hash: Hash,
    /// The most entries wanted.
    pub limit: u32,
    /// The last sequence of the till's own journal, for the owner's list.
    pub head: Sequence,
    /// Whether the till's own entries are wanted as well: of a feed that is read again from its start, since a copy of the
    /// till may have handed them in, and other clocks of them may count now.
    #[serde(default)]
    pub own: bool,
}

/// A page of the feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PullPage {
    /// The feed.
    pub feed: FeedId,
    /// The headers of the series whose first entry is in this page.
    pub headers: Vec<SeriesHeader>,
    /// Entries of the other series, and of the till's own where they are wanted: whole groups, by position.
    pub entries: Vec<FeedEntry>,
    /// The cursor after this page; it passes the till's own entries too, wanted or not.
    pub cursor: Position,
    /// The running hash there.
    pub hash: Hash,
    /// The position of the newest entry of the business.
    pub latest: Position,
    /// The last entry that the server has of the till's own series: where that is beyond the till's own head, another
    /// copy of the till wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<Sequence>,
}

/// An entry of the feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedEntry {
    /// Its position.
    pub position: Position,
    /// Its effective clock.
    pub effective_clock: HybridClock,
    /// The entry.
    pub entry: Entry,
}
