//! The memory store and the PostgreSQL store pass the same tests: each scenario runs on both.

use crate::till::{TestTill, day, sold};
use crate::world::World;
use shared::clock::BusinessDay;
use shared::id::BusinessId;
use shared::sync::{PushRefusal, PushRequest};
use std::collections::BTreeMap;
use sync_server::database;
use sync_server::report::products;
use sync_server::sync::{IngestError, Ingested, MemoryStore, PostgresStore, ingest};

/// A place that takes pushes in.
enum Place<'w> {
    Memory(Box<MemoryStore>),
    Postgres(&'w World, BusinessId),
}

impl Place<'_> {
    async fn push(&mut self, push: &PushRequest, received_ms: i64) -> Result<Ingested, String> {
        match self {
            Self::Memory(store) => {
                // A transaction is a copy that replaces the original.
                let mut copy = store.clone();
                let taken = ingest(copy.as_mut(), push, received_ms)
                    .await
                    .map_err(said)?;
                *store = copy;
                Ok(taken)
            }
            Self::Postgres(world, business) => {
                let mut tx = database::begin(&world.pool, *business).await.unwrap();
                let mut store = PostgresStore::new(&mut tx, *business);
                let taken = ingest(&mut store, push, received_ms).await.map_err(said)?;
                tx.commit().await.unwrap();
                Ok(taken)
            }
        }
    }
}

fn said<E: std::fmt::Debug>(error: IngestError<E>) -> String {
    match error {
        IngestError::Refused(PushRefusal::Fork { last_common }) => {
            format!("fork after {last_common}")
        }
        IngestError::Refused(refusal) => refusal.to_string(),
        IngestError::UnknownSeries => "unknown series".to_owned(),
        IngestError::Store(error) => format!("{error:?}"),
    }
}

/// Runs one scenario on both stores and compares every answer.
async fn check(tills: &mut [TestTill], pushes: &[PushRequest]) -> Vec<String> {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut memory = Box::new(MemoryStore::new(owner.business));
    for till in tills.iter() {
        let number = till.header.public_key;
        assert!((1..=3_u8).any(|known| TestTill::new(known).header.public_key == number));
        memory.enrol(till.header);
    }
    for number in 1..=3 {
        if tills
            .iter()
            .any(|till| till.header == TestTill::new(number).header)
        {
            owner.till(number).await;
        }
    }
    let mut memory = Place::Memory(memory);
    let mut postgres = Place::Postgres(&world, owner.business);
    let mut answers = Vec::new();
    for (at, push) in pushes.iter().enumerate() {
        let received_ms = 1_790_000_000_000 + at as i64;
        let told = |taken: Result<Ingested, String>| match taken {
            Ok(taken) => format!("{taken:?}"),
            Err(refusal) => refusal,
        };
        let one = told(memory.push(push, received_ms).await);
        let two = told(postgres.push(push, received_ms).await);
        assert_eq!(one, two, "push {at}");
        answers.push(one);
    }
    let Place::Memory(memory) = memory else {
        unreachable!("made above")
    };
    compare(&world, &memory).await;
    answers
}

/// Orders, menu and figures of both are the same.
async fn compare(world: &World, memory: &MemoryStore) {
    let mut tx = database::begin(&world.pool, memory.business())
        .await
        .unwrap();
    let orders: Vec<(uuid::Uuid, bool, i64, i32, i32)> = sqlx::query_as(
        "SELECT order_id, settled, total, lines, exceptions FROM order_state ORDER BY order_id",
    )
    .fetch_all(&mut *tx)
    .await
    .unwrap();
    let expected: Vec<_> = memory
        .orders()
        .values()
        .map(|order| {
            (
                order.id.0,
                order.settled,
                order.total.to_minor(),
                order.lines,
                order.exceptions,
            )
        })
        .collect();
    assert_eq!(orders, expected);
    let menu: i64 = sqlx::query_scalar("SELECT count(*) FROM menu_subject")
        .fetch_one(&mut *tx)
        .await
        .unwrap();
    assert_eq!(menu, memory.menu().len() as i64);
    compare_figures(&mut tx, memory).await;
}

async fn compare_figures(tx: &mut sqlx::PgConnection, memory: &MemoryStore) {
    let hours: Vec<(i32, i16, i64, i64, i64, i64)> = sqlx::query_as(
        "SELECT day, hour, orders, lines, units, revenue FROM sales_hour
         WHERE orders <> 0 OR revenue <> 0 ORDER BY day, hour",
    )
    .fetch_all(&mut *tx)
    .await
    .unwrap();
    let rollup = memory.rollup();
    let expected: Vec<_> = rollup
        .hours
        .iter()
        .map(|((day, hour), sum)| {
            (
                day.0,
                i16::from(*hour),
                sum.orders,
                sum.lines,
                sum.units,
                sum.revenue.to_minor(),
            )
        })
        .collect();
    assert_eq!(hours, expected);
    let values: Vec<(i32, Vec<u8>)> =
        sqlx::query_as("SELECT day, products FROM sales_product ORDER BY day, part")
            .fetch_all(&mut *tx)
            .await
            .unwrap();
    let mut products = BTreeMap::new();
    for (day, value) in values {
        for (key, sum) in products::unpack(&value).unwrap() {
            products.insert((BusinessDay(day), key), sum);
        }
    }
    assert_eq!(products, rollup.products);
}

#[tokio::test]
async fn both_stores_take_in_the_same() {
    let (mut one, mut two) = (TestTill::new(1), TestTill::new(2));
    for hour in 8..14 {
        one.sell(
            day("2026-11-24"),
            hour,
            &[sold("Tea", 3, 1_000, 200), sold("Cake", 4, 2_000, 900)],
        );
        two.sell(day("2026-11-25"), hour, &[sold("Tea", 3, 3_000, 200)]);
    }
    one.record_raw("robot.danced", 1, b"{}");
    let (half, all) = (one.push_of(0, 12), one.push_of(0, one.entries.len()));
    let later = one.push_of(12, one.entries.len());
    let other = two.push_of(0, two.entries.len());
    let mut fork = TestTill::new(1);
    fork.sell(day("2026-11-24"), 8, &[sold("Soup", 5, 1_000, 1)]);
    let fork = fork.push_of(0, fork.entries.len());
    let pushes = [
        later.clone(),
        half.clone(),
        other.clone(),
        half,
        later,
        all,
        fork,
        other,
    ];
    let answers = check(&mut [one, two], &pushes).await;
    assert!(answers[0].contains("missing"), "{answers:?}");
    assert_eq!(answers[6], "fork after 1");
}

#[tokio::test]
async fn both_stores_fold_one_subject_from_two_series_in_any_order() {
    let (mut one, mut two) = (TestTill::new(1), TestTill::new(2));
    let order = one.next_order();
    let lines = [sold("Tea", 3, 1_000, 200), sold("Cake", 4, 2_000, 900)];
    let events = one.events_of_sale(order, day("2026-11-24"), 9, &lines);
    one.record(order, &events[..2]);
    two.record(order, &events[2..3]);
    two.record(order, &events[3..]);
    one.record(order, &events[3..]);
    let pushes = [
        two.push_of(0, 2),
        one.push_of(0, 2),
        one.push_of(2, one.entries.len()),
        TestTill::new(3).push_of(0, 0),
    ];
    let answers = check(&mut [one, two], &pushes).await;
    assert_eq!(answers[3], "unknown series");
}
