//! Entries that are stored but not folded: listed for the owner, and taken in once that is possible.

use super::family::whole_history;
use super::fold::refolded;
use super::postgres::{Orders, PostgresStore, add_rollup, set_last_sale, write_menu};
use crate::account::Member;
use crate::api::problem::Reply;
use crate::app::App;
use crate::database;
use crate::journal::{effective, entry, hash, unsigned};
use axum::extract::State;
use serde::Serialize;
use shared::event::Event;
use shared::fact::Fact;
use shared::id::{BusinessId, SeriesId, SubjectId, TillId};
use shared::journal::Sequence;
use shared::order::OrderEvent;
use sqlx::{PgConnection, PgPool, Row};

const LIST: &str = "
    SELECT a.*, e.kind, e.version, t.till, t.name, t.code
    FROM set_aside a
    JOIN entry e ON e.business_id = a.business_id AND e.series = a.series AND e.sequence = a.sequence
    JOIN series s ON s.business_id = a.business_id AND s.series = a.series
    JOIN till t ON t.business_id = s.business_id AND t.till = s.till
    WHERE a.business_id = $1 ORDER BY a.since_ms DESC, a.series, a.sequence LIMIT 500";
const REINSTATE: &str = "UPDATE till SET revoked_ms = NULL WHERE business_id = $1 AND till = $2";
const SERIES: &str = "
    SELECT series FROM series WHERE business_id = $1 AND till = $2 ORDER BY series";
/// The same locks in the same order as an ingest.
const LOCK_SERIES: &str = "
    SELECT 1 FROM series WHERE business_id = $1 AND series = ANY($2) ORDER BY series FOR UPDATE";
const LOCK_FEED: &str = "SELECT 1 FROM feed WHERE business_id = $1 FOR UPDATE";
const ASIDE: &str = "
    SELECT e.* FROM set_aside a
    JOIN entry e ON e.business_id = a.business_id AND e.series = a.series AND e.sequence = a.sequence
    WHERE a.business_id = $1 AND a.series = $2 AND a.reason = $3";
const TAKE_BACK: &str = "
    DELETE FROM set_aside WHERE business_id = $1 AND series = $2 AND sequence = ANY($3)";
const STILL_UNREADABLE: &str = "
    UPDATE set_aside SET reason = 'unreadable', detail = 'nobody here can read it'
    WHERE business_id = $1 AND series = $2 AND reason = 'revoked'";
/// What may be payments of the till that writes a series, in whichever of its series: the last to arrive first.
const PAYMENTS: &str = "
    SELECT e.* FROM entry e
    WHERE e.business_id = $1 AND e.kind IN ('order.settled', 'journal.carried')
      AND e.series IN (SELECT s.series FROM series s WHERE s.business_id = $1
                         AND s.till = (SELECT w.till FROM series w
                                       WHERE w.business_id = $1 AND w.series = $2))
      AND NOT EXISTS (SELECT FROM set_aside a
                      WHERE a.business_id = e.business_id AND a.series = e.series
                        AND a.sequence = e.sequence)
    ORDER BY e.position DESC LIMIT 1000";
const WAITING: &str =
    "SELECT DISTINCT series FROM set_aside WHERE business_id = $1 AND reason = 'unreadable'";

/// An entry that is stored but not folded.
#[derive(Debug, Serialize)]
pub struct AsideView {
    till: uuid::Uuid,
    till_name: String,
    till_code: String,
    series: SeriesId,
    sequence: Sequence,
    kind: String,
    version: i32,
    reason: String,
    detail: String,
    since_ms: i64,
}

/// `GET /api/v1/businesses/{business}/set-aside`.
pub async fn list(State(app): State<App>, member: Member) -> Reply<axum::Json<Vec<AsideView>>> {
    let mut tx = database::begin_reading(&app.pool, member.business).await?;
    let rows = sqlx::query(LIST)
        .bind(member.business.0)
        .fetch_all(&mut *tx)
        .await?;
    let view = |row: &sqlx::postgres::PgRow| {
        Ok(AsideView {
            till: row.try_get("till")?,
            till_name: row.try_get("name")?,
            till_code: row.try_get("code")?,
            series: SeriesId(row.try_get("series")?),
            sequence: Sequence(unsigned(row.try_get("sequence")?)),
            kind: String::from_utf8_lossy(row.try_get("kind")?).into_owned(),
            version: row.try_get("version")?,
            reason: row.try_get("reason")?,
            detail: row.try_get("detail")?,
            since_ms: row.try_get("since_ms")?,
        })
    };
    let views: Result<_, sqlx::Error> = rows.iter().map(view).collect();
    Ok(axum::Json(views?))
}

