//! What anybody may know of a cafe.

use crate::api::body::Path;
use crate::api::problem::{ApiError, Reply};
use crate::app::App;
use axum::extract::State;
use chrono::{DateTime, Datelike};
use shared::business::{OpeningHours, PublicBusiness};
use shared::clock::Wall;
use shared::id::BusinessId;

/// `GET /api/v1/public/businesses/{business}`.
pub async fn show_public(
    State(app): State<App>,
    Path(business): Path<BusinessId>,
) -> Reply<axum::Json<PublicBusiness>> {
    let settings = super::find(&app.pool, business).await?;
    let settings = settings.ok_or_else(ApiError::not_found)?;
    let hours = super::opening_hours(&app.pool, business).await?;
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
