//! A request whose client goes away is dropped wherever it stands: no connection may keep anything of it.

use crate::world::World;
use shared::id::BusinessId;
use sqlx::postgres::PgPoolOptions;
use sqlx::{AssertSqlSafe, PgConnection, PgPool};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;
use sync_server::database;

/// Begins something and drops it after it was looked at so many times.
async fn dropped(looks: u32, work: impl Future) {
    let mut work = pin!(work);
    for _ in 0..looks {
        let ready = poll_fn(|context| Poll::Ready(work.as_mut().poll(context).is_ready())).await;
        if ready {
            return;
        }
        // Lets the answer of the database come in between.
        let _ = tokio::time::timeout(Duration::from_micros(50), std::future::pending::<()>()).await;
    }
}

/// Whether the pool's only connection is in a transaction that nobody knows of.
async fn is_left_open(pool: &PgPool, other: &mut PgConnection) -> bool {
    let pid: i32 = sqlx::query_scalar("SELECT pg_backend_pid()")
        .fetch_one(pool)
        .await
        .unwrap();
    let state: String = sqlx::query_scalar("SELECT state FROM pg_stat_activity WHERE pid = $1")
        .bind(pid)
        .fetch_one(other)
        .await
        .unwrap();
    state != "idle"
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_transaction_is_left_open_by_a_request_that_is_dropped() {
    let world = World::new().await;
    let account = world.account("ana@example.com").await;
    let business: BusinessId = world.business(account).await;
    let one = PgPoolOptions::new().max_connections(1);
    let pool = one.connect_with(world.owner.clone()).await.unwrap();
    let mut other = world.past_security().await;
    let (mut by_the_driver, mut by_us) = (0, 0);
    // Nothing shows before the driver was dropped at the moment that matters; on a busy machine that takes longer.
    for round in 0..4_000 {
        if round >= 80 && by_the_driver > 0 {
            break;
        }
        let looks = 1 + round % 8;
        let begin = AssertSqlSafe("BEGIN".to_owned());
        dropped(looks, pool.begin_with(begin)).await;
        if is_left_open(&pool, &mut other).await {
            by_the_driver += 1;
            sqlx::query("ROLLBACK").execute(&pool).await.unwrap();
        }
        dropped(looks, database::begin(&pool, business)).await;
        dropped(looks, database::begin_reading(&pool, business)).await;
        dropped(looks, database::begin_without_tenant(&pool)).await;
        by_us += u32::from(is_left_open(&pool, &mut other).await);
    }
    assert_eq!(by_us, 0);
    // Otherwise this has dropped nothing at the moment that matters, or the driver has learnt it.
    assert!(by_the_driver > 0, "the driver left none open");
}
