//! The owner's figures, read from sums that every ingest keeps up to date.

use crate::account::Member;
use crate::api::body::Query;
use crate::api::problem::{ApiError, Reply};
use crate::app::App;
use crate::{business, database};
use axum::extract::State;
use serde::Deserialize;
use shared::clock::BusinessDay;
use shared::id::BusinessId;
use shared::money::Money;
use shared::report::{HourFigures, ProductFigures, SalesReport};
use sqlx::postgres::PgRow;
use sqlx::{PgPool, Row};

/// Ten years: a longer period is a mistake.
const DAYS_MAX: i32 = 3_660;
const HOURS: &str = "
    SELECT day, hour, orders, lines, units, revenue FROM sales_hour
    WHERE business_id = $1 AND day BETWEEN $2 AND $3
      AND (orders <> 0 OR lines <> 0 OR revenue <> 0)";
const PRODUCTS: &str = "
    SELECT name, sum(units)::bigint AS units, sum(revenue)::bigint AS revenue
    FROM sales_product_day WHERE business_id = $1 AND day BETWEEN $2 AND $3 GROUP BY name";

/// A period. Both ends are business days and belong to it.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Period {
    from: BusinessDay,
    to: BusinessDay,
}

/// `GET /api/v1/businesses/{business}/analytics/sales?from=&to=`.
pub async fn sales(
    State(app): State<App>,
    member: Member,
    Query(period): Query<Period>,
) -> Reply<axum::Json<SalesReport>> {
    let (from, to) = (period.from, period.to);
    if from > to {
        return Err(ApiError::invalid("The period ends before it begins."));
    }
    if to > from.plus(DAYS_MAX) {
        return Err(ApiError::invalid("A period is at most ten years long."));
    }
    let report = sales_of(&app.pool, member.business, from, to).await?;
    report.map(axum::Json).ok_or_else(ApiError::not_found)
}

/// The figures of a business's period; none where there is no such business.
pub async fn sales_of(
    pool: &PgPool,
    business: BusinessId,
    from: BusinessDay,
    to: BusinessDay,
) -> Result<Option<SalesReport>, sqlx::Error> {
    let mut tx = database::begin_reading(pool, business).await?;
    let Some(settings) = business::find(&mut *tx, business).await? else {
        return Ok(None);
    };
    let query = |sql| sqlx::query(sql).bind(business.0).bind(from.0).bind(to.0);
    let hours = query(HOURS).fetch_all(&mut *tx).await?;
    let hours: Vec<_> = hours.iter().map(hour).collect::<Result<_, _>>()?;
    let products = query(PRODUCTS).fetch_all(&mut *tx).await?;
    let products: Vec<_> = products.iter().map(product).collect::<Result<_, _>>()?;
    tx.commit().await?;
    Ok(Some(SalesReport::of(
        settings.currency,
        (from, to),
        hours,
        products,
    )))
}

fn hour(row: &PgRow) -> Result<((BusinessDay, u8), HourFigures), sqlx::Error> {
    let hour: i16 = row.try_get("hour")?;
    let key = (
        BusinessDay(row.try_get("day")?),
        u8::try_from(hour).unwrap_or(0),
    );
    let figures = HourFigures {
        orders: row.try_get("orders")?,
        lines: row.try_get("lines")?,
        units: row.try_get("units")?,
        revenue: Money::minor(row.try_get("revenue")?),
    };
    Ok((key, figures))
}

fn product(row: &PgRow) -> Result<(String, ProductFigures), sqlx::Error> {
    let figures = ProductFigures {
        units: row.try_get("units")?,
        revenue: Money::minor(row.try_get("revenue")?),
    };
    Ok((row.try_get("name")?, figures))
}
