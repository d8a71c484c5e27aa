//! What both stores hold is the same, row by row.

use crate::world::World;
use shared::clock::BusinessDay;
use sqlx::PgConnection;
use std::collections::BTreeMap;
use sync_server::database;
use sync_server::report::products;
use sync_server::sync::MemoryStore;
use uuid::Uuid;

/// Journal, feed, what is set aside, orders, menu and figures.
pub async fn compare(world: &World, memory: &MemoryStore) {
    let business = memory.business();
    let mut tx = database::begin(&world.pool, business).await.unwrap();
    feed(&mut tx, memory).await;
    aside(&mut tx, memory).await;
    orders(&mut tx, memory).await;
    menu(&mut tx, memory).await;
    hours(&mut tx, memory).await;
    products_sold(&mut tx, memory).await;
}

/// Each entry at the same position, with what counts of its clock, its hash and the running one.
async fn feed(tx: &mut PgConnection, memory: &MemoryStore) {
    type Row = (Uuid, i64, i64, Vec<u8>, Vec<u8>, i64);
    let query = "SELECT series, sequence, effective_clock, hash, running, position FROM entry
        ORDER BY position";
    let held: Vec<Row> = sqlx::query_as(query).fetch_all(tx).await.unwrap();
    let expected: Vec<Row> = (1..)
        .zip(memory.places())
        .map(|(position, (series, sequence, running))| {
            let mut entries = memory.entries(*series);
            let (known, _) = entries
                .find(|(_, recorded)| recorded.entry.sequence == *sequence)
                .unwrap();
            (
                series.0,
                sequence.0.cast_signed(),
                known.effective.to_bits().cast_signed(),
                known.hash.0.to_vec(),
                running.0.to_vec(),
                position,
            )
        })
        .collect();
    assert_eq!(held, expected);
}

async fn aside(tx: &mut PgConnection, memory: &MemoryStore) {
    let query = "SELECT series, sequence, detail FROM set_aside ORDER BY series, sequence";
    let held: Vec<(Uuid, i64, String)> = sqlx::query_as(query).fetch_all(tx).await.unwrap();
    let mut expected = Vec::new();
    for header in memory.joined() {
        for aside in memory.aside(header.series) {
            let at = aside.sequence.0.cast_signed();
            expected.push((header.series.0, at, aside.detail.clone()));
        }
    }
    expected.sort();
    assert_eq!(held, expected);
}

async fn orders(tx: &mut PgConnection, memory: &MemoryStore) {
    type When = (Option<i32>, Option<i16>);
    type Row = (
        Uuid,
        bool,
        Option<String>,
        Option<String>,
        When,
        (i64, i32, i32),
    );
    type Flat = (
        Uuid,
        bool,
        Option<String>,
        Option<String>,
        Option<i32>,
        Option<i16>,
        i64,
        i32,
        i32,
    );
    let query = "SELECT order_id, settled, number, receipt, day, hour, total, lines, exceptions
        FROM order_state ORDER BY order_id";
    let held: Vec<Flat> = sqlx::query_as(query).fetch_all(tx).await.unwrap();
    let row = |(id, settled, number, receipt, day, hour, total, lines, exceptions): Flat| -> Row {
        let sums = (total, lines, exceptions);
        (id, settled, number, receipt, (day, hour), sums)
    };
    let held: Vec<Row> = held.into_iter().map(row).collect();
    let expected = memory.orders().values().map(|order| -> Row {
        (
            order.id.0,
            order.settled,
            order.number.clone(),
            order.receipt.clone(),
            order
                .when
                .map(|(day, hour)| (day.0, i16::from(hour)))
                .unzip(),
            (order.total.to_minor(), order.lines, order.exceptions),
        )
    });
    assert_eq!(held, expected.collect::<Vec<_>>());
}

async fn menu(tx: &mut PgConnection, memory: &MemoryStore) {
    type Row = (Uuid, Option<Vec<u8>>, Option<Vec<u8>>, Option<Vec<u8>>);
    let query = "SELECT subject, category, product, modifiers FROM menu_subject ORDER BY subject";
    let held: Vec<Row> = sqlx::query_as(query).fetch_all(tx).await.unwrap();
    let expected = memory.menu().values().map(|row| {
        let parts = (
            row.category.clone(),
            row.product.clone(),
            row.modifiers.clone(),
        );
        (row.subject.0, parts.0, parts.1, parts.2)
    });
    assert_eq!(held, expected.collect::<Vec<_>>());
}

async fn hours(tx: &mut PgConnection, memory: &MemoryStore) {
    type Row = (i32, i16, i64, i64, i64, i64);
    let query = "SELECT day, hour, orders, lines, units, revenue FROM sales_hour
        WHERE orders <> 0 OR lines <> 0 OR units <> 0 OR revenue <> 0 ORDER BY day, hour";
    let held: Vec<Row> = sqlx::query_as(query).fetch_all(tx).await.unwrap();
    let sums = memory.rollup().hours.iter();
    let expected = sums.map(|((day, hour), sum)| {
        let revenue = sum.revenue.to_minor();
        let hour = i16::from(*hour);
        (day.0, hour, sum.orders, sum.lines, sum.units, revenue)
    });
    assert_eq!(held, expected.collect::<Vec<_>>());
}

async fn products_sold(tx: &mut PgConnection, memory: &MemoryStore) {
    let query = "SELECT day, products FROM sales_product ORDER BY day, part";
    let values: Vec<(i32, Vec<u8>)> = sqlx::query_as(query).fetch_all(tx).await.unwrap();
    let mut held = BTreeMap::new();
    for (day, value) in values {
        for (key, sum) in products::unpack(&value).unwrap() {
            held.insert((BusinessDay(day), key), sum);
        }
    }
    assert_eq!(held, memory.rollup().products);
}
