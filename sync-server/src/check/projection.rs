//! Whether the projections are what the journal says: folded anew in a transaction that is taken back.

use crate::database;
use crate::sync::rebuild_within;
use serde::Serialize;
use shared::id::BusinessId;
use sqlx::{PgConnection, PgPool};

/// What a comparison said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Projections {
    /// They are what the journal says.
    Follow,
    /// They are not.
    Differ,
    /// They were not, and have been folded again.
    FoldedAgain,
    /// The journal itself is not whole.
    NotCompared,
}

/// One line for each table, whatever order its rows lie in. Sums in which nothing is left are no rows.
const DIGESTS: &[&str] = &[
    "SELECT md5(COALESCE(string_agg(md5(t::text), '' ORDER BY order_id), ''))
     FROM order_state t WHERE business_id = $1",
    "SELECT md5(COALESCE(string_agg(md5(t::text), '' ORDER BY subject), ''))
     FROM menu_subject t WHERE business_id = $1",
    "SELECT md5(COALESCE(string_agg(md5(t::text), '' ORDER BY day, hour), ''))
     FROM sales_hour t WHERE business_id = $1
       AND (orders, lines, units, revenue) <> (0, 0, 0, 0)",
    "SELECT md5(COALESCE(string_agg(md5(t::text), '' ORDER BY day, part), ''))
     FROM sales_product t WHERE business_id = $1 AND length(products) > 1",
    "SELECT md5(COALESCE(string_agg(md5((last_receipt, last_receipt_till, last_sale_day)::text), ''
                                    ORDER BY till), ''))
     FROM till t WHERE business_id = $1",
];

const LOCK: &str = "SELECT 1 FROM feed WHERE business_id = $1 FOR UPDATE";

async fn digests(tx: &mut PgConnection, business: BusinessId) -> Result<Vec<String>, sqlx::Error> {
    let mut digests = Vec::with_capacity(DIGESTS.len());
    for sql in DIGESTS.iter().copied() {
        let digest = sqlx::query_scalar(sql).bind(business.0);
        digests.push(digest.fetch_one(&mut *tx).await?);
    }
    Ok(digests)
}

/// Compares, and changes nothing.
pub async fn compare(pool: &PgPool, business: BusinessId) -> Result<Projections, sqlx::Error> {
    let mut tx = database::begin(pool, business).await?;
    let differ = differs(&mut tx, pool, business).await?;
    tx.rollback().await?;
    Ok(match differ {
        true => Projections::Differ,
        false => Projections::Follow,
    })
}

/// Folds anew within the caller's transaction, and says whether that changed anything.
pub async fn differs(
    tx: &mut PgConnection,
    pool: &PgPool,
    business: BusinessId,
) -> Result<bool, sqlx::Error> {
    // No push may come between.
    sqlx::query(LOCK).bind(business.0).execute(&mut *tx).await?;
    let before = digests(tx, business).await?;
    rebuild_within(tx, pool, business).await?;
    Ok(before != digests(tx, business).await?)
}
