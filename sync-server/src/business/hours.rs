//! When a business is open: read by anybody, set by its people.

use crate::account::Member;
use crate::api::body::Json;
use crate::api::problem::{ApiError, Reply};
use crate::app::App;
use crate::database;
use axum::extract::State;
use shared::business::OpeningHours;
use shared::id::BusinessId;
use shared::problem::ProblemCode;
use sqlx::{PgPool, Row};

/// Two sittings on each day of the week, and then some.
const SPANS_MAX: usize = 21;
const HOURS: &str = "
    SELECT weekday, opens, closes FROM opening_hours WHERE business_id = $1 ORDER BY weekday, opens";
const FORGET: &str = "DELETE FROM opening_hours WHERE business_id = $1";
const KEEP: &str = "
    INSERT INTO opening_hours (business_id, weekday, opens, closes)
    SELECT $1, weekday, opens, closes
    FROM UNNEST($2::smallint[], $3::smallint[], $4::smallint[]) AS u (weekday, opens, closes)
    ON CONFLICT (business_id, weekday, opens) DO UPDATE SET closes = EXCLUDED.closes";

/// When a business is open.
pub async fn opening_hours(
    pool: &PgPool,
    business: BusinessId,
) -> Result<Vec<OpeningHours>, sqlx::Error> {
    let mut tx = database::begin_reading(pool, business).await?;
    let rows = sqlx::query(HOURS)
        .bind(business.0)
        .fetch_all(&mut *tx)
        .await?;
    let small = |row: &sqlx::postgres::PgRow, column| -> Result<u16, sqlx::Error> {
        Ok(u16::try_from(row.try_get::<i16, _>(column)?).unwrap_or(0))
    };
    let hours = |row| {
        Ok(OpeningHours {
            weekday: u8::try_from(small(row, "weekday")?).unwrap_or(1),
            opens: small(row, "opens")?,
            closes: small(row, "closes")?,
        })
    };
    rows.iter().map(hours).collect()
}

/// Replaces the hours of a business by these, which are sound.
pub async fn keep_hours(
    pool: &PgPool,
    business: BusinessId,
    week: &[OpeningHours],
) -> Result<(), sqlx::Error> {
    let column = |pick: fn(&OpeningHours) -> u16| -> Vec<i16> {
        week.iter().map(|hours| pick(hours).cast_signed()).collect()
    };
    let mut tx = database::begin(pool, business).await?;
    sqlx::query(FORGET)
        .bind(business.0)
        .execute(&mut *tx)
        .await?;
    sqlx::query(KEEP)
        .bind(business.0)
        .bind(column(|hours| u16::from(hours.weekday)))
        .bind(column(|hours| hours.opens))
        .bind(column(|hours| hours.closes))
        .execute(&mut *tx)
        .await?;
    tx.commit().await
}

/// `PUT /api/v1/businesses/{business}/opening-hours`.
pub async fn set_hours(
    State(app): State<App>,
    member: Member,
    Json(week): Json<Vec<OpeningHours>>,
) -> Reply<axum::Json<Vec<OpeningHours>>> {
    if week.len() > SPANS_MAX || !week.iter().all(OpeningHours::is_sound) {
        let words = "A day is 1 to 7, and it closes after it opens, within a day.";
        return Err(ApiError::new(ProblemCode::InvalidRequest, words));
    }
    keep_hours(&app.pool, member.business, &week).await?;
    let kept = opening_hours(&app.pool, member.business).await?;
    Ok(axum::Json(kept))
}
