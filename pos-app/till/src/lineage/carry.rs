//! What a closed series holds beyond what the server has, written again in the series written now.

use super::closed::set_carried;
use super::{Closed, Lineage};
use crate::desk::Desk;
use crate::error::TillError;
use crate::journal;
use crate::till::Till;
use rusqlite::Connection;
use shared::event::Event;
use shared::id::SubjectId;
use shared::journal::{Carried, Entry, GROUP_BYTES_MAX, GROUP_ENTRIES_MAX, Hash};
use std::collections::BTreeSet;

/// Groups carried in a row: a tap waits for no more than these.
const GROUPS_AT_ONCE: usize = 10;
/// Room in a group for what surrounds the bodies.
const ENTRY_BYTES: usize = 600;

impl Till {
    /// Carries the next few groups, where any are left. True: there are more.
    pub fn carry_some(&mut self) -> Result<bool, TillError> {
        for _ in 0..GROUPS_AT_ONCE {
            let mut series = self.books.lineage.closed.iter();
            let Some(closed) = series.find(|closed| closed.behind() > 0).cloned() else {
                return Ok(false);
            };
            self.write(|desk| desk.carry(&closed))?;
        }
        Ok(self.books.lineage.behind() > 0)
    }
}

impl Desk<'_> {
    /// Carries one group of a closed series.
    fn carry(&mut self, closed: &Closed) -> Result<(), TillError> {
        self.written = true;
        let from = closed.carried.next();
        let mut page =
            journal::entries_from(self.connection, closed.series, from, GROUP_ENTRIES_MAX)?;
        page.retain(|(entry, _)| entry.sequence <= closed.head);
        let group = fitting(page);
        let Some((last, _)) = group.last() else {
            let missing = format!("entry {from} of {} is missing", closed.series);
            return Err(TillError::Damaged(missing));
        };
        let upto = last.sequence;
        let events = carried(self.connection, group)?;
        self.append(&events)?;
        set_carried(self.connection, closed.series, upto)?;
        self.books.lineage = Lineage::load(self.connection, self.books.own.id)?;
        let subjects: BTreeSet<SubjectId> = events.iter().map(|(subject, _)| *subject).collect();
        self.refold(subjects)
    }
}

/// As many entries as a group holds once they are carried.
pub fn fitting(page: Vec<(Entry, Hash)>) -> Vec<(Entry, Hash)> {
    let mut bytes = 0;
    let mut fits = |(entry, _): &(Entry, Hash)| {
        // Each quotation mark of a body takes another sign, and then stands in a body itself.
        bytes += 2 * entry.body.0.len() + entry.kind.len() + ENTRY_BYTES;
        bytes < GROUP_BYTES_MAX
    };
    let many = page.iter().take_while(|held| fits(held)).count().max(1);
    page.into_iter().take(many).collect()
}

/// Entries as they are carried, with what counts of their clocks here: another server that takes them in later would let
/// more count, and all of them the same. What they carry themselves is carried once more, and not wrapped twice.
pub fn carried(
    connection: &Connection,
    group: Vec<(Entry, Hash)>,
) -> Result<Vec<(SubjectId, Event)>, TillError> {
    let carried = |(entry, hash): (Entry, Hash)| {
        let counts = journal::effective_clock(connection, &entry, &hash)?;
        let subject = entry.subject;
        let carried = match Event::read(&entry.kind, entry.version, &entry.body) {
            Ok(Event::Carried(carried)) => *carried,
            Ok(
                Event::Order(_)
                | Event::Menu(_)
                | Event::Shift(_)
                | Event::Staff(_)
                | Event::Settings(_)
                | Event::Till(_),
            )
            | Err(_) => Carried::of(entry, hash),
        };
        Ok((subject, Event::Carried(Box::new(carried.counting(counts)))))
    };
    group.into_iter().map(carried).collect()
}
