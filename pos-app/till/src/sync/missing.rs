//! What this till is proved to have written and nobody has any more is told to the owner, as an entry.
//!
//! Invariant: it is told once the feed was read to its end, and again whenever that changes; the last word counts.

use crate::desk::Desk;
use crate::error::TillError;
use crate::till::Till;
use crate::{damage, witness};
use rusqlite::{Connection, OptionalExtension};
use shared::event::Event;
use shared::id::{SeriesId, TillId};
use shared::journal::Body;
use shared::till::{EntriesMissing, TillEvent};

const LAST_TOLD: &str = "
    select kind, version, body from entry
    where subject = ?1 and series = ?2 and kind = 'till.entries_missing'
    order by sequence desc limit 1";

/// What is missing now, of damaged files and of files that were older than their witness.
pub fn missing(connection: &Connection) -> Result<EntriesMissing, TillError> {
    let mut missing = damage::missing(connection)?;
    let witnessed = witness::missing(connection)?;
    missing.entries.extend(witnessed.entries);
    missing.receipts.extend(witnessed.receipts);
    missing.receipts.sort();
    missing.receipts.dedup();
    Ok(EntriesMissing {
        entries: missing.entries,
        receipts: missing.receipts,
    })
}

impl Till {
    /// Tells the owner, if there is news. True: there was.
    pub(crate) fn tell_missing(&mut self) -> Result<bool, TillError> {
        // Who never went on in a new series has lost nothing.
        if self.books.lineage.closed.is_empty() {
            return Ok(false);
        }
        let reader = self.database.reader();
        let missing = missing(reader)?;
        let till = self.books.device.till;
        let mut told = EntriesMissing::default();
        for series in self.books.lineage.newest_first() {
            if let Some(last) = last_told(reader, till, series)? {
                told = last;
                break;
            }
        }
        if told == missing {
            return Ok(false);
        }
        tracing::warn!(
            receipts = missing.receipts.len(),
            "the owner is told what is missing"
        );
        self.write(|desk: &mut Desk<'_>| {
            desk.written = true;
            desk.record_till(TillEvent::EntriesMissing(missing))
        })?;
        Ok(true)
    }
}

fn last_told(
    connection: &Connection,
    till: TillId,
    series: SeriesId,
) -> Result<Option<EntriesMissing>, TillError> {
    let mut statement = connection.prepare_cached(LAST_TOLD)?;
    let row = statement.query_row((till.0.as_bytes(), series.as_bytes()), |row| {
        let (kind, version): (String, u16) = (row.get(0)?, row.get(1)?);
        Ok(Event::read(&kind, version, &Body(row.get(2)?)))
    });
    Ok(match row.optional()? {
        Some(Ok(Event::Till(TillEvent::EntriesMissing(told)))) => Some(told),
        _ => None,
    })
}
