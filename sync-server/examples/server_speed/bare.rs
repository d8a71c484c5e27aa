//! The limit: the same entries into one table with the same keys, and nothing else.

use crate::Outcome;
use crate::till::TestTill;
use serde_json::{Value, json};
use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, Executor, PgConnection};
use std::path::Path;
use std::time::Instant;
use sync_server::database::PrivateDatabase;
use uuid::Uuid;

/// How often it is measured; the median counts.
const ROUNDS: usize = 3;
/// As in the issue that set the goal.
const BATCH: usize = 500;
const TABLE: &str = "
    CREATE TABLE bare_entry (
        business_id uuid NOT NULL, series uuid NOT NULL, sequence bigint NOT NULL,
        position bigint NOT NULL, clock bigint NOT NULL, wall_ms bigint NOT NULL,
        author uuid NOT NULL, subject uuid NOT NULL, kind bytea NOT NULL, version integer NOT NULL,
        body bytea NOT NULL, hash bytea NOT NULL,
        PRIMARY KEY (business_id, series, sequence));
    CREATE UNIQUE INDEX bare_entry_position ON bare_entry (business_id, position);
    CREATE INDEX bare_entry_subject ON bare_entry (business_id, subject);";
const INSERT: &str = "
    INSERT INTO bare_entry
    SELECT $1, $2, sequence, sequence, clock, wall_ms, author, subject, kind, version, body, hash
    FROM UNNEST($3::bigint[], $4::bigint[], $5::bigint[], $6::uuid[], $7::uuid[], $8::bytea[],
        $9::integer[], $10::bytea[], $11::bytea[])
      AS u (sequence, clock, wall_ms, author, subject, kind, version, body, hash)";
const PUSHED: &str = "
    SELECT sequence, clock, wall_ms, author, subject, kind, version, body, hash FROM entry
    WHERE (business_id, series) = (
        SELECT business_id, series FROM entry GROUP BY business_id, series ORDER BY count(*) DESC LIMIT 1)
    ORDER BY sequence";

/// A row of the bare table.
#[derive(sqlx::FromRow)]
pub struct Row {
    sequence: i64,
    clock: i64,
    wall_ms: i64,
    author: Uuid,
    subject: Uuid,
    kind: Vec<u8>,
    version: i32,
    body: Vec<u8>,
    hash: Vec<u8>,
}

/// The rows of a till's entries.
pub fn rows_of(till: &TestTill) -> Vec<Row> {
    let entries = till.entries.iter().zip(&till.hashes);
    entries
        .map(|(entry, hash)| Row {
            sequence: entry.sequence.0.cast_signed(),
            clock: entry.clock.to_bits().cast_signed(),
            wall_ms: entry.wall.ms,
            author: entry.author.0,
            subject: entry.subject.0,
            kind: entry.kind.as_bytes().to_vec(),
            version: i32::from(entry.version),
            body: entry.body.0.clone(),
            hash: hash.0.to_vec(),
        })
        .collect()
}

/// Measures it with the entries that a server whose data folder this is has got from a till, on that same cluster.
pub async fn measure(data: &Path) -> Outcome<Value> {
    let database = PrivateDatabase::start(data).await?;
    let measured = again(&database.owner()).await;
    database.stop().await;
    measured
}

async fn again(owner: &PgConnectOptions) -> Outcome<Value> {
    let mut connection = PgConnection::connect_with(owner).await?;
    let rows: Vec<Row> = sqlx::query_as(PUSHED).fetch_all(&mut connection).await?;
    connection.close().await?;
    let mut rates = Vec::new();
    for _ in 0..ROUNDS {
        rates.push(rows_a_second(owner, &rows, BATCH).await?);
    }
    rates.sort_by(f64::total_cmp);
    Ok(json!({ "entries": rows.len(), "bare_rows_a_second": rates[ROUNDS / 2].round() }))
}

fn column<'a, T>(rows: &'a [Row], of: impl Fn(&'a Row) -> T) -> Vec<T> {
    rows.iter().map(of).collect()
}

/// Rows a second of the bare insert, in batches of `batch`, each durable.
pub async fn rows_a_second(owner: &PgConnectOptions, rows: &[Row], batch: usize) -> Outcome<f64> {
    let mut connection = PgConnection::connect_with(owner).await?;
    connection.execute(TABLE).await?;
    let began = Instant::now();
    for rows in rows.chunks(batch) {
        sqlx::query(INSERT)
            .bind(Uuid::from_u128(1))
            .bind(Uuid::from_u128(2))
            .bind(column(rows, |row| row.sequence))
            .bind(column(rows, |row| row.clock))
            .bind(column(rows, |row| row.wall_ms))
            .bind(column(rows, |row| row.author))
            .bind(column(rows, |row| row.subject))
            .bind(column(rows, |row| row.kind.as_slice()))
            .bind(column(rows, |row| row.version))
            .bind(column(rows, |row| row.body.as_slice()))
            .bind(column(rows, |row| row.hash.as_slice()))
            .execute(&mut connection)
            .await?;
    }
    let rate = rows.len() as f64 / began.elapsed().as_secs_f64();
    connection.execute("DROP TABLE bare_entry").await?;
    connection.close().await?;
    Ok(rate)
}
