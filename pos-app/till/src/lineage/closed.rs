//! The rows of closed series.

use crate::error::TillError;
use rusqlite::{Connection, Row};
use shared::id::SeriesId;
use shared::journal::{Hash, Head, Sequence, Signature};

const LOAD: &str = "
    select series, head, durable, carried, cosigned, cosigned_hash, server_signature
    from incarnation where head is not null order by number";
const ENLIST: &str = "
    insert into incarnation (series, number, begun_ms)
    select ?1, coalesce(max(number), 0) + 1, ?2 from incarnation";
const CLOSE: &str = "
    update incarnation set head = ?2, durable = ?3, carried = ?3, cosigned = ?4, cosigned_hash = ?5,
        server_signature = ?6
    where series = ?1";
const CARRIED: &str = "update incarnation set carried = max(carried, ?2) where series = ?1";
const REACHED: &str = "
    update incarnation set durable = max(durable, ?2), carried = max(carried, ?2)
    where series = ?1 and head is not null";

const BEGIN_AGAIN: &str = "update incarnation set seen_again = 0 where head is not null";
const SEEN_AGAIN: &str = "
    update incarnation set seen_again = max(seen_again, ?2)
    where series = ?1 and seen_again is not null";
const LACKS: &str = "
    select series, seen_again, durable from incarnation where seen_again < durable";
const SETTLE: &str = "
    update incarnation set durable = min(durable, seen_again),
        carried = case when seen_again < durable then seen_again else carried end, seen_again = null
    where seen_again is not null";

/// A series that this till wrote and does not write any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// The series.
    pub series: SeriesId,
    /// The last entry that this file wrote of it.
    pub head: Sequence,
    /// The last of them that is known to be on the server.
    pub durable: Sequence,
    /// Up to here they are on the server or carried.
    pub carried: Sequence,
    /// The last head that the server signed for, with its signature: the header's where it was only let in.
    pub cosigned: Option<(Head, Signature)>,
}

impl Closed {
    /// Entries that still have to be carried.
    pub const fn behind(&self) -> u64 {
        self.head.0.saturating_sub(self.carried.0)
    }

    /// Whether the entry at this place is neither known to be on the server nor carried yet. What the file got of
    /// this series after its own last entry came from the server.
    pub fn is_behind(&self, at: Sequence) -> bool {
        at > self.durable && at <= self.head
    }
}

/// The closed ones, in order.
pub fn load(connection: &Connection) -> Result<Vec<Closed>, TillError> {
    let mut statement = connection.prepare_cached(LOAD)?;
    let rows = statement.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Closed> {
    let sequence = |index: usize| {
        row.get::<_, i64>(index)
            .map(|at| Sequence(at.cast_unsigned()))
    };
    let cosigned = match (row.get::<_, Option<i64>>(4)?, row.get(5)?, row.get(6)?) {
        (Some(at), Some(hash), Some(signature)) => Some((
            Head {
                sequence: Sequence(at.cast_unsigned()),
                hash: Hash(hash),
            },
            Signature(signature),
        )),
        _ => None,
    };
    Ok(Closed {
        series: SeriesId::from_bytes(row.get(0)?),
        head: sequence(1)?,
        durable: sequence(2)?,
        carried: sequence(3)?,
        cosigned,
    })
}

/// A series that this till writes from now on.
pub fn enlist(connection: &Connection, series: SeriesId, now_ms: i64) -> Result<(), TillError> {
    connection.execute(ENLIST, (series.as_bytes(), now_ms))?;
    Ok(())
}

/// Closes a series at its last entry.
pub fn close(connection: &Connection, closed: &Closed) -> Result<(), TillError> {
    let cosigned = closed.cosigned.as_ref();
    connection.execute(
        CLOSE,
        rusqlite::params![
            closed.series.as_bytes(),
            closed.head.0.cast_signed(),
            closed.durable.0.cast_signed(),
            cosigned.map(|(head, _)| head.sequence.0.cast_signed()),
            cosigned.map(|(head, _)| head.hash.0),
            cosigned.map(|(_, signature)| signature.0),
        ],
    )?;
    Ok(())
}

/// Everything up to here is carried.
pub fn set_carried(
    connection: &Connection,
    series: SeriesId,
    upto: Sequence,
) -> Result<(), TillError> {
    let mut statement = connection.prepare_cached(CARRIED)?;
    statement.execute((series.as_bytes(), upto.0.cast_signed()))?;
    Ok(())
}

/// The feed shows that a closed series is on the server up to here as this file has it.
pub fn reached(connection: &Connection, series: SeriesId, upto: Sequence) -> Result<(), TillError> {
    let mut statement = connection.prepare_cached(REACHED)?;
    statement.execute((series.as_bytes(), upto.0.cast_signed()))?;
    Ok(())
}

/// Another incarnation of the server: what it shows of closed series is to be seen again.
pub fn see_again(connection: &Connection) -> Result<(), TillError> {
    connection.execute(BEGIN_AGAIN, [])?;
    Ok(())
}

/// The feed that is read anew has shown a closed series up to here.
pub fn seen_again(
    connection: &Connection,
    series: SeriesId,
    upto: Sequence,
) -> Result<(), TillError> {
    let mut statement = connection.prepare_cached(SEEN_AGAIN)?;
    statement.execute((series.as_bytes(), upto.0.cast_signed()))?;
    Ok(())
}

/// The feed was read anew to its end: what it did not show of closed series the server lacks, and it is carried. Answers
/// those stretches: the series, the last place the server has, the last it once had.
pub fn settle_again(
    connection: &Connection,
) -> Result<Vec<(SeriesId, Sequence, Sequence)>, TillError> {
    let mut statement = connection.prepare_cached(LACKS)?;
    let rows = statement.query_map([], |row| {
        let at = |index: usize| {
            row.get::<_, i64>(index)
                .map(|at| Sequence(at.cast_unsigned()))
        };
        Ok((SeriesId::from_bytes(row.get(0)?), at(1)?, at(2)?))
    })?;
    let lacks = rows.collect::<Result<Vec<_>, _>>()?;
    connection.prepare_cached(SETTLE)?.execute([])?;
    Ok(lacks)
}
