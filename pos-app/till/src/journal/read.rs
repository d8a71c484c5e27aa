//! Reading the journal.

use crate::error::TillError;
use rusqlite::{Connection, OptionalExtension, Row};
use shared::clock::{HybridClock, Wall};
use shared::event::Unreadable;
use shared::fact::Fact;
use shared::id::{AuthorId, SeriesId, SubjectId};
use shared::journal::{
    Body, Carried, Entry, Hash, Head, PublicKey, Sequence, SeriesHeader, Signature, Stamp,
};

const HEAD: &str =
    "select sequence, hash from entry where series = ?1 order by sequence desc limit 1";
const HASH_AT: &str = "select hash from entry where series = ?1 and sequence = ?2";
const WALL_AT: &str = "select wall_ms, wall_offset from entry where series = ?1 and sequence = ?2";
const SIGNATURE_AT: &str = "select signature from signature where series = ?1 and sequence = ?2";
const HEADER: &str = "select writer, public_key from series where series = ?1";
const ENTRIES_FROM: &str = "
    select series, sequence, group_size, group_index, clock, wall_ms, wall_offset, author, subject,
           kind, version, body, hash
    from entry where series = ?1 and sequence >= ?2 order by sequence limit ?3";
const BY_SUBJECT: &str = "
    select entry.series, entry.sequence, coalesce(effective_clock.clock, entry.clock),
           entry.wall_ms, entry.wall_offset, entry.kind, entry.version, entry.body, entry.hash,
           entry.author, 0
    from entry left join effective_clock
      on effective_clock.series = entry.series and effective_clock.sequence = entry.sequence
    where entry.subject = ?1
    union all
    select series, sequence, effective, wall_ms, wall_offset, kind, version, body, hash, author, 1
    from entry_apart where subject = ?1";

/// The last entry of a series; none where there is none.
pub fn head_of(connection: &Connection, series: SeriesId) -> Result<Option<Head>, TillError> {
    let mut statement = connection.prepare_cached(HEAD)?;
    let head = statement.query_row((series.as_bytes(),), |row| {
        Ok(Head {
            sequence: sequence(row, 0)?,
            hash: Hash(row.get(1)?),
        })
    });
    Ok(head.optional()?)
}

/// The hash at a place; the header's before the first entry.
pub fn hash_at(
    connection: &Connection,
    series: SeriesId,
    at: Sequence,
) -> Result<Option<Hash>, TillError> {
    if at == Sequence::NONE {
        return Ok(header_of(connection, series)?.map(|header| header.hash()));
    }
    let mut statement = connection.prepare_cached(HASH_AT)?;
    let hash = statement.query_row((series.as_bytes(), at.0.cast_signed()), |row| row.get(0));
    Ok(hash.optional()?.map(Hash))
}

/// What the writer's wall clock showed at a place.
pub fn wall_at_sequence(
    connection: &Connection,
    series: SeriesId,
    at: Sequence,
) -> Result<Option<Wall>, TillError> {
    let mut statement = connection.prepare_cached(WALL_AT)?;
    let wall = statement.query_row((series.as_bytes(), at.0.cast_signed()), |row| {
        Ok(Wall {
            ms: row.get(0)?,
            offset: row.get(1)?,
        })
    });
    Ok(wall.optional()?)
}

/// The signature of a group's head.
pub fn signature_at(
    connection: &Connection,
    series: SeriesId,
    at: Sequence,
) -> Result<Option<Signature>, TillError> {
    let mut statement = connection.prepare_cached(SIGNATURE_AT)?;
    let signature = statement.query_row((series.as_bytes(), at.0.cast_signed()), |row| row.get(0));
    Ok(signature.optional()?.map(Signature))
}

/// The header of a series.
pub fn header_of(
    connection: &Connection,
    series: SeriesId,
) -> Result<Option<SeriesHeader>, TillError> {
    let mut statement = connection.prepare_cached(HEADER)?;
    let row = statement.query_row((series.as_bytes(),), |row| {
        Ok((row.get::<_, String>(0)?, PublicKey(row.get(1)?)))
    });
    let Some((writer, public_key)) = row.optional()? else {
        return Ok(None);
    };
    let writer = serde_json::from_str(&writer)
        .map_err(|error| TillError::Damaged(format!("the header of {series}: {error}")))?;
    Ok(Some(SeriesHeader {
        series,
        writer,
        public_key,
    }))
}

