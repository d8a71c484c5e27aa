//! Entries at places where this file holds others: what another copy of a till wrote there, as the server has it.

use super::read;
use crate::error::TillError;
use rusqlite::{Connection, OptionalExtension};
use shared::clock::HybridClock;
use shared::id::{SeriesId, SubjectId};
use shared::journal::{Entry, Hash, Head, Sequence};

const INSERT: &str = "
    insert into entry_apart (series, sequence, group_size, group_index, clock, effective, wall_ms,
        wall_offset, author, subject, kind, version, body, hash)
    values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
const IS_APART: &str =
    "select 1 from entry_apart where series = ?1 and sequence = ?2 and hash = ?3";
const EFFECTIVE: &str = "
    select effective_clock.clock
    from entry join effective_clock using (series, sequence)
    where entry.series = ?1 and entry.sequence = ?2 and entry.hash = ?3
    union all
    select effective from entry_apart where series = ?1 and sequence = ?2 and hash = ?3 limit 1";
const LET_COUNT: &str = "
    update entry_apart set effective = ?4
    where series = ?1 and sequence = ?2 and hash = ?3 and effective <> ?4";
const ENTRY_OF: &str = "
    select series, sequence, group_size, group_index, clock, wall_ms, wall_offset, author, subject,
           kind, version, body, hash
    from entry where series = ?1 and sequence = ?2 and hash = ?3
    union all
    select series, sequence, group_size, group_index, clock, wall_ms, wall_offset, author, subject,
           kind, version, body, hash
    from entry_apart where series = ?1 and sequence = ?2 and hash = ?3 limit 1";
const BRANCH: &str = "select sequence, hash from feed_branch where series = ?1";
const SET_BRANCH: &str =
    "insert or replace into feed_branch (series, sequence, hash) values (?1, ?2, ?3)";

/// Writes an entry that stands apart, with what the server lets count of its clock.
pub fn insert_apart(
    connection: &Connection,
    entry: &Entry,
    hash: &Hash,
    effective: HybridClock,
) -> Result<(), TillError> {
    let mut statement = connection.prepare_cached(INSERT)?;
    statement.execute(rusqlite::params![
        entry.series.as_bytes(),
        entry.sequence.0.cast_signed(),
        entry.group_size,
        entry.group_index,
        entry.clock.to_bits().cast_signed(),
        effective.to_bits().cast_signed(),
        entry.wall.ms,
        entry.wall.offset,
        entry.author.as_bytes(),
        entry.subject.as_bytes(),
        entry.kind,
        entry.version,
        entry.body.0,
        hash.0,
    ])?;
    Ok(())
}

/// Whether this entry is here, apart.
pub fn is_apart(
    connection: &Connection,
    series: SeriesId,
    at: Sequence,
    hash: &Hash,
) -> Result<bool, TillError> {
    let mut statement = connection.prepare_cached(IS_APART)?;
    let key = (series.as_bytes(), at.0.cast_signed(), hash.0);
    Ok(statement.exists(key)?)
}

/// What counts here of the clock of an entry, in the file's own chain or apart.
pub fn effective_clock(
    connection: &Connection,
    entry: &Entry,
    hash: &Hash,
) -> Result<HybridClock, TillError> {
    let mut statement = connection.prepare_cached(EFFECTIVE)?;
    let key = (
        entry.series.as_bytes(),
        entry.sequence.0.cast_signed(),
        hash.0,
    );
    let kept = statement.query_row(key, |row| row.get::<_, i64>(0));
    let kept = kept.optional()?.map(i64::cast_unsigned);
    Ok(kept.map_or(entry.clock, HybridClock::from_bits))
}

/// Keeps what the server lets count of the clock of an entry that stands apart: one that was restored took it in a second
/// time, at another moment. Answers its subject where that is other than before.
pub fn let_count_apart(
    connection: &Connection,
    entry: &Entry,
    hash: &Hash,
    effective: HybridClock,
) -> Result<Option<SubjectId>, TillError> {
    let changed = connection.prepare_cached(LET_COUNT)?.execute((
        entry.series.as_bytes(),
        entry.sequence.0.cast_signed(),
        hash.0,
        effective.to_bits().cast_signed(),
    ))?;
    Ok((changed > 0).then_some(entry.subject))
}

/// The entry with this hash at a place, in the file's own chain or apart.
pub fn entry_of(
    connection: &Connection,
    series: SeriesId,
    at: Sequence,
    hash: &Hash,
) -> Result<Option<Entry>, TillError> {
    let mut statement = connection.prepare_cached(ENTRY_OF)?;
    let key = (series.as_bytes(), at.0.cast_signed(), hash.0);
    let found = statement.query_row(key, read::entry).optional()?;
    Ok(found.map(|(entry, _)| entry))
}

/// Where the feed's chain of a series ends, if that is not in the chain that this file holds at its places.
pub fn branch(connection: &Connection, series: SeriesId) -> Result<Option<Head>, TillError> {
    let mut statement = connection.prepare_cached(BRANCH)?;
    let head = statement.query_row((series.as_bytes(),), |row| {
        Ok(Head {
            sequence: Sequence(row.get::<_, i64>(0)?.cast_unsigned()),
            hash: Hash(row.get(1)?),
        })
    });
    Ok(head.optional()?)
}

/// Keeps where the feed's chain of a series ends.
pub fn set_branch(connection: &Connection, series: SeriesId, head: &Head) -> Result<(), TillError> {
    let key = (
        series.as_bytes(),
        head.sequence.0.cast_signed(),
        head.hash.0,
    );
    connection.prepare_cached(SET_BRANCH)?.execute(key)?;
    Ok(())
}

/// The feed is read from its start again.
pub fn forget_branches(connection: &Connection) -> Result<(), TillError> {
    connection.execute("delete from feed_branch", [])?;
    Ok(())
}
