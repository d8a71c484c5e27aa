//! The store of the simulation: everything in memory, nothing to wait for.
//!
//! A transaction is a copy: work on a clone and put it back to commit.

mod kept;

use super::fold::{Aside, AsideReason, Folded, Refolded};
use super::plan::Plan;
use super::store::{Feed, FeedEnd, History, Known, Placed, Recorded, Standing, Store};
use super::token::Issued;
use crate::cloud::{CloudSeries, CloudStanding};
use crate::menu::MenuRow;
use crate::order::OrderRow;
use shared::id::{BusinessId, FeedId, SeriesId, SubjectId, TillId};
use shared::journal::{Hash, Head, Sequence, SeriesHeader, Writer};
use shared::order::Settled;
use shared::report::Rollup;
use shared::sync::{FeedEntry, Position};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Nothing can go wrong in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemoryError {}

#[derive(Clone, Debug)]
struct Series {
    header: SeriesHeader,
    entries: Vec<(Known, Recorded)>,
    aside: Vec<Aside>,
    last_sale: Option<Settled>,
    issued: Issued,
}

/// One business in memory.
#[derive(Clone, Debug)]
pub struct MemoryStore {
    business: BusinessId,
    feed: FeedId,
    /// The place of the entry at each position, from 1, and the running hash there.
    placed: Vec<(SeriesId, Sequence, Hash)>,
    latest: Position,
    running: Hash,
    series: BTreeMap<SeriesId, Series>,
    /// The tills that the owner revoked.
    revoked: BTreeSet<TillId>,
    orders: BTreeMap<SubjectId, OrderRow>,
    menu: BTreeMap<SubjectId, MenuRow>,
    rollup: Rollup,
    /// The series that the cloud writes, and the one before it.
    cloud: (Option<SeriesId>, Option<SeriesId>),
}

impl MemoryStore {
    /// A business that nobody has joined.
    pub const fn new(business: BusinessId) -> Self {
        Self {
            business,
            feed: FeedId(business.0),
            placed: Vec::new(),
            latest: Position(0),
            running: Hash::START,
            series: BTreeMap::new(),
            revoked: BTreeSet::new(),
            orders: BTreeMap::new(),
            menu: BTreeMap::new(),
            rollup: Rollup {
                hours: BTreeMap::new(),
                products: BTreeMap::new(),
            },
            cloud: (None, None),
        }
    }

    /// The business.
    pub const fn business(&self) -> BusinessId {
        self.business
    }

    /// How far the feed goes.
    pub const fn latest(&self) -> Position {
        self.latest
    }

    /// A till joins.
    pub fn enrol(&mut self, header: SeriesHeader) {
        self.series.entry(header.series).or_insert(Series {
            header,
            entries: Vec::new(),
            aside: Vec::new(),
            last_sale: None,
            issued: Issued::default(),
        });
    }

    /// The owner revokes the till that writes a series: in all its series, those to come included.
    pub fn revoke(&mut self, series: SeriesId) {
        let till = self.till_of(series);
        self.revoked.extend(till);
    }

    /// A hello was answered: how far the tokens of the series have come.
    pub fn issue(&mut self, series: SeriesId, issued: Issued) {
        if let Some(series) = self.series.get_mut(&series) {
            series.issued = issued;
        }
    }

    /// The till that writes a series.
    fn till_of(&self, series: SeriesId) -> Option<TillId> {
        match self.series.get(&series)?.header.writer {
            Writer::Till(till) => Some(till),
            Writer::Cloud(_) => None,
        }
    }

    /// The orders, by id.
    pub const fn orders(&self) -> &BTreeMap<SubjectId, OrderRow> {
        &self.orders
    }

    /// The menu's subjects, by id.
    pub const fn menu(&self) -> &BTreeMap<SubjectId, MenuRow> {
        &self.menu
    }

    /// The figures.
    pub const fn rollup(&self) -> &Rollup {
        &self.rollup
    }

    /// The entries of a series that are stored but not folded.
    pub fn aside(&self, series: SeriesId) -> &[Aside] {
        self.series.get(&series).map_or(&[], |series| &series.aside)
    }

    /// The last sale of a series.
    pub fn last_sale(&self, series: SeriesId) -> Option<&Settled> {
        self.series.get(&series)?.last_sale.as_ref()
    }
}

impl Series {
    fn head(&self) -> Head {
        let last = self.entries.last();
        last.map_or(
            Head {
                sequence: Sequence::NONE,
                hash: self.header.hash(),
            },
            |(known, recorded)| Head {
                sequence: recorded.entry.sequence,
                hash: known.hash,
            },
        )
    }

    fn at(&self, sequence: Sequence) -> Option<&Recorded> {
        let index = usize::try_from(sequence.0.checked_sub(1)?).ok()?;
        self.entries.get(index).map(|(_, recorded)| recorded)
    }

    fn waits_for_approval(&self, sequence: Sequence) -> bool {
        let revoked = |aside: &&Aside| aside.reason == AsideReason::Revoked;
        let mut aside = self.aside.iter().filter(revoked);
        aside.any(|aside| aside.sequence == sequence)
    }
}

impl Store for MemoryStore {
    type Error = MemoryError;

    async fn adopt(&mut self, header: &SeriesHeader) -> Result<bool, MemoryError> {
        if let Some(held) = self.series.get(&header.series) {
            return Ok(held.header == *header);
        }
        let same = |held: &SeriesHeader| {
            (held.writer, held.public_key) == (header.writer, header.public_key)
        };
        let known = self.series.values().any(|series| same(&series.header));
        if known {
            self.enrol(*header);
        }
        Ok(known)
    }

