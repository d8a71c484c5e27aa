//! Requests that meet half-way: each is stopped at a lock it needs, which somebody holds, and goes on when the test
//! says so. Every meeting happens a hundred times, on a real PostgreSQL.

mod codes;
mod feed;
mod figures;
mod refunds;
mod revoked;
mod sessions;
mod shifts;
mod tills;

use crate::till::{TestTill, day, sold, untokened};
use crate::world::{Answer, World, send};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use shared::id::BusinessId;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, Postgres, Transaction};
use std::time::{Duration, Instant};
use sync_server::app::now_ms;
use sync_server::database;
use sync_server::sync::{PostgresStore, ingest};
use tokio::task::JoinHandle;

/// How often requests meet.
const ROUNDS: usize = 100;
/// Longer than this nothing takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// Locks that somebody holds: whoever needs one of them stops there.
struct Held {
    connection: PgConnection,
}

impl Held {
    /// Holds the rows that this statement names.
    async fn rows(world: &World, statement: &str) -> Self {
        let mut connection = world.past_security().await;
        let lock = format!("BEGIN; {statement} FOR UPDATE");
        connection.execute(AssertSqlSafe(lock)).await.unwrap();
        Self { connection }
    }

    async fn let_go(mut self) {
        self.connection.execute("ROLLBACK").await.unwrap();
        self.connection.close().await.unwrap();
    }
}

/// Who sees which connections are stopped.
struct Watch {
    connection: PgConnection,
}

impl Watch {
    async fn over(world: &World) -> Self {
        let connection = world.past_security().await;
        Self { connection }
    }

    /// Waits until so many connections are stopped at a lock.
    async fn stopped(&mut self, count: i64) {
        let asked = Instant::now();
        let stopped = "SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'";
        loop {
            let query = sqlx::query_scalar::<_, i64>(stopped);
            let now = query.fetch_one(&mut self.connection).await.unwrap();
            if now == count {
                return;
            }
            assert!(asked.elapsed() < PATIENCE, "{now} are stopped, not {count}");
            tokio::task::yield_now().await;
        }
    }
}

/// Sends a request and does not wait for its answer.
fn start(world: &World, request: Request<Body>) -> JoinHandle<Answer> {
    let router = world.router.clone();
    tokio::spawn(async move { send(&router, request).await })
}

async fn ok(answer: JoinHandle<Answer>) -> Answer {
    let answer = answer.await.unwrap();
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    answer
}

/// A push that has done everything but commit.
async fn almost_pushed(
    world: &World,
    business: BusinessId,
    till: &TestTill,
    from: usize,
) -> Transaction<'static, Postgres> {
    let mut tx = database::begin(&world.pool, business).await.unwrap();
    let push = till.push_of(from, till.entries.len());
    let mut store = PostgresStore::new(&mut tx, business);
    let key = crate::export::server();
    let ingested = ingest(&mut store, push, &untokened(&key), now_ms()).await;
    assert!(ingested.is_ok(), "{ingested:?}");
    tx
}

/// One more sale; answers where its entries begin.
fn sell(till: &mut TestTill, price: i64) -> usize {
    let from = till.entries.len();
    till.sell(day("2026-11-24"), 9, &[sold("Tea", 3, 1_000, price)]);
    from
}
