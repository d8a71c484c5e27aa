//! The owner's figures, read from sums that every ingest keeps up to date.

pub mod products;

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
use std::collections::HashMap;

/// Ten years: a longer period is a mistake.
const DAYS_MAX: i32 = 3_660;
/// Everything in one round trip: the currency (`which` 0), sums by hour (1) and sums by product (2).
const FIGURES: &str = "
    SELECT 0 AS which, currency AS name, 0 AS day, 0::smallint AS hour, 0::bigint AS orders,
        0::bigint AS lines, 0::bigint AS units, 0::bigint AS revenue, NULL::bytea AS products
    FROM business WHERE business_id = $1
    UNION ALL
    SELECT 1, NULL, day, hour, orders, lines, units, revenue, NULL FROM sales_hour
    WHERE business_id = $1 AND day BETWEEN $2 AND $3
      AND (orders <> 0 OR lines <> 0 OR units <> 0 OR revenue <> 0)
    UNION ALL
    SELECT 2, NULL, 0, 0::smallint, 0, 0, 0, 0, products FROM sales_product
    WHERE business_id = $1 AND day BETWEEN $2 AND $3";

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
    let rows = sqlx::query(FIGURES)
        .bind(business.0)
        .bind(from.0)
        .bind(to.0)
        .fetch_all(&mut *tx)
        .await?;
    // Ended here rather than by itself later: the next question finds this connection, with its plans, free.
    tx.commit().await?;
    let mut currency = None;
    let (mut hours, mut products) = (Vec::new(), HashMap::new());
    for row in &rows {
        match row.try_get::<i32, _>("which")? {
            0 => currency = Some(currency_of(row)?),
            1 => hours.push(hour(row)?),
            _ => add_products(row, &mut products)?,
        }
    }
    let named = |(name, figures): (&str, ProductFigures)| (name.to_owned(), figures);
    let products: Vec<_> = products.into_iter().map(named).collect();
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

/// Adds what a row holds of products, by the names they were sold under.
fn add_products<'r>(
    row: &'r PgRow,
    sums: &mut HashMap<&'r str, ProductFigures>,
) -> Result<(), sqlx::Error> {
    let products: &[u8] = row.try_get("products")?;
    let add = |_, name, figures: ProductFigures| {
        let sum: &mut ProductFigures = sums.entry(name).or_default();
        sum.units = sum.units.saturating_add(figures.units);
        sum.revenue += figures.revenue;
    };
    products::each(products, add).map_err(|why| sqlx::Error::Decode(why.into()))
}
