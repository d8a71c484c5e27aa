//! What a checker reads of the store, and what an owner changes in it.

use super::{MemoryStore, Series};
use crate::sync::family::beyond;
use crate::sync::fold::{AsideReason, Folds, refolded};
use crate::sync::store::{History, Known, Recorded};
use shared::event::Event;
use shared::id::{FeedId, SeriesId, SubjectId};
use shared::journal::{Hash, Sequence, SeriesHeader, Writer};
use shared::order::OrderEvent;
use shared::report::Rollup;
use std::collections::BTreeSet;

impl MemoryStore {
    /// The feed that positions belong to.
    pub const fn feed(&self) -> FeedId {
        self.feed
    }

    /// Another incarnation begins another feed: positions are given again, and the cloud writes another series.
    pub fn begin_feed(&mut self, feed: FeedId) {
        self.feed = feed;
        self.cloud = (None, self.cloud.0.or(self.cloud.1));
    }

    /// The series that joined.
    pub fn joined(&self) -> impl Iterator<Item = &SeriesHeader> {
        self.series.values().map(|series| &series.header)
    }

    /// Whether the owner revoked the till of a series.
    pub fn is_revoked(&self, series: SeriesId) -> bool {
        let till = self.till_of(series);
        till.is_some_and(|till| self.revoked.contains(&till))
    }

    /// The entries of a series, in order.
    pub fn entries(&self, series: SeriesId) -> impl Iterator<Item = &(Known, Recorded)> {
        let held = self.series.get(&series);
        held.into_iter().flat_map(|series| &series.entries)
    }

    /// The place of the entry at each position, from 1, and the running hash there.
    pub fn places(&self) -> &[(SeriesId, Sequence, Hash)] {
        &self.placed
    }

    /// The same journal with every projection folded anew.
    #[must_use]
    pub fn rebuilt(&self) -> Self {
        let mut fresh = self.clone();
        let mut folds = Folds::default();
        for series in fresh.series.values_mut() {
            series.last_sale = None;
            for at in 0..series.entries.len() {
                let recorded = &series.entries[at].1;
                if series.waits_for_approval(recorded.entry.sequence) {
                    continue;
                }
                let Ok(fact) = recorded.fact() else { continue };
                if let Event::Order(OrderEvent::Settled(settled)) = &fact.event {
                    series.last_sale = Some(settled.clone());
                }
                folds.insert(fact);
            }
        }
        fresh.orders = folds.orders().map(|order| (order.id, order)).collect();
        fresh.menu = folds.menu().map(|row| (row.subject, row)).collect();
        fresh.rollup = Rollup::default();
        let sales = fresh
            .orders
            .values()
            .filter_map(|order| order.sale.as_ref());
        sales.for_each(|sale| fresh.rollup.add(sale));
        fresh.rollup.drop_zeros();
        fresh
    }

    /// The owner approves a revoked till: it belongs again, and what it sent meanwhile is folded.
    pub fn release(&mut self, series: SeriesId) {
        let Some(till) = self.till_of(series) else {
            return;
        };
        self.revoked.remove(&till);
        let mut subjects = BTreeSet::new();
        let wrote = |held: &&mut Series| held.header.writer == Writer::Till(till);
        for held in self.series.values_mut().filter(wrote) {
            held.release(&mut subjects);
        }
        let history = self.whole(subjects);
        self.take(refolded(&history));
    }

    /// What is stored of these subjects and of all that are linked with them.
    fn whole(&self, mut subjects: BTreeSet<SubjectId>) -> History {
        let mut history = History::default();
        let mut fresh: Vec<SubjectId> = subjects.iter().copied().collect();
        while !fresh.is_empty() {
            let more = self.recorded(&fresh);
            fresh = beyond(&more, &mut subjects);
            history.entries.extend(more.entries);
            history.sales.extend(more.sales);
        }
        history
    }

    pub(super) fn recorded(&self, subjects: &[SubjectId]) -> History {
        let mut history = History::default();
        for series in self.series.values() {
            let wanted = |recorded: &&Recorded| {
                subjects.binary_search(&recorded.entry.subject).is_ok()
                    && !series.waits_for_approval(recorded.entry.sequence)
            };
            let entries = series.entries.iter().map(|(_, recorded)| recorded);
            history.entries.extend(entries.filter(wanted).cloned());
        }
        for subject in subjects {
            let sale = self
                .orders
                .get(subject)
                .and_then(|order| order.sale.clone());
            history.sales.extend(sale.map(|sale| (*subject, sale)));
        }
        history
    }
}

impl Series {
    /// What was set aside only because the till was revoked counts from now on; answers what that is about.
    fn release(&mut self, subjects: &mut BTreeSet<SubjectId>) {
        for aside in std::mem::take(&mut self.aside) {
            let fact = self.at(aside.sequence).map(Recorded::fact);
            match fact {
                Some(Ok(fact)) if aside.reason == AsideReason::Revoked => {
                    subjects.insert(fact.subject);
                    if let Event::Order(OrderEvent::Settled(settled)) = fact.event {
                        self.last_sale = Some(settled);
                    }
                }
                _ => self.aside.push(super::Aside {
                    reason: AsideReason::Unreadable,
                    ..aside
                }),
            }
        }
    }
}
