//! What others recorded comes in: a page and its cursor in one transaction, each touched subject folded once.
//!
//! Invariant: an entry is taken in only at its place in a chain that checks; what is here already must be the same.

use super::SyncState;
use crate::desk::Desk;
use crate::error::TillError;
use crate::journal;
use crate::order::HeldOrder;
use crate::till::Till;
use rusqlite::OptionalExtension;
use shared::clock::{HybridClock, Wall};
use shared::event::{Event, MenuEvent};
use shared::id::{OrderId, SeriesId, SubjectId};
use shared::journal::{Entry, Hash, Head, Sequence, SeriesHeader, Stamp, check_chain};
use shared::order::OrderEvent;
use shared::planted::{self, Bug};
use shared::sync::{FeedEntry, PULL_ENTRIES_MAX, Position, PullPage, PullQuery};
use shared::till::Touched;
use std::collections::BTreeMap;

/// The entries of one series in a page, with what the server lets count of their clocks.
#[derive(Default)]
struct Stretch {
    entries: Vec<Entry>,
    clocks: Vec<HybridClock>,
}

/// What a page says of each subject.
#[derive(Default)]
struct News {
    orders: BTreeMap<SubjectId, Vec<(Stamp, Wall, OrderEvent)>>,
    menu: Vec<(SubjectId, Stamp, MenuEvent)>,
    shifts: Vec<SubjectId>,
    heard: HybridClock,
}

impl Till {
    /// The next question for the feed.
    pub(crate) fn next_pull(&self) -> Result<Option<PullQuery>, TillError> {
        let state = SyncState::load(self.database.reader())?;
        let head = self.head().sequence;
        Ok(state.feed.map(|feed| PullQuery {
            feed,
            after: state.cursor,
            hash: state.cursor_hash,
            limit: u32::try_from(PULL_ENTRIES_MAX).unwrap_or(u32::MAX),
            head,
        }))
    }

    /// Takes a page in.
    pub(crate) fn take_page(&mut self, page: PullPage, now_ms: i64) -> Result<Touched, TillError> {
        let before = SyncState::load(self.database.reader())?;
        if before.feed != Some(page.feed) || page.cursor < before.cursor {
            return Err(TillError::Damaged(
                "a page of another feed, or from before".to_owned(),
            ));
        }
        let still = page.entries.is_empty() && page.cursor == before.cursor;
        if still && page.latest == before.latest {
            return Ok(Touched::default());
        }
        if planted::is(Bug::CursorBeforePage) {
            let mut state = before.clone();
            (state.cursor, state.cursor_hash) = (page.cursor, page.hash);
            self.write(|desk| {
                desk.written = true;
                state.store(desk.connection)
            })?;
        }
        self.write(|desk| {
            desk.written = true;
            let mut state = before;
            let first = state.cursor == Position(0);
            let news = desk.take_entries(page.headers, page.entries)?;
            state.heard_clock = state.heard_clock.max(news.heard);
            desk.books.own.clock = desk.books.own.clock.heard(news.heard, now_ms);
            if !news.menu.is_empty() {
                state.menu_received_ms = Some(now_ms);
            }
            desk.take_news(news)?;
            (state.cursor, state.cursor_hash) = (page.cursor, page.hash);
            if first && planted::is(Bug::PartialBootstrap) {
                state.cursor = page.latest;
            }
            state.latest = page.latest;
            state.last_contact_ms = Some(now_ms);
            state.store(desk.connection)?;
            desk.touched.sync = true;
            Ok(desk.touched)
        })
    }
}

