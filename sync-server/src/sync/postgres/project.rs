//! Menu and figures of a change, each table with one statement, in key order.

use crate::menu::MenuRow;
use crate::report::products::{self, Products};
use crate::text::storable;
use shared::id::{BusinessId, SeriesId};
use shared::order::Settled;
use shared::report::Rollup;
use sqlx::{PgConnection, Row};
use std::collections::BTreeMap;
use uuid::Uuid;

const MENU: &str = "
    INSERT INTO menu_subject (business_id, subject, category, product, modifiers)
    SELECT $1, subject, category, product, modifiers
    FROM UNNEST($2::uuid[], $3::bytea[], $4::bytea[], $5::bytea[])
      AS u (subject, category, product, modifiers)
    ON CONFLICT (business_id, subject) DO UPDATE SET
        category = EXCLUDED.category, product = EXCLUDED.product, modifiers = EXCLUDED.modifiers";
const HOURS: &str = "
    INSERT INTO sales_hour AS s (business_id, day, hour, orders, lines, units, revenue)
    SELECT $1, day, hour, orders, lines, units, revenue
    FROM UNNEST($2::integer[], $3::smallint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[])
      AS u (day, hour, orders, lines, units, revenue)
    ON CONFLICT (business_id, day, hour) DO UPDATE SET
        orders = s.orders + EXCLUDED.orders, lines = s.lines + EXCLUDED.lines,
        units = s.units + EXCLUDED.units, revenue = s.revenue + EXCLUDED.revenue";
const PRODUCTS: &str = "
    SELECT day, part, products FROM sales_product
    WHERE business_id = $1 AND day = ANY($2)";
const SET_PRODUCTS: &str = "
    INSERT INTO sales_product (business_id, day, part, products)
    SELECT $1, day, part, products
    FROM UNNEST($2::integer[], $3::smallint[], $4::bytea[]) AS u (day, part, products)
    ON CONFLICT (business_id, day, part) DO UPDATE SET products = EXCLUDED.products";
/// Days whose products are read and written together.
const DAYS_AT_ONCE: usize = 32;
const LAST_SALE: &str = "
    UPDATE till SET last_receipt = $3, last_receipt_till = $4, last_sale_day = $5
    WHERE business_id = $1
      AND till = (SELECT s.till FROM series s WHERE s.business_id = $1 AND s.series = $2)";

fn column<'a, R, T>(rows: &'a [R], pick: impl Fn(&'a R) -> T) -> Vec<T> {
    rows.iter().map(pick).collect()
}

/// Writes the rows of the menu.
pub async fn write_menu(
    connection: &mut PgConnection,
    business: BusinessId,
    menu: &[MenuRow],
) -> Result<(), sqlx::Error> {
    if menu.is_empty() {
        return Ok(());
    }
    sqlx::query(MENU)
        .bind(business.0)
        .bind(column::<_, Uuid>(menu, |m| m.subject.0))
        .bind(column(menu, |m| m.category.as_deref()))
        .bind(column(menu, |m| m.product.as_deref()))
        .bind(column(menu, |m| m.modifiers.as_deref()))
        .execute(connection)
        .await?;
    Ok(())
}

/// Adds differences to the figures. The maps are sorted, so that every ingest meets the rows in the same order.
pub async fn add_rollup(
    connection: &mut PgConnection,
    business: BusinessId,
    rollup: &Rollup,
) -> Result<(), sqlx::Error> {
    let hours: Vec<_> = rollup.hours.iter().collect();
    if !hours.is_empty() {
        sqlx::query(HOURS)
            .bind(business.0)
            .bind(column(&hours, |((day, _), _)| day.0))
            .bind(column(&hours, |((_, hour), _)| i16::from(*hour)))
            .bind(column(&hours, |(_, figures)| figures.orders))
            .bind(column(&hours, |(_, figures)| figures.lines))
            .bind(column(&hours, |(_, figures)| figures.units))
            .bind(column(&hours, |(_, figures)| figures.revenue.to_minor()))
            .execute(&mut *connection)
            .await?;
    }
    let mut days: BTreeMap<i32, Parts> = BTreeMap::new();
    for ((day, key), figures) in &rollup.products {
        let parts = days.entry(day.0).or_default();
        let products = parts.entry(products::part(key)).or_default();
        products.insert(key.clone(), *figures);
    }
    let mut days = days.into_iter().peekable();
    while days.peek().is_some() {
        let some = days.by_ref().take(DAYS_AT_ONCE).collect();
        add_products(connection, business, some).await?;
    }
    Ok(())
}

/// The products of a day by the value that holds them.
type Parts = BTreeMap<i16, Products>;

/// Adds differences to the products of some days. Read, added to and written back: the business's lock is held.
async fn add_products(
    connection: &mut PgConnection,
    business: BusinessId,
    mut days: BTreeMap<i32, Parts>,
) -> Result<(), sqlx::Error> {
    let rows = sqlx::query(PRODUCTS)
        .bind(business.0)
        .bind(days.keys().copied().collect::<Vec<_>>())
        .fetch_all(&mut *connection)
        .await?;
    for row in &rows {
        let parts = days.get_mut(&row.try_get::<i32, _>("day")?);
        let Some(sums) = parts.and_then(|parts| parts.get_mut(&row.try_get("part").ok()?)) else {
            continue;
        };
        let held: &[u8] = row.try_get("products")?;
        let held = products::unpack(held).map_err(|why| sqlx::Error::Decode(why.into()))?;
        for (key, figures) in held {
            let sum = sums.entry(key).or_default();
            sum.units += figures.units;
            sum.revenue += figures.revenue;
        }
    }
    let mut rows: Vec<(i32, i16, Vec<u8>)> = Vec::new();
    for (day, parts) in &days {
        let packed = |(part, sums): (&i16, &Products)| (*day, *part, products::pack(sums));
        rows.extend(parts.iter().map(packed));
    }
    sqlx::query(SET_PRODUCTS)
        .bind(business.0)
        .bind(column(&rows, |(day, ..)| *day))
        .bind(column(&rows, |(_, part, _)| *part))
        .bind(column(&rows, |(.., products)| products.as_slice()))
        .execute(connection)
        .await?;
    Ok(())
}

/// Writes the last sale of the till that writes this series.
pub async fn set_last_sale(
    connection: &mut PgConnection,
    business: BusinessId,
    series: SeriesId,
    settled: &Settled,
) -> Result<(), sqlx::Error> {
    sqlx::query(LAST_SALE)
        .bind(business.0)
        .bind(series.0)
        .bind(i64::from(settled.receipt.number))
        .bind(storable(&settled.receipt.till, 20))
        .bind(settled.day.0)
        .execute(connection)
        .await?;
    Ok(())
}
