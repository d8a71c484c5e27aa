//! The journal in SQLite: appended to, read, never changed.
//!
//! Invariant: an entry is written with the hash that its place in the chain gives it; a group is written whole.

mod apart;
mod export;
mod read;

pub use apart::{
    branch, effective_clock, entry_of, forget_branches, insert_apart, is_apart, let_count_apart,
    set_branch,
};
pub use export::{Exported, export};
pub use read::{
    SubjectEntry, Written, by_subject, entries_from, hash_at, head_of, header_of, signature_at,
    subjects_in, subjects_of_kinds, wall_at_sequence,
};

use crate::error::TillError;
use rusqlite::{Connection, OptionalExtension};
use shared::clock::{HybridClock, Wall};
use shared::event::Event;
use shared::id::{AuthorId, SeriesId, SubjectId};
use shared::journal::{
    Entry, GROUP_ENTRIES_MAX, Hash, Head, Sequence, SeriesHeader, SigningKey, Stamp, sign_head,
};
use std::collections::BTreeSet;

const INSERT_ENTRY: &str = "
    insert into entry (series, sequence, group_size, group_index, clock, wall_ms, wall_offset,
                       author, subject, kind, version, body, hash)
    values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
const INSERT_SIGNATURE: &str =
    "insert into signature (series, sequence, signature) values (?1, ?2, ?3)";
const INSERT_SERIES: &str = "insert into series (series, writer, public_key) values (?1, ?2, ?3)";

/// The series this till writes.
#[derive(Clone, Copy, Debug)]
pub struct OwnSeries {
    /// The series.
    pub id: SeriesId,
    /// Its last entry.
    pub head: Head,
    /// The highest clock reading written or heard.
    pub clock: HybridClock,
}

/// Appends the events of one command as one group and signs its head. Without a key (a keyring that does not
/// answer) the group is written all the same and signed later: it never stops a sale.
pub fn append(
    connection: &Connection,
    own: &mut OwnSeries,
    key: Option<&SigningKey>,
    wall: Wall,
    author: AuthorId,
    events: &[(SubjectId, Event)],
) -> Result<Vec<Stamp>, TillError> {
    if events.is_empty() || events.len() > GROUP_ENTRIES_MAX {
        let found = events.len();
        return Err(TillError::Damaged(format!("a group of {found} entries")));
    }
    let size = u16::try_from(events.len()).unwrap_or(u16::MAX);
    let mut stamps = Vec::with_capacity(events.len());
    for (index, (subject, event)) in (0_u16..).zip(events) {
        let written = event.write();
        own.clock = own.clock.tick(wall.ms);
        let entry = Entry {
            series: own.id,
            sequence: own.head.sequence.next(),
            group_size: size,
            group_index: index,
            clock: own.clock,
            wall,
            author,
            subject: *subject,
            kind: written.kind.to_owned(),
            version: written.version,
            body: written.body,
        };
        let hash = entry.hash(&own.head.hash);
        insert(connection, &entry, &hash)?;
        own.head = Head {
            sequence: entry.sequence,
            hash,
        };
        stamps.push(entry.stamp(hash));
    }
    if let Some(key) = key {
        sign(connection, own.id, &own.head, key)?;
    }
    Ok(stamps)
}

/// Signs this head and keeps the signature.
pub fn sign(
    connection: &Connection,
    series: SeriesId,
    head: &Head,
    key: &SigningKey,
) -> Result<(), TillError> {
    let signature = sign_head(key, series, head);
    let mut statement = connection.prepare_cached(INSERT_SIGNATURE)?;
    statement.execute((
        series.as_bytes(),
        head.sequence.0.cast_signed(),
        signature.0,
    ))?;
    Ok(())
}

/// Writes an entry with its hash.
pub fn insert(connection: &Connection, entry: &Entry, hash: &Hash) -> Result<(), TillError> {
    let mut statement = connection.prepare_cached(INSERT_ENTRY)?;
    statement.execute(rusqlite::params![
        entry.series.as_bytes(),
        entry.sequence.0.cast_signed(),
        entry.group_size,
        entry.group_index,
        entry.clock.to_bits().cast_signed(),
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

/// Keeps the header of a series.
pub fn insert_header(connection: &Connection, header: &SeriesHeader) -> Result<(), TillError> {
    let writer = serde_json::to_string(&header.writer)
        .map_err(|error| TillError::Damaged(error.to_string()))?;
    let mut statement = connection.prepare_cached(INSERT_SERIES)?;
    statement.execute((header.series.as_bytes(), writer, header.public_key.0))?;
    Ok(())
}

/// Keeps what the server lets count of the clocks of a stretch: those of `clocks`, and of all other entries what the
/// writer said, whatever was kept before. Answers the subjects that must be folded anew.
///
/// A server that was restored takes entries in a second time, at another moment, and may let another clock count.
pub fn set_effective_clocks(
    connection: &Connection,
    series: SeriesId,
    (from, upto): (Sequence, Sequence),
    clocks: &[(Sequence, HybridClock)],
) -> Result<BTreeSet<SubjectId>, TillError> {
    let mut subjects = BTreeSet::new();
    let sql = "
        select sequence from effective_clock where series = ?1 and sequence between ?2 and ?3";
    let place = (
        series.as_bytes(),
        from.0.cast_signed(),
        upto.0.cast_signed(),
    );
    let mut statement = connection.prepare_cached(sql)?;
    let held = statement.query_map(place, |row| row.get::<_, i64>(0))?;
    let held: Vec<i64> = held.collect::<Result<_, _>>()?;
    let told: BTreeSet<i64> = clocks.iter().map(|(at, _)| at.0.cast_signed()).collect();
    for at in held.into_iter().filter(|at| !told.contains(at)) {
        subjects.extend(forget_effective_clock(
            connection,
            series,
            Sequence(at.cast_unsigned()),
        )?);
    }
    for (sequence, clock) in clocks {
        subjects.extend(set_effective_clock(connection, series, *sequence, *clock)?);
    }
    Ok(subjects)
}

/// What the writer's clock said counts again. Answers the entry's subject where that is other than before.
pub fn forget_effective_clock(
    connection: &Connection,
    series: SeriesId,
    sequence: Sequence,
) -> Result<Option<SubjectId>, TillError> {
    let sql = "delete from effective_clock where series = ?1 and sequence = ?2";
    let place = (series.as_bytes(), sequence.0.cast_signed());
    match connection.prepare_cached(sql)?.execute(place)? {
        0 => Ok(None),
        _ => subject_at(connection, place),
    }
}

fn subject_at(
    connection: &Connection,
    place: (&[u8; 16], i64),
) -> Result<Option<SubjectId>, TillError> {
    let sql = "select subject from entry where series = ?1 and sequence = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let subject = statement.query_row(place, |row| row.get(0).map(SubjectId::from_bytes));
    Ok(subject.optional()?)
}

/// Keeps what the server lets count of an entry's clock. Answers its subject where that is other than before.
pub fn set_effective_clock(
    connection: &Connection,
    series: SeriesId,
    sequence: Sequence,
    clock: HybridClock,
) -> Result<Option<SubjectId>, TillError> {
    let sql = "
        insert into effective_clock (series, sequence, clock) values (?1, ?2, ?3)
        on conflict (series, sequence) do update set clock = excluded.clock
            where clock <> excluded.clock";
    let place = (series.as_bytes(), sequence.0.cast_signed());
    let changed = connection.prepare_cached(sql)?.execute((
        place.0,
        place.1,
        clock.to_bits().cast_signed(),
    ))?;
    if changed == 0 {
        return Ok(None);
    }
    subject_at(connection, place)
}
