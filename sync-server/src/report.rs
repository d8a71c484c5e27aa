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
/// Whole spans of eight days where the period holds them, and the days at its ends.
const PRODUCTS: &str = "
    SELECT name, sum(units)::bigint AS units, sum(revenue)::bigint AS revenue
    FROM (
        SELECT name, units, revenue FROM sales_product_day
        WHERE business_id = $1 AND day BETWEEN $2 AND $3
        UNION ALL
        SELECT name, units, revenue FROM sales_product_span
        WHERE business_id = $1 AND span BETWEEN $4 AND $5
        UNION ALL
        SELECT name, units, revenue FROM sales_product_day
        WHERE business_id = $1 AND day BETWEEN $6 AND $7) AS part
    GROUP BY name";

/// A period as days before the first whole span, spans, and days after the last one; each may be empty.
fn parts(from: i32, to: i32) -> [(i32, i32); 3] {
    // A span `s` holds the days `8 s` to `8 s + 7`.
    let first = from.saturating_add(7) >> 3;
    let last = (to.saturating_add(1) >> 3) - 1;
    if first > last {
        return [(from, to), (1, 0), (1, 0)];
    }
    [
        (from, (first << 3) - 1),
        (first, last),
        ((last + 1) << 3, to),
    ]
}

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
    let hours = sqlx::query(HOURS)
        .bind(business.0)
        .bind(from.0)
        .bind(to.0)
        .fetch_all(&mut *tx)
        .await?;
    let hours: Vec<_> = hours.iter().map(hour).collect::<Result<_, _>>()?;
    let mut query = sqlx::query(PRODUCTS).bind(business.0);
    for (first, last) in parts(from.0, to.0) {
        query = query.bind(first).bind(last);
    }
    let products = query.fetch_all(&mut *tx).await?;
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

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn every_period_is_covered_once() {
        for from in -40..40 {
            for to in from..from + 60 {
                let [before, spans, after] = parts(from, to);
                let days = |(first, last)| first..=last;
                let of_spans = days(spans).flat_map(|span| span * 8..span * 8 + 8);
                let covered = days(before).chain(of_spans).chain(days(after));
                assert!(covered.eq(from..=to), "{from} to {to}");
                assert!(days(before).count() + days(after).count() < 16);
            }
        }
    }
}
