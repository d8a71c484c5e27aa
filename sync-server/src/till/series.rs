//! The rows of a series: the key it is bound to, once and for one business, and the series itself.

use shared::id::{BusinessId, TillId};
use shared::journal::SeriesHeader;
use sqlx::PgConnection;

const BIND: &str = "
    INSERT INTO till_key (series, business_id, till, public_key) VALUES ($1, $2, $3, $4)
    ON CONFLICT (series) DO NOTHING";
const INSERT: &str = "
    INSERT INTO series (business_id, series, till, public_key, head_sequence, head_hash)
    VALUES ($1, $2, $3, $4, 0, $5)";

/// Binds a series to its key, its till and its business. False: it is bound already.
pub async fn bind(
    connection: &mut PgConnection,
    business: BusinessId,
    till: TillId,
    header: &SeriesHeader,
) -> Result<bool, sqlx::Error> {
    let bound = sqlx::query(BIND)
        .bind(header.series.0)
        .bind(business.0)
        .bind(till.0)
        .bind(header.public_key.0.as_slice())
        .execute(connection)
        .await?;
    Ok(bound.rows_affected() > 0)
}

/// Writes a series that has no entry yet. It is bound, and its till is there.
pub async fn insert(
    connection: &mut PgConnection,
    business: BusinessId,
    till: TillId,
    header: &SeriesHeader,
) -> Result<(), sqlx::Error> {
    sqlx::query(INSERT)
        .bind(business.0)
        .bind(header.series.0)
        .bind(till.0)
        .bind(header.public_key.0.as_slice())
        .bind(header.hash().0.as_slice())
        .execute(connection)
        .await?;
    Ok(())
}
