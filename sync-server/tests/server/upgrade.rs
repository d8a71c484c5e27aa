//! A database that an older server left is brought up to date, and nothing in it is lost.

use crate::world::empty_database;
use shared::id::ProductId;
use shared::money::Money;
use shared::report::{ProductFigures, ProductKey};
use sqlx::migrate::Migrator;
use sqlx::{Connection, PgConnection};
use sync_server::database::MIGRATIONS;
use sync_server::report::products::{self, Products};
use uuid::Uuid;

/// A database as the server left it whose last migration was this one.
async fn left_at(version: i64) -> PgConnection {
    let mut connection = PgConnection::connect_with(&empty_database().await)
        .await
        .unwrap();
    let older = MIGRATIONS.iter().filter(|held| held.version <= version);
    let older = Migrator::with_migrations(older.cloned().collect());
    older.run(&mut connection).await.unwrap();
    connection
}

#[tokio::test]
async fn figures_of_products_are_kept_when_a_day_becomes_a_few_values() {
    let mut connection = left_at(4).await;
    let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let tea = Uuid::from_u128(0x0a08);
    let rows = [
        (one, 20_000, tea, "Té ñ", 3_000, 900),
        (one, 20_000, tea, "Tea", 1_000, -300),
        (one, 20_000, Uuid::from_u128(0x10), "Cake", 2_000, 500),
        (one, 20_000, Uuid::nil(), "Free", 1_000, 77),
        (one, 20_000, Uuid::from_u128(9), "Taken back", 0, 0),
        (one, 20_001, tea, "Tea", 1_000, 300),
        (two, 20_000, tea, "Tea", 5_000, 1_500),
    ];
    for (business, day, product, name, units, revenue) in rows {
        sqlx::query("INSERT INTO sales_product_day VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(business)
            .bind(day)
            .bind(product)
            .bind(name)
            .bind(i64::from(units))
            .bind(i64::from(revenue))
            .execute(&mut connection)
            .await
            .unwrap();
    }
    MIGRATIONS.run(&mut connection).await.unwrap();
    // The very bytes that this server would have written itself.
    let mut kept: Vec<(Uuid, i32, i16, Vec<u8>)> =
        sqlx::query_as("SELECT business_id, day, part, products FROM sales_product")
            .fetch_all(&mut connection)
            .await
            .unwrap();
    kept.sort();
    let sold = |rows: &[(u128, &str, i64, i64)]| {
        let figures = |(product, name, units, revenue): &(u128, &str, i64, i64)| {
            let product = (*product != 0).then(|| ProductId(Uuid::from_u128(*product)));
            let (name, revenue) = ((*name).to_owned(), Money::minor(*revenue));
            let (units, key) = (*units, ProductKey { product, name });
            (key, ProductFigures { units, revenue })
        };
        products::pack(&rows.iter().map(figures).collect::<Products>())
    };
    let first = [
        (0, "Free", 1_000, 77),
        (0x10, "Cake", 2_000, 500),
        (0x0a08, "Tea", 1_000, -300),
        (0x0a08, "Té ñ", 3_000, 900),
    ];
    let expected = vec![
        (one, 20_000, 0, sold(&first)),
        (one, 20_001, 0, sold(&[(0x0a08, "Tea", 1_000, 300)])),
        (two, 20_000, 0, sold(&[(0x0a08, "Tea", 5_000, 1_500)])),
    ];
    assert_eq!(kept, expected);
    let security = "SELECT count(*) FROM pg_class
        WHERE relname LIKE 'sales%' AND relkind = 'r' AND relforcerowsecurity";
    let secured: i64 = sqlx::query_scalar(security)
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(secured, 2);
    connection.close().await.unwrap();
}
