//! What an ingest asks of the place where entries are kept: PostgreSQL in earnest, memory in the simulation.
//!
//! Invariant: everything between `stand` and the end of the transaction happens under two locks, the series' and
//! then the business's, always in this order.

use super::fold::Folded;
use super::plan::Plan;
use super::token::Issued;
use crate::cloud::CloudStanding;
use shared::clock::HybridClock;
use shared::event::Unreadable;
use shared::fact::Fact;
use shared::id::{FeedId, SeriesId, SubjectId};
use shared::journal::{Entry, Hash, Head, PublicKey, Sequence, SeriesHeader, Writer};
use shared::report::Sale;
use shared::sync::{FeedEntry, Position};
use std::collections::BTreeMap;
use std::future::Future;
use std::sync::Arc;

/// Where a series and its business stand.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Who writes the series.
    pub writer: Writer,
    /// The key that signs for it.
    pub key: PublicKey,
    /// Whether the owner revoked the till that writes it.
    pub revoked: bool,
    /// The last entry that is stored.
    pub head: Head,
    /// How far its tokens have come.
    pub issued: Issued,
    /// The business's feed.
    pub feed: FeedId,
    /// The newest position of the business.
    pub latest: Position,
    /// The running hash there.
    pub running: Hash,
}

/// An entry that is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its hash.
    pub hash: Hash,
    /// What counts of its clock.
    pub effective: HybridClock,
}

/// An entry that a fold takes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// What counts of its clock.
    pub effective: HybridClock,
    /// Its hash.
    pub hash: Hash,
    /// The entry.
    pub entry: Entry,
}

impl Recorded {
    /// What it says, where it can be read.
    pub fn fact(&self) -> Result<Fact, Unreadable> {
        Fact::of(&self.entry, self.hash, self.effective)
    }
}

/// What is stored of some subjects.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Their entries, without those that wait for the owner's approval.
    pub entries: Vec<Recorded>,
    /// What those of them that are orders add to the figures.
    pub sales: BTreeMap<SubjectId, Sale>,
}

/// The place where entries are kept, within one transaction of one business.
pub trait Store: Send {
    /// What can go wrong there.
    type Error: Send;

    /// Takes on the next series of a till of this business: one that writes it and signs with the same key is known.
    /// False: there is no such till, or the series is another's.
    fn adopt(
        &mut self,
        header: &SeriesHeader,
    ) -> impl Future<Output = Result<bool, Self::Error>> + Send;

    /// The series that the cloud writes for this business.
    fn cloud(&mut self) -> impl Future<Output = Result<CloudStanding, Self::Error>> + Send;

    /// Begins the cloud's next series behind `before`, unless it has another one meanwhile.
    fn begin_cloud(
        &mut self,
        header: &SeriesHeader,
        before: Option<SeriesId>,
    ) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Locks the series, then the business, and says where they stand; none for a series nobody enrolled.
    fn stand(
        &mut self,
        series: SeriesId,
    ) -> impl Future<Output = Result<Option<Standing>, Self::Error>> + Send;

    /// The stored entries from `from` to `upto`, in order.
    fn known(
        &mut self,
        series: SeriesId,
        from: Sequence,
        upto: Sequence,
    ) -> impl Future<Output = Result<Vec<Known>, Self::Error>> + Send;

    /// What is stored of these subjects.
    fn history(
        &mut self,
        subjects: &[SubjectId],
    ) -> impl Future<Output = Result<History, Self::Error>> + Send;

    /// Writes what the plan says, and what the fold of its subjects does, which it answers. The fold may run beside the
    /// writing of the entries.
    fn perform(
        &mut self,
        plan: &Arc<Plan>,
        fold: impl FnOnce() -> Folded + Send + 'static,
    ) -> impl Future<Output = Result<Folded, Self::Error>> + Send;
}

/// Where the feed of a business ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeedEnd {
    /// The feed.
    pub feed: FeedId,
    /// The newest position.
    pub latest: Position,
    /// The running hash there.
    pub running: Hash,
    /// The last entry of the series that was asked about.
    pub own: Sequence,
}

/// An entry at its place in the feed.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The entry.
    pub entry: FeedEntry,
    /// The running hash there.
    pub running: Hash,
}

/// The feed of one business, all of it from one snapshot.
pub trait Feed: Send {
    /// What can go wrong there.
    type Error: Send;

    /// Where it ends, and how far a series goes.
    fn end(&mut self, own: SeriesId) -> impl Future<Output = Result<FeedEnd, Self::Error>> + Send;

    /// The running hash at a position above zero; none where there is no entry.
    fn running_at(
        &mut self,
        at: Position,
    ) -> impl Future<Output = Result<Option<Hash>, Self::Error>> + Send;

    /// The next entries after a position, all or without those of a series; fewer than `most` only at the end.
    fn next(
        &mut self,
        after: Position,
        without: Option<SeriesId>,
        most: usize,
    ) -> impl Future<Output = Result<Vec<Placed>, Self::Error>> + Send;

    /// The headers of these series.
    fn headers(
        &mut self,
        series: &[SeriesId],
    ) -> impl Future<Output = Result<Vec<SeriesHeader>, Self::Error>> + Send;
}
