//! The limit: the same entries into one table with the same keys, and nothing else.

use crate::Outcome;
use crate::till::TestTill;
use sqlx::{Connection, Executor, PgConnection};
use std::time::Instant;
use sync_server::database::PrivateDatabase;

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

/// Rows a second of the bare insert, in batches of `batch`, each durable.
pub async fn rows_a_second(
    database: &PrivateDatabase,
    till: &TestTill,
    batch: usize,
) -> Outcome<f64> {
    let mut connection = PgConnection::connect_with(&database.owner()).await?;
    connection.execute(TABLE).await?;
    let began = Instant::now();
    let hashes = till.hashes.chunks(batch);
    for (entries, hashes) in till.entries.chunks(batch).zip(hashes) {
        let sequences: Vec<i64> = entries.iter().map(|e| e.sequence.0.cast_signed()).collect();
        let clocks: Vec<i64> = entries
            .iter()
            .map(|e| e.clock.to_bits().cast_signed())
            .collect();
        let walls: Vec<i64> = entries.iter().map(|e| e.wall.ms).collect();
        let authors: Vec<uuid::Uuid> = entries.iter().map(|e| e.author.0).collect();
        let subjects: Vec<uuid::Uuid> = entries.iter().map(|e| e.subject.0).collect();
        let kinds: Vec<&[u8]> = entries.iter().map(|e| e.kind.as_bytes()).collect();
        let versions: Vec<i32> = entries.iter().map(|e| i32::from(e.version)).collect();
        let bodies: Vec<&[u8]> = entries.iter().map(|e| e.body.0.as_slice()).collect();
        let hashes: Vec<&[u8]> = hashes.iter().map(|hash| hash.0.as_slice()).collect();
        sqlx::query(INSERT)
            .bind(uuid::Uuid::from_u128(1))
            .bind(till.header.series.0)
            .bind(sequences)
            .bind(clocks)
            .bind(walls)
            .bind(authors)
            .bind(subjects)
            .bind(kinds)
            .bind(versions)
            .bind(bodies)
            .bind(hashes)
            .execute(&mut connection)
            .await?;
    }
    let rows = till.entries.len() as f64 / began.elapsed().as_secs_f64();
    connection.execute("DROP TABLE bare_entry").await?;
    connection.close().await?;
    Ok(rows)
}
