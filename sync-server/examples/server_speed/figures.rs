//! 30 of 365 days' figures over a million orders of three lines, against the same by raw SQL over the lines.

use crate::{Outcome, ratio};
use serde_json::{Value, json};
use shared::id::BusinessId;
use sqlx::{Connection, Executor, PgConnection, PgPool};
use std::time::{Duration, Instant};
use sync_server::app::now_ms;
use sync_server::business::{self, NewBusiness};
use sync_server::database::PrivateDatabase;
use sync_server::report::sales_of;

const RUNS: usize = 15;
/// Lines as a plain schema would keep them, with the index such a schema has.
const LINES: &str = "
    CREATE TABLE bare_order (business_id uuid NOT NULL, order_id bigint NOT NULL, day integer NOT NULL,
        hour smallint NOT NULL, PRIMARY KEY (business_id, order_id));
    CREATE TABLE bare_line (business_id uuid NOT NULL, order_id bigint NOT NULL, line smallint NOT NULL,
        day integer NOT NULL, hour smallint NOT NULL, product uuid NOT NULL, name text NOT NULL,
        units bigint NOT NULL, revenue bigint NOT NULL, PRIMARY KEY (business_id, order_id, line));
    INSERT INTO bare_order SELECT '00000000-0000-0000-0000-000000000001', n, 20000 + n / 2740,
        8 + n % 12 FROM generate_series(0, 999999) n;
    INSERT INTO bare_line
    SELECT '00000000-0000-0000-0000-000000000001', n, l, 20000 + n / 2740, 8 + n % 12,
        md5(((n * 7 + l * 13) % 200)::text)::uuid, 'Product number ' || (n * 7 + l * 13) % 200, 1000,
        300 + (n + l) % 400
    FROM generate_series(0, 999999) n, generate_series(1, 3) l;
    CREATE INDEX ON bare_line (business_id, day);
    CREATE INDEX ON bare_order (business_id, day);
    VACUUM ANALYZE bare_line; VACUUM ANALYZE bare_order;";
const RAW: &[&str] = &[
    "SELECT count(DISTINCT order_id), count(*), sum(units), sum(revenue) FROM bare_line
     WHERE business_id = $1 AND day BETWEEN $2 AND $3",
    "SELECT day, sum(revenue) FROM bare_line WHERE business_id = $1 AND day BETWEEN $2 AND $3 GROUP BY day",
    "SELECT hour, sum(revenue) FROM bare_line WHERE business_id = $1 AND day BETWEEN $2 AND $3 GROUP BY hour",
    "SELECT name, sum(revenue) FROM bare_line WHERE business_id = $1 AND day BETWEEN $2 AND $3
     GROUP BY name ORDER BY 2 DESC, 1 LIMIT 5",
    "SELECT name, sum(units) FROM bare_line WHERE business_id = $1 AND day BETWEEN $2 AND $3
     GROUP BY name ORDER BY 2 DESC, 1 LIMIT 5",
];
const ROLL_UP: &str = "
    INSERT INTO sales_hour SELECT $1, l.day, l.hour, count(DISTINCT order_id), count(*), sum(units),
        sum(revenue) FROM bare_line l GROUP BY l.day, l.hour;";
const ROLL_UP_PRODUCTS: &str = r"
    INSERT INTO sales_product
    SELECT $1, day, get_byte(uuid_send(product), 15) & 7,
        '\x01'::bytea || string_agg(uuid_send(product) || int2send(octet_length(name)::smallint)
            || convert_to(name, 'UTF8') || int8send(units) || int8send(revenue),
            ''::bytea ORDER BY product, name)
    FROM (SELECT day, product, name, sum(units)::bigint AS units, sum(revenue)::bigint AS revenue
          FROM bare_line GROUP BY day, product, name) AS day_of
    GROUP BY 2, 3;";

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64() * 1_000.0
}

/// Measures both.
pub async fn measure(database: &PrivateDatabase, pool: &PgPool) -> Outcome<Value> {
    let mut owner = PgConnection::connect_with(&database.owner()).await?;
    let account = business::fresh_id()?;
    sqlx::query("INSERT INTO account VALUES ($1, 'a@b.test', '', '', 0)")
        .bind(account)
        .execute(pool)
        .await?;
    let new = NewBusiness::parse("Cafe", "ARS", "America/Argentina/Buenos_Aires")?;
    let business = business::create(pool, account, &new, now_ms()).await?;
    for statement in LINES
        .split_inclusive(';')
        .filter(|part| !part.trim().is_empty())
    {
        owner
            .execute(sqlx::AssertSqlSafe(statement.to_owned()))
            .await?;
    }
    for statement in [ROLL_UP, ROLL_UP_PRODUCTS] {
        sqlx::query(statement)
            .bind(business.0)
            .execute(&mut owner)
            .await?;
    }
    owner.execute("VACUUM ANALYZE sales_hour").await?;
    owner.execute("VACUUM ANALYZE sales_product").await?;
    let raw = raw(&mut owner).await?;
    let ours = ours(pool, business).await?;
    owner.close().await?;
    Ok(json!({ "raw_sql_ms": raw, "ours_ms": ours, "faster": ratio(raw, ours) }))
}

async fn raw(owner: &mut PgConnection) -> Outcome<f64> {
    let mut times = Vec::new();
    for run in 0..RUNS {
        let from = 20_000 + 20 * run as i32;
        let began = Instant::now();
        for statement in RAW.iter().copied() {
            sqlx::query(statement)
                .bind(uuid::Uuid::from_u128(1))
                .bind(from)
                .bind(from + 29)
                .fetch_all(&mut *owner)
                .await?;
        }
        times.push(began.elapsed());
    }
    Ok(median(times))
}

async fn ours(pool: &PgPool, business: BusinessId) -> Outcome<f64> {
    let mut times = Vec::new();
    for run in 0..RUNS * 4 {
        let from = shared::clock::BusinessDay(20_000 + 5 * run as i32);
        let began = Instant::now();
        let report = sales_of(pool, business, from, from.plus(29)).await?;
        times.push(began.elapsed());
        report
            .filter(|report| report.orders > 0)
            .ok_or("no figures")?;
    }
    Ok(median(times))
}
