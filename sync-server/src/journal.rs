//! The journal's table: entries as rows.

use shared::clock::{HybridClock, Wall};
use shared::id::{AuthorId, SeriesId, SubjectId};
use shared::journal::{Body, Entry, Hash, Sequence};
use sqlx::Row;
use sqlx::postgres::PgRow;
use uuid::Uuid;

/// Counts that PostgreSQL keeps in 64 signed bits. Ours are dense from 1, so they fit.
pub fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The way back.
pub fn unsigned(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}

/// A hash in a column; the columns hold nothing else.
pub fn hash(row: &PgRow, column: &str) -> Result<Hash, sqlx::Error> {
    bytes(row, column).map(Hash)
}

/// Bytes of a fixed length in a column.
pub fn bytes<const N: usize>(row: &PgRow, column: &str) -> Result<[u8; N], sqlx::Error> {
    let bytes: &[u8] = row.try_get(column)?;
    bytes.try_into().map_err(|_| sqlx::Error::ColumnDecode {
        index: column.to_owned(),
        source: "not as many bytes as this column has".into(),
    })
}

/// The effective clock of a row.
pub fn effective(row: &PgRow) -> Result<HybridClock, sqlx::Error> {
    Ok(clock(row.try_get("effective_clock")?))
}

/// A clock from its 64 bits.
pub const fn clock(bits: i64) -> HybridClock {
    HybridClock::from_bits(bits.cast_unsigned())
}

/// The entry of a row with all its columns.
pub fn entry(row: &PgRow) -> Result<Entry, sqlx::Error> {
    let small = |column: &str| -> Result<u16, sqlx::Error> {
        let number: i32 = row.try_get(column)?;
        Ok(u16::try_from(number).unwrap_or(u16::MAX))
    };
    let kind: &[u8] = row.try_get("kind")?;
    Ok(Entry {
        series: SeriesId(row.try_get::<Uuid, _>("series")?),
        sequence: Sequence(unsigned(row.try_get("sequence")?)),
        group_size: small("group_size")?,
        group_index: small("group_index")?,
        clock: clock(row.try_get("clock")?),
        wall: Wall {
            ms: row.try_get("wall_ms")?,
            offset: row.try_get("wall_offset")?,
        },
        author: AuthorId(row.try_get::<Uuid, _>("author")?),
        subject: SubjectId(row.try_get::<Uuid, _>("subject")?),
        kind: String::from_utf8_lossy(kind).into_owned(),
        version: small("version")?,
        body: Body(row.try_get("body")?),
    })
}
