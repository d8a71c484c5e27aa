//! A till that goes on in a new series: the server knows it by its key, and counts each fact once.

use crate::till::{TestTill, day, sold};
use crate::world::World;
use axum::http::StatusCode;
use serde_json::json;
use sync_server::database;
use sync_server::sync::{MemoryStore, PostgresStore, Store};

#[tokio::test]
async fn a_till_goes_on_in_a_new_series_and_what_it_carries_counts_once() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut till = owner.till(1).await;
    till.sell(day("2026-11-24"), 9, &[sold("Tea", 3, 1_000, 200)]);
    world.send(till.push_all()).await;
    let known = till.entries.len();
    till.sell(day("2026-11-24"), 10, &[sold("Cake", 4, 1_000, 900)]);

    let mut next = till.continued(1);
    let refused = world.send(next.push(0, 0)).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    // All of it: what the server has already, and what it lacks.
    next.carry(&till.entries, &till.hashes);
    let hello = world.send(next.hello(0)).await;
    assert_eq!(
        hello.json["verdict"],
        json!({ "verdict": "ok", "send_from": 1 })
    );
    let pushed = world.send(next.push_all()).await;
    assert_eq!(pushed.status, StatusCode::OK, "{}", pushed.text);
    let report = owner.report("2026-11-24", "2026-11-24").await;
    assert_eq!(report["revenue"], "11.00");
    // The rest of the old series arrives as well, from a copy of its file.
    let late = world.send(till.push(known, till.entries.len())).await;
    assert_eq!(late.status, StatusCode::OK, "{}", late.text);
    let report = owner.report("2026-11-24", "2026-11-24").await;
    assert_eq!(
        (&report["revenue"], &report["orders"]),
        (&json!("11.00"), &json!(2))
    );
    let list = owner.get("/tills").await.json;
    assert_eq!(list.as_array().unwrap().len(), 1, "it is one till still");
    assert_eq!(list[0]["series"], json!(next.header.series));
    crate::report::assert_rebuild_changes_nothing(&world, owner.business).await;
    // It is given its older series back, and not the one it writes.
    let feed = hello.json["feed"].as_str().unwrap();
    let page = world.send(next.pull(&next.first_pull(feed, 100))).await;
    let entries = page.json["entries"].as_array().unwrap();
    assert_eq!(entries.len(), till.entries.len());
    assert_eq!(page.json["own"], next.entries.len());
}

#[tokio::test]
async fn a_stranger_is_not_taken_for_a_till_and_a_revoked_one_stays_revoked() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let till = owner.till(1).await;
    // Another key that claims to be this till.
    let mut stranger = TestTill::new(2);
    stranger.header.writer = till.header.writer;
    let hello = world.send(stranger.hello(0)).await;
    assert_eq!(hello.json["verdict"], json!({ "verdict": "unknown" }));
    let mut thief = till.continued(3);
    thief.key = stranger.key;
    let hello = world.send(thief.hello(0)).await;
    assert_eq!(hello.json["code"], "wrong_signature", "{}", hello.text);

    owner.post(&format!("/tills/{}/revoke", till.id())).await;
    let mut next = till.continued(1);
    let hello = world.send(next.hello(0)).await;
    assert_eq!(hello.json["verdict"], json!({ "verdict": "revoked" }));
    next.sell(day("2026-11-24"), 9, &[sold("Tea", 3, 1_000, 200)]);
    let pushed = world.send(next.push_all()).await;
    assert_eq!(pushed.status, StatusCode::OK, "{}", pushed.text);
    let report = owner.report("2026-11-24", "2026-11-24").await;
    assert_eq!(report["revenue"], "0.00");
    let back = owner.post(&format!("/tills/{}/reinstate", till.id())).await;
    assert_eq!(back.status, StatusCode::OK, "{}", back.text);
    let report = owner.report("2026-11-24", "2026-11-24").await;
    assert_eq!(report["revenue"], "2.00");
    crate::report::assert_rebuild_changes_nothing(&world, owner.business).await;
}

#[tokio::test]
async fn both_stores_take_on_the_same_series() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let till = owner.till(1).await;
    let mut memory = MemoryStore::new(owner.business);
    memory.enrol(till.header);
    let stranger = TestTill::new(2);
    let mut posing = TestTill::new(3);
    posing.header.writer = till.header.writer;
    let next = till.continued(1);
    for header in [
        till.header,
        next.header,
        next.header,
        stranger.header,
        posing.header,
    ] {
        let mut tx = database::begin(&world.pool, owner.business).await.unwrap();
        let mut store = PostgresStore::new(&mut tx, owner.business);
        let one = store.adopt(&header).await.unwrap();
        tx.commit().await.unwrap();
        let Ok(two) = memory.adopt(&header).await;
        assert_eq!(one, two, "{header:?}");
        let is_its_own = header.public_key == till.header.public_key;
        assert_eq!(one, is_its_own);
    }
}
