//! What others recorded comes in: a page and its cursor in one transaction, each touched subject folded once.
//!
//! Invariant: an entry is taken in only at its place in a chain that checks; what is here already must be the same.

mod news;

use super::SyncState;
use super::hand_back;
use crate::desk::Desk;
use crate::error::TillError;
use crate::journal::{self, Written};
use crate::lineage::{Lineage, reached, seen_again, settle_again};
use crate::order::HeldOrder;
use crate::till::Till;
use news::{Happened, News};
use shared::clock::HybridClock;
use shared::event::Event;
use shared::id::{OrderId, SeriesId, SubjectId};
use shared::journal::{Carried, Entry, Hash, Head, Sequence, SeriesHeader, check_chain};
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

impl Till {
    /// The next question for the feed.
    pub(crate) fn next_pull(&self) -> Result<Option<PullQuery>, TillError> {
        let state = SyncState::load(self.database.reader())?;
        let head = self.head().sequence;
        let own = hand_back::is_begun(self.database.reader())?;
        let most = PULL_ENTRIES_MAX as u64;
        // To the place where the menus are matched and not beyond it: what came later is nobody's before.
        let limit = match state.match_upto {
            Some(upto) if upto > state.cursor => most.min(upto.0 - state.cursor.0),
            _ => most,
        };
        Ok(state.feed.map(|feed| PullQuery {
            feed,
            after: state.cursor,
            hash: state.cursor_hash,
            limit: u32::try_from(limit).unwrap_or(u32::MAX),
            head,
            own,
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
            let mut news = desk.take_entries(page.headers, page.entries)?;
            state.heard_clock = state.heard_clock.max(news.heard);
            desk.books.own.clock = desk.books.own.clock.heard(news.heard, now_ms);
            if !news.menu.is_empty() {
                state.menu_received_ms = Some(now_ms);
            }
            if page.cursor >= page.latest {
                desk.settle_again(&mut news)?;
            }
            desk.take_news(news)?;
            (state.cursor, state.cursor_hash) = (page.cursor, page.hash);
            if first && planted::is(Bug::PartialBootstrap) {
                state.cursor = page.latest;
            }
            if state.match_upto.is_some_and(|upto| state.cursor >= upto) {
                desk.match_own_menu()?;
                state.match_upto = None;
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
        let mut news = News::default();
        for FeedEntry {
            effective_clock,
            entry,
            ..
        } in entries
        {
            if entry.series == own {
                news.others.extend(self.own_entry(&entry, effective_clock)?);
                continue;
            }
            let stretch = stretches.entry(entry.series).or_default();
            stretch.entries.push(entry);
            stretch.clocks.push(effective_clock);
        }
        for (series, stretch) in stretches {
            self.take_stretch(series, stretch, &mut news)?;
        }
        Ok(news)
    }

    fn take_stretch(
        &mut self,
        series: SeriesId,
        stretch: Stretch,
        news: &mut News,
    ) -> Result<(), TillError> {
        let Some(first) = stretch.entries.first().map(|entry| entry.sequence) else {
            return Ok(());
        };
        let before = Sequence(first.0.saturating_sub(1));
        let branch = journal::branch(self.connection, series)?;
        let branch = branch.filter(|head| head.sequence == before);
        let hash = match &branch {
            Some(head) => Some(head.hash),
            None => journal::hash_at(self.connection, series, before)?,
        };
        let hash = hash.ok_or_else(|| {
            TillError::Damaged(format!(
                "nothing before entry {first} of {series} in the feed"
            ))
        })?;
        let start = Head {
            sequence: before,
            hash,
        };
        let hashes = check_chain(series, &start, &stretch.entries)
            .map_err(|error| TillError::Damaged(format!("the feed's series {series}: {error}")))?;
        let mut along = Along {
            // The chain that the file holds at its places, or another beside it.
            apart: branch.is_some(),
            head: start,
            reached: Sequence::NONE,
            lacks: hand_back::lacks_any(self.connection)?,
            last: journal::head_of(self.connection, series)?
                .map_or(Sequence::NONE, |head| head.sequence),
        };
        let stretch = stretch.entries.into_iter().zip(hashes).zip(stretch.clocks);
        for ((entry, hash), clock) in stretch {
            self.take_entry(entry, hash, clock, &mut along, news)?;
        }
        if along.apart {
            journal::set_branch(self.connection, series, &along.head)?;
        }
        hand_back::is_shown(self.connection, series, along.reached)?;
        self.is_reached(series, along.reached, news)
    }

    /// A server that was restored has an entry of this till's own. Whoever handed it in, this till or a copy of it: what
    /// counts of its clock may be other than the server before let count.
    fn own_entry(&self, entry: &Entry, clock: HybridClock) -> Result<Option<SubjectId>, TillError> {
        let (series, at) = (entry.series, entry.sequence);
        let before = Sequence(at.0.saturating_sub(1));
        let previous = journal::hash_at(self.connection, series, before)?;
        let held = journal::hash_at(self.connection, series, at)?;
        match previous.map(|previous| entry.hash(&previous)) {
            hash if hash.is_some() && hash == held => self.let_count(entry, clock),
            // What a copy wrote in this till's series is the hello's matter.
            _ => Ok(None),
        }
    }

    /// A server that was restored took the entry in a second time, and may let another clock count.
    fn let_count(&self, entry: &Entry, clock: HybridClock) -> Result<Option<SubjectId>, TillError> {
        let (series, at) = (entry.series, entry.sequence);
        match clock == entry.clock {
            true => journal::forget_effective_clock(self.connection, series, at),
            false => journal::set_effective_clock(self.connection, series, at, clock),
        }
    }

    /// An entry of the feed: it is here already, or it follows what is here, or something else is here at its place and
    /// it stands apart.
    fn take_entry(
        &mut self,
        entry: Entry,
        hash: Hash,
        clock: HybridClock,
        along: &mut Along,
        news: &mut News,
    ) -> Result<(), TillError> {
        let (series, at) = (entry.series, entry.sequence);
        let held = match at <= along.last {
            true => journal::hash_at(self.connection, series, at)?,
            false => None,
        };
        if along.lacks {
            news.others
                .extend(self.need_not_hand_back(&entry, &hash, clock)?);
        }
        along.head = Head { sequence: at, hash };
        along.apart |= held.is_some_and(|held| held != hash);
        if !along.apart {
            along.reached = at;
        }
        if held == Some(hash) && !along.apart {
            news.others.extend(self.let_count(&entry, clock)?);
            return Ok(());
        }
        if along.apart {
            hand_back::is_shown_apart(self.connection, series, at, &hash)?;
            if journal::is_apart(self.connection, series, at, &hash)? {
                let changed = journal::let_count_apart(self.connection, &entry, &hash, clock)?;
                news.others.extend(changed);
                return Ok(());
            }
            journal::insert_apart(self.connection, &entry, &hash, clock)?;
        } else {
            journal::insert(self.connection, &entry, &hash)?;
            if clock != entry.clock {
                journal::set_effective_clock(self.connection, series, at, clock)?;
            }
        }
        news.heard = news.heard.max(clock);
        let written = Written {
            series,
            sequence: at,
            apart: along.apart,
        };
        news.take(&entry, hash, clock, written);
        Ok(())
    }

    /// The server has this entry, and what it carries: of that, as much counts of the clock as the copy says, and not what
    /// the server before let count. Answers the subject where that is other than before.
    fn need_not_hand_back(
        &self,
        entry: &Entry,
        hash: &Hash,
        clock: HybridClock,
    ) -> Result<Option<SubjectId>, TillError> {
        hand_back::arrived(self.connection, entry.series, entry.sequence, hash)?;
        if entry.kind != Carried::KIND {
            return Ok(None);
        }
        let Ok(Event::Carried(of)) = Event::read(&entry.kind, entry.version, &entry.body) else {
            return Ok(None);
        };
        if !hand_back::arrived(self.connection, of.series, of.sequence, &of.hash)? {
            return Ok(None);
        }
        let origin = journal::entry_of(self.connection, of.series, of.sequence, &of.hash)?;
        let Some(origin) = origin else {
            return Ok(None);
        };
        let counts = of.counts().min(clock);
        match journal::is_apart(self.connection, of.series, of.sequence, &of.hash)? {
            true => journal::let_count_apart(self.connection, &origin, &of.hash, counts),
            false => self.let_count(&origin, counts),
        }
    }

    /// The feed is at its end. What a server that was restored did not show of this till's closed series is carried.
    fn settle_again(&mut self, news: &mut News) -> Result<(), TillError> {
        hand_back::settle(self.connection, &self.books.lineage)?;
        let lacks = settle_again(self.connection)?;
        if lacks.is_empty() {
            return Ok(());
        }
        for (series, has, had) in lacks {
            let count = usize::try_from(had.0 - has.0).unwrap_or(usize::MAX);
            let entries = journal::entries_from(self.connection, series, has.next(), count)?;
            news.others
                .extend(entries.iter().map(|(entry, _)| entry.subject));
        }
        self.books.lineage = Lineage::load(self.connection, self.books.own.id)?;
        Ok(())
    }

    /// What the feed shows of a closed series of this till need not be carried any more.
    fn is_reached(
        &mut self,
        series: SeriesId,
        upto: Sequence,
        news: &mut News,
    ) -> Result<(), TillError> {
        let Some(closed) = self.books.lineage.closed(series) else {
            return Ok(());
        };
        let (from, upto) = (closed.durable.next(), upto.min(closed.head));
        seen_again(self.connection, series, upto)?;
        if upto < from {
            return Ok(());
        }
        reached(self.connection, series, upto)?;
        let count = usize::try_from(upto.0 - from.0 + 1).unwrap_or(usize::MAX);
        let entries = journal::entries_from(self.connection, series, from, count)?;
        news.others
            .extend(entries.iter().map(|(entry, _)| entry.subject));
        self.books.lineage = Lineage::load(self.connection, self.books.own.id)?;
        Ok(())
    }

    fn take_news(&mut self, news: News) -> Result<(), TillError> {
        for (subject, events) in news.orders {
            let order = OrderId(subject.0);
            let shares = |held: &Happened| held.event.other_order().is_some();
            if self.is_known_order(order)? || events.iter().any(shares) {
                self.refold_order(order)?;
                continue;
            }
            // Nothing was here about it: what the page says is everything.
            self.books.orders.remove(&order);
            let mut held = HeldOrder::new(order);
            for happened in events {
                held.insert(
                    happened.stamp,
                    happened.wall,
                    happened.event,
                    happened.written,
                );
            }
            held.refresh();
            held.project(self.connection, &self.books.lineage)?;
            self.touched.orders = true;
        }
        self.refold_menu(news.menu)?;
        self.refold(news.others)
    }

    fn is_known_order(&self, order: OrderId) -> Result<bool, TillError> {
        let mut statement = self
            .connection
            .prepare_cached("select 1 from orders where id = ?1")?;
        Ok(statement.exists((order.as_bytes(),))?)
    }
}

/// The way along the feed's chain of one series.
struct Along {
    /// Whether it left the chain that the file holds.
    apart: bool,
    /// Its last entry so far.
    head: Head,
    /// The last entry of it that is in the chain that the file holds.
    reached: Sequence,
    /// Whether the server lacks something that is here.
    lacks: bool,
    /// Where the chain that the file held ended before.
    last: Sequence,
}