impl Desk<'_> {
    /// Appends the entries of a page to their series.
    fn take_entries(
        &mut self,
        headers: Vec<SeriesHeader>,
        entries: Vec<FeedEntry>,
    ) -> Result<News, TillError> {
        let own = self.books.own.id;
        for header in headers.iter().filter(|header| header.series != own) {
            match journal::header_of(self.connection, header.series)? {
                None => journal::insert_header(self.connection, header)?,
                Some(known) if known == *header => {}
                Some(_) => {
                    let series = header.series;
                    return Err(TillError::Damaged(format!("another header of {series}")));
                }
            }
        }
        let mut stretches: BTreeMap<SeriesId, Stretch> = BTreeMap::new();
        for FeedEntry {
            effective_clock,
            entry,
            ..
        } in entries
        {
            if entry.series != own {
                let stretch = stretches.entry(entry.series).or_default();
                stretch.entries.push(entry);
                stretch.clocks.push(effective_clock);
            }
        }
        let mut news = News::default();
        for (series, stretch) in stretches {
            self.take_stretch(series, stretch, &mut news)?;
        }
        Ok(news)
    }

    fn take_stretch(
        &mut self,
        series: SeriesId,
        mut stretch: Stretch,
        news: &mut News,
    ) -> Result<(), TillError> {
        let header = journal::header_of(self.connection, series)?;
        let header = header.ok_or_else(|| TillError::Damaged(format!("no header of {series}")))?;
        let start = Head {
            sequence: Sequence::NONE,
            hash: header.hash(),
        };
        let head = journal::head_of(self.connection, series)?.unwrap_or(start);
        let known = stretch
            .entries
            .iter()
            .take_while(|entry| entry.sequence <= head.sequence);
        let known = known.count();
        for entry in stretch.entries.drain(..known) {
            self.check_known(&entry)?;
        }
        stretch.clocks.drain(..known);
        let hashes = check_chain(series, &head, &stretch.entries)
            .map_err(|error| TillError::Damaged(format!("the feed's series {series}: {error}")))?;
        for ((entry, hash), clock) in stretch.entries.into_iter().zip(hashes).zip(stretch.clocks) {
            self.take_entry(entry, &hash, clock, news)?;
        }
        Ok(())
    }

    fn check_known(&self, entry: &Entry) -> Result<(), TillError> {
        let (series, at) = (entry.series, entry.sequence);
        let before = Sequence(at.0.saturating_sub(1));
        let previous = journal::hash_at(self.connection, series, before)?;
        let held = journal::hash_at(self.connection, series, at)?;
        if previous.map(|previous| entry.hash(&previous)) == held {
            return Ok(());
        }
        Err(TillError::Damaged(format!(
            "another entry {at} of {series} in the feed"
        )))
    }

    fn take_entry(
        &mut self,
        entry: Entry,
        hash: &Hash,
        clock: HybridClock,
        news: &mut News,
    ) -> Result<(), TillError> {
        journal::insert(self.connection, &entry, hash)?;
        if clock != entry.clock {
            journal::set_effective_clock(self.connection, entry.series, entry.sequence, clock)?;
        }
        news.heard = news.heard.max(clock);
        let stamp = Stamp {
            clock,
            ..entry.stamp()
        };
        match Event::read(&entry.kind, entry.version, &entry.body) {
            Ok(Event::Order(event)) => {
                news.orders
                    .entry(entry.subject)
                    .or_default()
                    .push((stamp, entry.wall, event));
            }
            Ok(Event::Menu(event)) => news.menu.push((entry.subject, stamp, event)),
            Ok(Event::Shift(_)) => news.shifts.push(entry.subject),
            // What nobody here can read, and what other tills say of themselves, shows nowhere.
            Ok(Event::Till(_)) | Err(_) => {}
        }
        Ok(())
    }

    fn take_news(&mut self, news: News) -> Result<(), TillError> {
        for (subject, events) in news.orders {
            let order = OrderId(subject.0);
            if self.is_known_order(order)? {
                self.refold_order(order)?;
                continue;
            }
            // Nothing was here about it: what the page says is everything.
            self.books.orders.remove(&order);
            let mut held = HeldOrder::new(order);
            for (stamp, wall, event) in events {
                held.insert(stamp, wall, event);
            }
            held.refresh();
            held.project(self.connection, self.books.own.id)?;
            self.touched.orders = true;
        }
        if !news.menu.is_empty() {
            self.menu_happened(news.menu)?;
        }
        self.refold(news.shifts)
    }

    fn is_known_order(&self, order: OrderId) -> Result<bool, TillError> {
        let mut statement = self
            .connection
            .prepare_cached("select 1 from orders where id = ?1")?;
        let known = statement
            .query_row((order.as_bytes(),), |_| Ok(()))
            .optional()?;
        Ok(known.is_some())
    }
}