/// Approves a revoked till, in all its series: it belongs again, and what it sent meanwhile is folded.
pub async fn release(
    tx: &mut PgConnection,
    business: BusinessId,
    till: TillId,
) -> Result<(), sqlx::Error> {
    let series: Vec<uuid::Uuid> = sqlx::query_scalar(SERIES)
        .bind(business.0)
        .bind(till.0)
        .fetch_all(&mut *tx)
        .await?;
    lock(tx, business, &series).await?;
    sqlx::query(REINSTATE)
        .bind(business.0)
        .bind(till.0)
        .execute(&mut *tx)
        .await?;
    for series in series.into_iter().map(SeriesId) {
        take_back(tx, business, series, "revoked").await?;
        sqlx::query(STILL_UNREADABLE)
            .bind(business.0)
            .bind(series.0)
            .execute(&mut *tx)
            .await?;
    }
    Ok(())
}

/// Tries again to read what could not be read: for a server that was upgraded. Answers how many entries it took in.
pub async fn retry_unreadable(pool: &PgPool, business: BusinessId) -> Result<usize, sqlx::Error> {
    let mut tx = database::begin(pool, business).await?;
    let waiting: Vec<uuid::Uuid> = sqlx::query_scalar(WAITING)
        .bind(business.0)
        .fetch_all(&mut *tx)
        .await?;
    tx.commit().await?;
    let mut taken = 0;
    for series in waiting.into_iter().map(SeriesId) {
        let mut tx = database::begin(pool, business).await?;
        lock(&mut tx, business, &[series.0]).await?;
        taken += take_back(&mut tx, business, series, "unreadable").await?;
        tx.commit().await?;
    }
    Ok(taken)
}

async fn lock(
    tx: &mut PgConnection,
    business: BusinessId,
    series: &[uuid::Uuid],
) -> Result<(), sqlx::Error> {
    sqlx::query(LOCK_SERIES)
        .bind(business.0)
        .bind(series)
        .execute(&mut *tx)
        .await?;
    sqlx::query(LOCK_FEED).bind(business.0).execute(tx).await?;
    Ok(())
}

/// Folds those set-aside entries of a series that can be read. The locks are held.
async fn take_back(
    tx: &mut PgConnection,
    business: BusinessId,
    series: SeriesId,
    reason: &str,
) -> Result<usize, sqlx::Error> {
    let rows = sqlx::query(ASIDE)
        .bind(business.0)
        .bind(series.0)
        .bind(reason)
        .fetch_all(&mut *tx)
        .await?;
    let mut sequences: Vec<i64> = Vec::new();
    let mut subjects: Vec<SubjectId> = Vec::new();
    for row in &rows {
        if let Ok(fact) = Fact::of(&entry(row)?, hash(row, "hash")?, effective(row)?) {
            sequences.push(row.try_get("sequence")?);
            subjects.push(fact.subject);
        }
    }
    subjects.sort_unstable();
    subjects.dedup();
    sqlx::query(TAKE_BACK)
        .bind(business.0)
        .bind(series.0)
        .bind(&sequences)
        .execute(&mut *tx)
        .await?;
    // A bounded number of subjects at a time: a till may have sold for weeks.
    for subjects in subjects.chunks(500) {
        refold(tx, business, subjects).await?;
    }
    find_last_sale(tx, business, series).await?;
    Ok(sequences.len())
}

async fn find_last_sale(
    tx: &mut PgConnection,
    business: BusinessId,
    series: SeriesId,
) -> Result<(), sqlx::Error> {
    let rows = sqlx::query(PAYMENTS)
        .bind(business.0)
        .bind(series.0)
        .fetch_all(&mut *tx)
        .await?;
    for row in &rows {
        let fact = Fact::of(&entry(row)?, hash(row, "hash")?, effective(row)?);
        if let Ok(Event::Order(OrderEvent::Settled(settled))) = fact.map(|fact| fact.event) {
            return set_last_sale(tx, business, series, &settled).await;
        }
    }
    Ok(())
}

/// Folds subjects from the journal and writes what changed.
async fn refold(
    tx: &mut PgConnection,
    business: BusinessId,
    subjects: &[SubjectId],
) -> Result<(), sqlx::Error> {
    let mut store = PostgresStore::new(tx, business);
    let history = whole_history(&mut store, subjects.iter().copied().collect()).await?;
    let changed = refolded(&history);
    Orders::of(&changed.orders).write(tx, business).await?;
    write_menu(tx, business, &changed.menu).await?;
    add_rollup(tx, business, &changed.rollup).await
}
