//! What a server that was restored lacks of other tills is handed back by whoever holds it: their own files may have
//! lost it too.
//!
//! Invariant: a copy is written in the series of the till that hands it back and counts as what it is a copy of, so that
//! nothing is doubled by several tills that do the same.

use crate::desk::Desk;
use crate::error::TillError;
use crate::journal;
use crate::lineage::{Lineage, carried, fitting};
use crate::till::Till;
use rusqlite::Connection;
use shared::id::{SeriesId, SubjectId};
use shared::journal::{Entry, GROUP_ENTRIES_MAX, Hash, Sequence};
use std::collections::BTreeSet;

const BEGIN: &str = "
    delete from shown;
    delete from shown_apart;
    delete from lacking;
    insert into shown (series, upto) select series, 0 from series;";
const IS_BEGUN: &str = "select exists (select 1 from shown)";
const SHOWN: &str = "update shown set upto = max(upto, ?2) where series = ?1";
const SHOWN_APART: &str = "
    insert or ignore into shown_apart (series, sequence, hash)
    select ?1, ?2, ?3 where exists (select 1 from shown)";
const LACKS: &str = "
    insert or ignore into lacking (series, sequence, hash)
    select series, sequence, hash from entry where series = ?1 and sequence > ?2";
const LACKS_APART: &str = "
    insert or ignore into lacking (series, sequence, hash)
    select series, sequence, hash from entry_apart
    except select series, sequence, hash from shown_apart";
const ARRIVED: &str = "delete from lacking where series = ?1 and sequence = ?2 and hash = ?3";
const ANY: &str = "select exists (select 1 from lacking)";
const NEXT: &str = "
    select series, sequence, hash from lacking order by series, sequence, hash limit ?1";

/// The feed of another incarnation of the server is read from its start.
pub fn begin(connection: &Connection) -> Result<(), TillError> {
    Ok(connection.execute_batch(BEGIN)?)
}

/// Whether it is being read again.
pub fn is_begun(connection: &Connection) -> Result<bool, TillError> {
    let mut statement = connection.prepare_cached(IS_BEGUN)?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// It has shown a series as this file holds it, up to here.
pub fn is_shown(
    connection: &Connection,
    series: SeriesId,
    upto: Sequence,
) -> Result<(), TillError> {
    let place = (series.as_bytes(), upto.0.cast_signed());
    connection.prepare_cached(SHOWN)?.execute(place)?;
    Ok(())
}

/// It has shown an entry that stands apart in this file.
pub fn is_shown_apart(
    connection: &Connection,
    series: SeriesId,
    at: Sequence,
    hash: &Hash,
) -> Result<(), TillError> {
    let place = (series.as_bytes(), at.0.cast_signed(), hash.0);
    connection.prepare_cached(SHOWN_APART)?.execute(place)?;
    Ok(())
}

/// Whether anything is noted as lacking.
pub fn lacks_any(connection: &Connection) -> Result<bool, TillError> {
    let mut statement = connection.prepare_cached(ANY)?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// The server has this entry, itself or a copy of it: nobody needs to hand it back. Answers whether it was lacking.
pub fn arrived(
    connection: &Connection,
    series: SeriesId,
    at: Sequence,
    hash: &Hash,
) -> Result<bool, TillError> {
    let place = (series.as_bytes(), at.0.cast_signed(), hash.0);
    Ok(connection.prepare_cached(ARRIVED)?.execute(place)? > 0)
}

/// The feed was read to its end: what it did not show of others is noted. What this till wrote itself is sent again, or
/// carried, without this.
pub fn settle(connection: &Connection, lineage: &Lineage) -> Result<(), TillError> {
    if !is_begun(connection)? {
        return Ok(());
    }
    let mut statement = connection.prepare("select series, upto from shown")?;
    let shown = statement.query_map([], |row| {
        let upto = Sequence(row.get::<_, i64>(1)?.cast_unsigned());
        Ok((SeriesId::from_bytes(row.get(0)?), upto))
    })?;
    for (series, upto) in shown.collect::<Result<Vec<_>, _>>()? {
        let after = match lineage.closed(series) {
            // Of an older series of its own, what came after its last entry is another copy's.
            Some(closed) => upto.max(closed.head),
            None if series == lineage.own => continue,
            None => upto,
        };
        connection.execute(LACKS, (series.as_bytes(), after.0.cast_signed()))?;
    }
    connection.execute(LACKS_APART, [])?;
    Ok(connection.execute_batch("delete from shown; delete from shown_apart")?)
}

impl Till {
    /// Whether the server lacks something of others that is here.
    pub(crate) fn has_to_hand_back(&self) -> Result<bool, TillError> {
        lacks_any(self.database.reader())
    }

    /// Hands the next group back.
    pub(crate) fn hand_back(&mut self) -> Result<(), TillError> {
        self.write(|desk| desk.hand_back())
    }
}

impl Desk<'_> {
    fn hand_back(&mut self) -> Result<(), TillError> {
        self.written = true;
        let group = fitting(lacking(self.connection)?);
        tracing::warn!(
            entries = group.len(),
            "the server lacks what others wrote: handed back"
        );
        for (entry, hash) in &group {
            arrived(self.connection, entry.series, entry.sequence, hash)?;
        }
        let events = carried(self.connection, group)?;
        self.append(&events)?;
        let subjects: BTreeSet<SubjectId> = events.iter().map(|(subject, _)| *subject).collect();
        self.refold(subjects)
    }
}

fn lacking(connection: &Connection) -> Result<Vec<(Entry, Hash)>, TillError> {
    let limit = i64::try_from(GROUP_ENTRIES_MAX).unwrap_or(i64::MAX);
    let mut statement = connection.prepare_cached(NEXT)?;
    let places = statement.query_map((limit,), |row| {
        let at = Sequence(row.get::<_, i64>(1)?.cast_unsigned());
        Ok((SeriesId::from_bytes(row.get(0)?), at, Hash(row.get(2)?)))
    })?;
    let mut group = Vec::new();
    for place in places {
        let (series, at, hash) = place?;
        let missing = || TillError::Damaged(format!("entry {at} of {series} is missing"));
        let entry = journal::entry_of(connection, series, at, &hash)?;
        group.push((entry.ok_or_else(missing)?, hash));
    }
    Ok(group)
}
