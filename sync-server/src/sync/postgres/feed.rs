//! The feed of a business in PostgreSQL.

use super::PostgresStore;
use crate::journal::{bytes, effective, entry, hash, signed, unsigned};
use crate::sync::store::{Feed, FeedEnd, Placed};
use shared::id::{BusinessId, FeedId, SeriesId, TillId};
use shared::journal::{Hash, PublicKey, Sequence, SeriesHeader, Writer};
use shared::sync::{FeedEntry, Position};
use sqlx::Row;
use sqlx::postgres::PgRow;
use uuid::Uuid;

const END: &str = "
    SELECT f.feed, f.latest, f.running,
           (SELECT s.head_sequence FROM series s WHERE s.business_id = $1 AND s.series = $2) AS own
    FROM feed f WHERE f.business_id = $1";
const RUNNING: &str = "SELECT running FROM entry WHERE business_id = $1 AND position = $2";
const NEXT: &str = "
    SELECT * FROM entry WHERE business_id = $1 AND position > $2 AND series IS DISTINCT FROM $3
    ORDER BY position LIMIT $4";
const HEADERS: &str = "
    SELECT series, till, public_key FROM series WHERE business_id = $1 AND series = ANY($2)";

impl Feed for PostgresStore<'_> {
    type Error = sqlx::Error;

    async fn end(&mut self, own: SeriesId) -> Result<FeedEnd, sqlx::Error> {
        let row = sqlx::query(END)
            .bind(self.business.0)
            .bind(own.0)
            .fetch_one(&mut *self.connection)
            .await?;
        Ok(FeedEnd {
            feed: FeedId(row.try_get("feed")?),
            latest: Position(unsigned(row.try_get("latest")?)),
            running: hash(&row, "running")?,
            own: Sequence(unsigned(row.try_get::<Option<i64>, _>("own")?.unwrap_or(0))),
        })
    }

    async fn running_at(&mut self, at: Position) -> Result<Option<Hash>, sqlx::Error> {
        let row = sqlx::query(RUNNING)
            .bind(self.business.0)
            .bind(signed(at.0))
            .fetch_optional(&mut *self.connection)
            .await?;
        row.map(|row| hash(&row, "running")).transpose()
    }

    async fn next(
        &mut self,
        after: Position,
        without: Option<SeriesId>,
        most: usize,
    ) -> Result<Vec<Placed>, sqlx::Error> {
        let rows = sqlx::query(NEXT)
            .bind(self.business.0)
            .bind(signed(after.0))
            .bind(without.map(|series| series.0))
            .bind(i64::try_from(most).unwrap_or(i64::MAX))
            .fetch_all(&mut *self.connection)
            .await?;
        rows.iter().map(placed).collect()
    }

    async fn headers(&mut self, series: &[SeriesId]) -> Result<Vec<SeriesHeader>, sqlx::Error> {
        if series.is_empty() {
            return Ok(Vec::new());
        }
        let series: Vec<Uuid> = series.iter().map(|series| series.0).collect();
        let rows = sqlx::query(HEADERS)
            .bind(self.business.0)
            .bind(&series)
            .fetch_all(&mut *self.connection)
            .await?;
        rows.iter().map(|row| header(self.business, row)).collect()
    }
}

fn placed(row: &PgRow) -> Result<Placed, sqlx::Error> {
    Ok(Placed {
        entry: FeedEntry {
            position: Position(unsigned(row.try_get("position")?)),
            effective_clock: effective(row)?,
            entry: entry(row)?,
        },
        running: hash(row, "running")?,
    })
}

/// The header of a series, from its row.
pub fn header(business: BusinessId, row: &PgRow) -> Result<SeriesHeader, sqlx::Error> {
    Ok(SeriesHeader {
        series: SeriesId(row.try_get("series")?),
        writer: writer(business, row)?,
        public_key: PublicKey(bytes(row, "public_key")?),
    })
}

/// Who writes a series, from its row: what no till writes, the cloud does.
pub fn writer(business: BusinessId, row: &PgRow) -> Result<Writer, sqlx::Error> {
    let till: Option<Uuid> = row.try_get("till")?;
    Ok(till.map_or(Writer::Cloud(business), |till| Writer::Till(TillId(till))))
}
