//! Tills as their owner sees them: who they are, when they were last heard, and whether they still belong.

mod code;
mod enrol;
mod readmit;
pub mod series;
mod signed;

pub use code::{CODE_SECONDS, make_code, make_code_of};
pub use enrol::enrol;
pub use readmit::{is_proved, readmit};
pub use signed::{KnownTill, TillRequest, find_till};

use crate::account::Member;
use crate::api::body::{Json, Path};
use crate::api::problem::{ApiError, Reply};
use crate::app::App;
use crate::database;
use crate::journal::unsigned;
use crate::sync::release;
use axum::extract::State;
use serde::Deserialize;
use shared::clock::BusinessDay;
use shared::id::{BusinessId, SeriesId, TillId};
use shared::journal::Sequence;
use shared::order::{ReceiptNumber, TillCode};
use shared::till::TillView;
use sqlx::postgres::PgRow;
use sqlx::{PgConnection, Row};

const NAME_MAX: usize = 60;
const LIST: &str = "
    SELECT t.*, s.head_sequence,
           (SELECT count(*) FROM set_aside a
            JOIN series x ON x.business_id = a.business_id AND x.series = a.series
            WHERE a.business_id = t.business_id AND x.till = t.till) AS set_aside
    FROM till t JOIN series s ON s.business_id = t.business_id AND s.series = t.series
    WHERE t.business_id = $1 ORDER BY t.enrolled_ms, t.code";
const RENAME: &str = "UPDATE till SET name = $3 WHERE business_id = $1 AND till = $2";
const REVOKE: &str = "
    UPDATE till SET revoked_ms = COALESCE(revoked_ms, $3) WHERE business_id = $1 AND till = $2";

fn view(row: &PgRow, now_ms: i64) -> Result<TillView, sqlx::Error> {
    let durable = unsigned(row.try_get("head_sequence")?);
    let own_head = unsigned(row.try_get("own_head")?);
    let seen: Option<i64> = row.try_get("seen_ms")?;
    let receipt: Option<i64> = row.try_get("last_receipt")?;
    let receipt_till: Option<String> = row.try_get("last_receipt_till")?;
    let last_receipt = receipt
        .zip(receipt_till)
        .map(|(number, till)| ReceiptNumber {
            till: TillCode(till),
            number: u32::try_from(number).unwrap_or(u32::MAX),
        });
    Ok(TillView {
        id: TillId(row.try_get("till")?),
        name: row.try_get("name")?,
        code: TillCode(row.try_get("code")?),
        series: SeriesId(row.try_get("series")?),
        enrolled_at: row.try_get("enrolled_ms")?,
        seen_ms_ago: seen.map(|seen| (now_ms - seen).max(0)),
        durable: Sequence(durable),
        waiting: own_head.saturating_sub(durable),
        last_receipt,
        last_sale_day: row
            .try_get::<Option<i32>, _>("last_sale_day")?
            .map(BusinessDay),
        set_aside: unsigned(row.try_get("set_aside")?),
        app_version: row.try_get("app_version")?,
        revoked_at: row.try_get("revoked_ms")?,
    })
}

async fn views(tx: &mut PgConnection, business: BusinessId, now_ms: i64) -> Reply<Vec<TillView>> {
    let rows = sqlx::query(LIST).bind(business.0).fetch_all(tx).await?;
    let views: Result<_, sqlx::Error> = rows.iter().map(|row| view(row, now_ms)).collect();
    Ok(views?)
}

async fn one(
    tx: &mut PgConnection,
    business: BusinessId,
    till: TillId,
    now_ms: i64,
) -> Reply<TillView> {
    let views = views(tx, business, now_ms).await?;
    let found = views.into_iter().find(|view| view.id == till);
    found.ok_or_else(ApiError::not_found)
}

/// `GET /api/v1/businesses/{business}/tills`.
pub async fn list(State(app): State<App>, member: Member) -> Reply<axum::Json<Vec<TillView>>> {
    let mut tx = database::begin_reading(&app.pool, member.business).await?;
    let views = views(&mut tx, member.business, app.now_ms()).await?;
    Ok(axum::Json(views))
}

/// What the owner may change of a till.
#[derive(Debug, Deserialize)]
pub struct ChangeRequest {
    name: String,
}

/// `PATCH /api/v1/businesses/{business}/tills/{till}`.
pub async fn change(
    State(app): State<App>,
    member: Member,
    Path((_, till)): Path<(BusinessId, TillId)>,
    Json(change): Json<ChangeRequest>,
) -> Reply<axum::Json<TillView>> {
    let name = till_name(&change.name)?;
    let mut tx = database::begin(&app.pool, member.business).await?;
    sqlx::query(RENAME)
        .bind(member.business.0)
        .bind(till.0)
        .bind(name)
        .execute(&mut *tx)
        .await?;
    let view = one(&mut tx, member.business, till, app.now_ms()).await?;
    tx.commit().await?;
    Ok(axum::Json(view))
}

/// A name that a till can have.
pub fn till_name(name: &str) -> Reply<String> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > NAME_MAX || name.contains('\0') {
        return Err(ApiError::invalid(format!(
            "A till's name has 1 to {NAME_MAX} signs."
        )));
    }
    Ok(name.to_owned())
}

/// `POST /api/v1/businesses/{business}/tills/{till}/revoke`: from now on it is told nothing, and what it sends is
/// kept but set aside.
pub async fn revoke(
    State(app): State<App>,
    member: Member,
    Path((_, till)): Path<(BusinessId, TillId)>,
) -> Reply<axum::Json<TillView>> {
    let now = app.now_ms();
    let mut tx = database::begin(&app.pool, member.business).await?;
    sqlx::query(REVOKE)
        .bind(member.business.0)
        .bind(till.0)
        .bind(now)
        .execute(&mut *tx)
        .await?;
    let view = one(&mut tx, member.business, till, now).await?;
    tx.commit().await?;
    app.live.poke(member.business, view.series);
    Ok(axum::Json(view))
}

/// `POST /api/v1/businesses/{business}/tills/{till}/reinstate`: it belongs again, and what it sent while it was
/// revoked is approved and counts.
pub async fn reinstate(
    State(app): State<App>,
    member: Member,
    Path((_, till)): Path<(BusinessId, TillId)>,
) -> Reply<axum::Json<TillView>> {
    let now = app.now_ms();
    let mut tx = database::begin(&app.pool, member.business).await?;
    // Answers 404 for a till that nobody has.
    one(&mut tx, member.business, till, now).await?;
    release(&mut tx, member.business, till).await?;
    let view = one(&mut tx, member.business, till, now).await?;
    tx.commit().await?;
    app.live.poke(member.business, view.series);
    Ok(axum::Json(view))
}
