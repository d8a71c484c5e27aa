//! The cloud's series in PostgreSQL.

use crate::cloud::{CloudSeries, CloudStanding};
use crate::journal::{bytes, hash, unsigned};
use shared::id::{BusinessId, SeriesId};
use shared::journal::{Head, PublicKey, Sequence, SeriesHeader};
use sqlx::postgres::PgRow;
use sqlx::{PgConnection, Row};

const STANDING: &str = "
    SELECT s.series, s.public_key, s.head_sequence, s.head_hash, s.series = f.cloud AS is_now
    FROM feed f JOIN series s ON s.business_id = f.business_id AND s.series IN (f.cloud, f.cloud_before)
    WHERE f.business_id = $1";
const LOCK: &str = "SELECT cloud FROM feed WHERE business_id = $1 FOR UPDATE";
const INSERT: &str = "
    INSERT INTO series (business_id, series, public_key, head_sequence, head_hash)
    VALUES ($1, $2, $3, 0, $4)";
const NAME: &str = "UPDATE feed SET cloud = $2, cloud_before = $3 WHERE business_id = $1";

/// The series that the cloud writes, and the one before it.
pub async fn standing(
    connection: &mut PgConnection,
    business: BusinessId,
) -> Result<CloudStanding, sqlx::Error> {
    let rows = sqlx::query(STANDING)
        .bind(business.0)
        .fetch_all(connection)
        .await?;
    let mut standing = CloudStanding::default();
    for row in &rows {
        let place = match row.try_get::<Option<bool>, _>("is_now")? {
            Some(true) => &mut standing.now,
            Some(false) | None => &mut standing.before,
        };
        *place = Some(series(row)?);
    }
    Ok(standing)
}

/// Begins the next one, unless somebody has begun one since `before` was looked up. Then the lock is given back: the
/// series is locked first, and the business after it.
pub async fn begin(
    connection: &mut PgConnection,
    business: BusinessId,
    header: &SeriesHeader,
    before: Option<SeriesId>,
) -> Result<(), sqlx::Error> {
    sqlx::query("SAVEPOINT before_cloud")
        .execute(&mut *connection)
        .await?;
    let row = sqlx::query(LOCK)
        .bind(business.0)
        .fetch_one(&mut *connection)
        .await?;
    let now: Option<uuid::Uuid> = row.try_get("cloud")?;
    if now.is_some_and(|now| Some(SeriesId(now)) != before) {
        sqlx::query("ROLLBACK TO SAVEPOINT before_cloud")
            .execute(connection)
            .await?;
        return Ok(());
    }
    sqlx::query(INSERT)
        .bind(business.0)
        .bind(header.series.0)
        .bind(header.public_key.0.as_slice())
        .bind(header.hash().0.as_slice())
        .execute(&mut *connection)
        .await?;
    sqlx::query(NAME)
        .bind(business.0)
        .bind(header.series.0)
        .bind(before.map(|before| before.0))
        .execute(connection)
        .await?;
    Ok(())
}

fn series(row: &PgRow) -> Result<CloudSeries, sqlx::Error> {
    Ok(CloudSeries {
        series: SeriesId(row.try_get("series")?),
        key: PublicKey(bytes(row, "public_key")?),
        head: Head {
            sequence: Sequence(unsigned(row.try_get("head_sequence")?)),
            hash: hash(row, "head_hash")?,
        },
    })
}
