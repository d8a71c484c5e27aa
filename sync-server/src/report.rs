//! The owner's figures, read from sums that every ingest keeps up to date.

use crate::account::Member;
use crate::api::body::Query;
use crate::api::problem::{ApiError, Reply};
use crate::app::App;
use crate::database;
use axum::extract::State;
use serde::Deserialize;
use shared::clock::BusinessDay;
use shared::id::BusinessId;
use shared::money::{Currency, Money, UnknownCurrency};
use shared::report::{HourFigures, ProductFigures, SalesReport};
use sqlx::postgres::PgRow;
use sqlx::{PgPool, Row};

/// Ten years: a longer period is a mistake.
const DAYS_MAX: i32 = 3_660;
/// Everything in one round trip: the currency (`which` 0), sums by hour (1) and sums by product (2). Products come
/// from whole spans of eight days where the period holds them, and from the days at its ends.
const FIGURES: &str = "
    SELECT 0 AS which, currency AS name, 0 AS day, 0::smallint AS hour, 0::bigint AS orders,
        0::bigint AS lines, 0::bigint AS units, 0::bigint AS revenue
    FROM business WHERE business_id = $1
    UNION ALL
    SELECT 1, NULL, day, hour, orders, lines, units, revenue FROM sales_hour
    WHERE business_id = $1 AND day BETWEEN $2 AND $3
      AND (orders <> 0 OR lines <> 0 OR revenue <> 0)
    UNION ALL
    SELECT 2, name, 0, 0::smallint, 0, 0, sum(units)::bigint, sum(revenue)::bigint
    FROM (
        SELECT name, units, revenue FROM sales_product_day
        WHERE business_id = $1 AND day BETWEEN $4 AND $5
        UNION ALL
        SELECT name, units, revenue FROM sales_product_span
        WHERE business_id = $1 AND span BETWEEN $6 AND $7
        UNION ALL
        SELECT name, units, revenue FROM sales_product_day
        WHERE business_id = $1 AND day BETWEEN $8 AND $9) AS part
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
    let mut query = sqlx::query(FIGURES)
        .bind(business.0)
        .bind(from.0)
        .bind(to.0);
    for (first, last) in parts(from.0, to.0) {
        query = query.bind(first).bind(last);
    }
    let rows = query.fetch_all(&mut *tx).await?;
    // Ended here rather than by itself later: the next question finds this connection, with its plans, free.
    tx.commit().await?;
    let mut currency = None;
    let (mut hours, mut products) = (Vec::new(), Vec::new());
    for row in &rows {
        match row.try_get::<i32, _>("which")? {
            0 => currency = Some(currency_of(row)?),
            1 => hours.push(hour(row)?),
            _ => products.push(product(row)?),
        }
    }
    Ok(currency.map(|currency| SalesReport::of(currency, (from, to), hours, products)))
}

fn currency_of(row: &PgRow) -> Result<Currency, sqlx::Error> {
    let code: &str = row.try_get("name")?;
    code.parse()
        .map_err(|why: UnknownCurrency| sqlx::Error::Decode(why.into()))
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
