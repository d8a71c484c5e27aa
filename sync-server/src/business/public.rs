//! What anybody may know of a cafe.

use crate::api::body::Path;
use crate::api::problem::{ApiError, Reply};
use crate::app::App;
use crate::database;
use axum::extract::State;
use chrono::{DateTime, Datelike};
use shared::business::{OpeningHours, PublicBusiness};
use shared::clock::Wall;
use shared::id::BusinessId;
use sqlx::Row;

const HOURS: &str = "
    SELECT weekday, opens, closes FROM opening_hours WHERE business_id = $1 ORDER BY weekday, opens";

/// When a business is open.
pub async fn opening_hours(
    app: &App,
    business: BusinessId,
) -> Result<Vec<OpeningHours>, sqlx::Error> {
    let mut tx = database::begin_reading(&app.pool, business).await?;
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

/// `GET /api/v1/public/businesses/{business}`.
pub async fn show_public(
    State(app): State<App>,
    Path(business): Path<BusinessId>,
) -> Reply<axum::Json<PublicBusiness>> {
    let settings = super::find(&app.pool, business).await?;
    let settings = settings.ok_or_else(ApiError::not_found)?;
    let hours = opening_hours(&app, business).await?;
    let wall = super::wall(&settings.timezone, app.now_ms());
    Ok(axum::Json(PublicBusiness {
        id: business,
        name: settings.name,
        open_now: is_open(&hours, wall),
        hours,
        timezone: settings.timezone,
    }))
}

/// Whether it is open at this moment. Hours that end after midnight belong to the day they began.
fn is_open(hours: &[OpeningHours], wall: Wall) -> bool {
    let local_ms = wall.ms + i64::from(wall.offset) * 60_000;
    let Some(local) = DateTime::from_timestamp_millis(local_ms) else {
        return false;
    };
    let today = u8::try_from(local.weekday().number_from_monday()).unwrap_or(1);
    let yesterday = if today == 1 { 7 } else { today - 1 };
    let minute = wall.minute_of_day();
    hours.iter().any(|hours| {
        let at = |minute| (hours.opens..hours.closes).contains(&minute);
        (hours.weekday == today && at(minute)) || (hours.weekday == yesterday && at(minute + 1_440))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_after_midnight_belong_to_the_day_before() {
        let friday_night = [OpeningHours {
            weekday: 5,
            opens: 20 * 60,
            closes: 26 * 60,
        }];
        // 2026-11-28 is a Saturday.
        let saturday = |hour: i64| Wall {
            ms: 1_795_824_000_000 + hour * 3_600_000,
            offset: 0,
        };
        assert!(is_open(&friday_night, saturday(1)));
        assert!(!is_open(&friday_night, saturday(2)));
        assert!(!is_open(&friday_night, saturday(21)));
    }
}
