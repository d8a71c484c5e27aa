//! Businesses: the tenants. Their registry is known across tenants; everything they do is not.

mod create;
mod hours;
mod public;

pub use create::{CreateError, NewBusiness, create, fresh_id};
pub use hours::{keep_hours, opening_hours, set_hours};
pub use public::show_public;

use crate::account::SignedIn;
use crate::api::body::Json;
use crate::api::problem::{ApiError, Reply};
use crate::app::App;
use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, Offset};
use serde::Deserialize;
use shared::business::{BusinessSettings, BusinessView};
use shared::clock::{BusinessDay, DayStart, Wall};
use shared::id::BusinessId;
use shared::tax::{TaxMode, TaxRate};
use sqlx::postgres::PgRow;
use sqlx::{PgExecutor, Row};
use std::str::FromStr;

const OF_ACCOUNT: &str = "
    SELECT b.* FROM business b JOIN membership m USING (business_id)
    WHERE m.account_id = $1 ORDER BY m.created_ms, b.business_id";
const ONE: &str = "SELECT * FROM business WHERE business_id = $1";

fn settings(row: &PgRow) -> Result<BusinessSettings, sqlx::Error> {
    let decode = |why: String| sqlx::Error::Decode(why.into());
    let currency: &str = row.try_get("currency")?;
    let tax: i32 = row.try_get("tax")?;
    let day_start: i32 = row.try_get("day_start")?;
    let added: bool = row.try_get("tax_added")?;
    Ok(BusinessSettings {
        name: row.try_get("name")?,
        currency: currency.parse().map_err(|why| decode(format!("{why}")))?,
        timezone: row.try_get("timezone")?,
        day_start: DayStart(u16::try_from(day_start).unwrap_or(0)),
        tax: TaxRate::basis_points(tax.unsigned_abs()).map_err(|why| decode(why.to_string()))?,
        tax_mode: if added {
            TaxMode::Added
        } else {
            TaxMode::Included
        },
    })
}

/// The settings of a business; none where there is no such business.
pub async fn find(
    executor: impl PgExecutor<'_>,
    business: BusinessId,
) -> Result<Option<BusinessSettings>, sqlx::Error> {
    let row = sqlx::query(ONE)
        .bind(business.0)
        .fetch_optional(executor)
        .await?;
    row.map(|row| settings(&row)).transpose()
}

/// What a clock in the business's place shows.
pub fn wall(timezone: &str, now_ms: i64) -> Wall {
    let zone = chrono_tz::Tz::from_str(timezone).unwrap_or(chrono_tz::UTC);
    let now = DateTime::from_timestamp_millis(now_ms).unwrap_or_default();
    let seconds = now.with_timezone(&zone).offset().fix().local_minus_utc();
    Wall {
        ms: now_ms,
        offset: i16::try_from(seconds / 60).unwrap_or(0),
    }
}

/// The business day at this moment.
pub fn today(settings: &BusinessSettings, now_ms: i64) -> BusinessDay {
    wall(&settings.timezone, now_ms).business_day(settings.day_start)
}

fn view(id: BusinessId, settings: BusinessSettings, now_ms: i64) -> BusinessView {
    BusinessView {
        id,
        today: today(&settings, now_ms),
        hours: Vec::new(),
        settings,
    }
}

/// `GET /api/v1/businesses`: those of the account.
pub async fn list(
    State(app): State<App>,
    person: SignedIn,
) -> Reply<axum::Json<Vec<BusinessView>>> {
    let rows = sqlx::query(OF_ACCOUNT)
        .bind(person.account)
        .fetch_all(&app.pool)
        .await?;
    let mut businesses = Vec::with_capacity(rows.len());
    for row in &rows {
        let id = BusinessId(row.try_get("business_id")?);
        let mut business = view(id, settings(row)?, app.now_ms());
        business.hours = opening_hours(&app.pool, id).await?;
        businesses.push(business);
    }
    Ok(axum::Json(businesses))
}

/// A new business of the account that is signed in.
#[derive(Debug, Deserialize)]
pub struct CreateRequest {
    name: String,
    #[serde(default = "usual_currency")]
    currency: String,
    #[serde(default = "usual_timezone")]
    timezone: String,
}

/// The currency where none is named.
pub fn usual_currency() -> String {
    "ARS".to_owned()
}

/// The time zone where none is named.
pub fn usual_timezone() -> String {
    "America/Argentina/Buenos_Aires".to_owned()
}

/// `POST /api/v1/businesses`.
pub async fn create_one(
    State(app): State<App>,
    person: SignedIn,
    Json(request): Json<CreateRequest>,
) -> Reply<(StatusCode, axum::Json<BusinessView>)> {
    let new = NewBusiness::parse(&request.name, &request.currency, &request.timezone)?;
    let now = app.now_ms();
    let id = create(&app.pool, person.account, &new, now).await?;
    let view = view(id, new.into_settings(), now);
    Ok((StatusCode::CREATED, axum::Json(view)))
}

impl From<CreateError> for ApiError {
    fn from(error: CreateError) -> Self {
        Self::new(error.code(), error.to_string())
    }
}