    async fn cloud(&mut self) -> Result<CloudStanding, MemoryError> {
        let of = |series: Option<SeriesId>| {
            let held = self.series.get(&series?)?;
            Some(CloudSeries {
                series: held.header.series,
                key: held.header.public_key,
                head: held.head(),
            })
        };
        Ok(CloudStanding {
            now: of(self.cloud.0),
            before: of(self.cloud.1),
        })
    }

    async fn begin_cloud(
        &mut self,
        header: &SeriesHeader,
        before: Option<SeriesId>,
    ) -> Result<(), MemoryError> {
        self.enrol(*header);
        self.cloud = (Some(header.series), before);
        Ok(())
    }

    async fn stand(&mut self, series: SeriesId) -> Result<Option<Standing>, MemoryError> {
        let revoked = self.is_revoked(series);
        let Some(series) = self.series.get(&series) else {
            return Ok(None);
        };
        Ok(Some(Standing {
            writer: series.header.writer,
            key: series.header.public_key,
            revoked,
            head: series.head(),
            issued: series.issued,
            feed: self.feed,
            latest: self.latest,
            running: self.running,
        }))
    }

    async fn known(
        &mut self,
        series: SeriesId,
        from: Sequence,
        upto: Sequence,
    ) -> Result<Vec<Known>, MemoryError> {
        let entries = self
            .series
            .get(&series)
            .map(|series| series.entries.as_slice());
        let within = |recorded: &Recorded| (from..=upto).contains(&recorded.entry.sequence);
        let known = entries.unwrap_or_default().iter();
        let known = known.filter(|(_, recorded)| within(recorded));
        Ok(known.map(|(known, _)| *known).collect())
    }

    async fn history(&mut self, subjects: &[SubjectId]) -> Result<History, MemoryError> {
        Ok(self.recorded(subjects))
    }

    /// One after the other: the same seed plays the same world.
    async fn perform(
        &mut self,
        plan: &Arc<Plan>,
        fold: impl FnOnce() -> Folded + Send + 'static,
    ) -> Result<Folded, MemoryError> {
        let folded = fold();
        if let Some(series) = self.series.get_mut(&plan.series) {
            let entries = plan.appended.iter().map(|appended| {
                let known = Known {
                    hash: appended.hash,
                    effective: appended.effective,
                };
                let recorded = Recorded {
                    effective: appended.effective,
                    hash: appended.hash,
                    entry: appended.entry.clone(),
                };
                (known, recorded)
            });
            series.entries.extend(entries);
            series.issued = plan.issued;
            series.aside.extend(folded.aside.iter().cloned());
            if let Some(sale) = &folded.last_sale {
                series.last_sale = Some(sale.clone());
            }
        }
        let placed = plan.appended.iter();
        self.placed
            .extend(placed.map(|new| (new.entry.series, new.entry.sequence, new.running)));
        (self.latest, self.running) = (plan.latest, plan.running);
        self.take(folded.subjects.clone());
        Ok(folded)
    }
}

impl Feed for MemoryStore {
    type Error = MemoryError;

    async fn end(&mut self, own: SeriesId) -> Result<FeedEnd, MemoryError> {
        let own = self.series.get(&own).map(Series::head);
        Ok(FeedEnd {
            feed: self.feed,
            latest: self.latest,
            running: self.running,
            own: own.map_or(Sequence::NONE, |head| head.sequence),
        })
    }

    async fn running_at(&mut self, at: Position) -> Result<Option<Hash>, MemoryError> {
        let index = usize::try_from(at.0).ok().and_then(|at| at.checked_sub(1));
        let placed = index.and_then(|index| self.placed.get(index));
        Ok(placed.map(|(_, _, running)| *running))
    }

    async fn next(
        &mut self,
        after: Position,
        without: Option<SeriesId>,
        most: usize,
    ) -> Result<Vec<Placed>, MemoryError> {
        let from = usize::try_from(after.0).unwrap_or(usize::MAX);
        let placed = (1..).map(Position).zip(&self.placed).skip(from);
        let placed = placed.filter(|(_, (series, _, _))| Some(*series) != without);
        let placed = placed.filter_map(|(position, (series, sequence, running))| {
            let recorded = self.series.get(series)?.at(*sequence)?;
            Some(Placed {
                entry: FeedEntry {
                    position,
                    effective_clock: recorded.effective,
                    entry: recorded.entry.clone(),
                },
                running: *running,
            })
        });
        Ok(placed.take(most).collect())
    }

    async fn headers(&mut self, series: &[SeriesId]) -> Result<Vec<SeriesHeader>, MemoryError> {
        let held = series.iter().filter_map(|series| self.series.get(series));
        Ok(held.map(|series| series.header).collect())
    }
}

impl MemoryStore {
    fn take(&mut self, refolded: Refolded) {
        let orders = refolded.orders.into_iter();
        self.orders.extend(orders.map(|order| (order.id, order)));
        let menu = refolded.menu.into_iter();
        self.menu.extend(menu.map(|row| (row.subject, row)));
        self.add_rollup(&refolded.rollup);
    }

    fn add_rollup(&mut self, difference: &Rollup) {
        for (key, more) in &difference.hours {
            let held = self.rollup.hours.entry(*key).or_default();
            held.orders += more.orders;
            held.lines += more.lines;
            held.units += more.units;
            held.revenue += more.revenue;
        }
        for (key, more) in &difference.products {
            let held = self.rollup.products.entry(key.clone()).or_default();
            held.units += more.units;
            held.revenue += more.revenue;
        }
        self.rollup.drop_zeros();
    }
}
