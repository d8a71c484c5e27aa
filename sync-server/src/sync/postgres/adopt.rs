//! The next series of a till that the business knows.

use crate::till::series;
use shared::id::{BusinessId, TillId};
use shared::journal::{SeriesHeader, Writer};
use sqlx::PgConnection;

/// A till of this business that signs with the same key; its row is held until the new series is there.
const KNOWN: &str = "
    SELECT 1 FROM till t
    WHERE t.business_id = $1 AND t.till = $2
      AND EXISTS (SELECT FROM series s WHERE s.business_id = t.business_id AND s.till = t.till
                    AND s.public_key = $3)
    FOR UPDATE OF t";
const IS_BOUND: &str = "
    SELECT EXISTS (SELECT FROM till_key
                   WHERE series = $1 AND business_id = $2 AND till = $3 AND public_key = $4)";
const NEWEST: &str = "
    UPDATE till SET series = $3, own_head = 0 WHERE business_id = $1 AND till = $2";

/// Takes it on. False: nobody here has this key, or the series is another's.
pub async fn adopt(
    connection: &mut PgConnection,
    business: BusinessId,
    header: &SeriesHeader,
) -> Result<bool, sqlx::Error> {
    let Writer::Till(till) = header.writer else {
        return Ok(false);
    };
    let known = sqlx::query(KNOWN)
        .bind(business.0)
        .bind(till.0)
        .bind(header.public_key.0.as_slice())
        .fetch_optional(&mut *connection)
        .await?;
    if known.is_none() {
        return Ok(false);
    }
    if series::bind(connection, business, till, header).await? {
        begin(connection, business, till, header).await?;
        return Ok(true);
    }
    sqlx::query_scalar(IS_BOUND)
        .bind(header.series.0)
        .bind(business.0)
        .bind(till.0)
        .bind(header.public_key.0.as_slice())
        .fetch_one(connection)
        .await
}

async fn begin(
    connection: &mut PgConnection,
    business: BusinessId,
    till: TillId,
    header: &SeriesHeader,
) -> Result<(), sqlx::Error> {
    series::insert(connection, business, till, header).await?;
    sqlx::query(NEWEST)
        .bind(business.0)
        .bind(till.0)
        .bind(header.series.0)
        .execute(connection)
        .await?;
    Ok(())
}