/// Up to `limit` entries of a series from a place on, each with its hash.
pub fn entries_from(
    connection: &Connection,
    series: SeriesId,
    from: Sequence,
    limit: usize,
) -> Result<Vec<(Entry, Hash)>, TillError> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut statement = connection.prepare_cached(ENTRIES_FROM)?;
    let rows = statement.query_map((series.as_bytes(), from.0.cast_signed(), limit), entry)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Where an entry stands in this file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// The series.
    pub series: SeriesId,
    /// The place in it.
    pub sequence: Sequence,
    /// Whether this file holds another entry at that place: then this one came from the server.
    pub apart: bool,
}

impl Written {
    /// At a place of its own.
    pub const fn at(series: SeriesId, sequence: Sequence) -> Self {
        Self {
            series,
            sequence,
            apart: false,
        }
    }
}

/// An entry as a fold takes it in.
pub struct SubjectEntry {
    /// Where it stands.
    pub written: Written,
    /// What it says, where it can be read.
    pub fact: Result<Fact, Unreadable>,
}

/// Everything recorded about a subject, in no order: copies of one fact included.
pub fn by_subject(
    connection: &Connection,
    subject: SubjectId,
) -> Result<Vec<SubjectEntry>, TillError> {
    let mut statement = connection.prepare_cached(BY_SUBJECT)?;
    let rows = statement.query_map((subject.as_bytes(),), |row| {
        let stamp = Stamp {
            series: SeriesId::from_bytes(row.get(0)?),
            sequence: sequence(row, 1)?,
            clock: clock(row, 2)?,
            hash: Hash(row.get(8)?),
        };
        let wall = Wall {
            ms: row.get(3)?,
            offset: row.get(4)?,
        };
        let author = AuthorId::from_bytes(row.get(9)?);
        let (kind, version): (String, u16) = (row.get(5)?, row.get(6)?);
        let body = Body(row.get(7)?);
        Ok(SubjectEntry {
            written: Written {
                series: stamp.series,
                sequence: stamp.sequence,
                apart: row.get(10)?,
            },
            fact: Fact::read(stamp, wall, author, subject, &kind, version, &body),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Every subject with an entry whose kind begins so, such as `order.`; and every one of which something is carried, or
/// stands apart, whatever that is about.
pub fn subjects_of_kinds(
    connection: &Connection,
    prefix: &str,
) -> Result<Vec<SubjectId>, TillError> {
    let sql = "
        select subject from entry where substr(kind, 1, ?2) = ?1 or kind = ?3
        union select subject from entry_apart";
    let length = i64::try_from(prefix.len()).unwrap_or(i64::MAX);
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map((prefix, length, Carried::KIND), |row| {
        Ok(SubjectId::from_bytes(row.get(0)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What the entries of one series, of kinds that begin like this, are about.
pub fn subjects_in(
    connection: &Connection,
    series: SeriesId,
    prefix: &str,
) -> Result<Vec<SubjectId>, TillError> {
    let sql = "select distinct subject from entry where series = ?1 and substr(kind, 1, ?3) = ?2";
    let length = i64::try_from(prefix.len()).unwrap_or(i64::MAX);
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map((series.as_bytes(), prefix, length), |row| {
        Ok(SubjectId::from_bytes(row.get(0)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn sequence(row: &Row<'_>, index: usize) -> rusqlite::Result<Sequence> {
    row.get::<_, i64>(index)
        .map(|value| Sequence(value.cast_unsigned()))
}

fn clock(row: &Row<'_>, index: usize) -> rusqlite::Result<HybridClock> {
    row.get::<_, i64>(index)
        .map(|value| HybridClock::from_bits(value.cast_unsigned()))
}

/// An entry and its hash, in the order of this file's columns.
pub(super) fn entry(row: &Row<'_>) -> rusqlite::Result<(Entry, Hash)> {
    let entry = Entry {
        series: SeriesId::from_bytes(row.get(0)?),
        sequence: sequence(row, 1)?,
        group_size: row.get(2)?,
        group_index: row.get(3)?,
        clock: clock(row, 4)?,
        wall: Wall {
            ms: row.get(5)?,
            offset: row.get(6)?,
        },
        author: AuthorId::from_bytes(row.get(7)?),
        subject: SubjectId::from_bytes(row.get(8)?),
        kind: row.get(9)?,
        version: row.get(10)?,
        body: Body(row.get(11)?),
    };
    Ok((entry, Hash(row.get(12)?)))
}
