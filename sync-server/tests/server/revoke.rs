//! A till that the owner revoked is told nothing; what it sends is kept, and counts once it is approved.

use crate::till::{day, sold};
use crate::world::World;
use axum::http::StatusCode;
use serde_json::json;

#[tokio::test]
async fn a_revoked_till_is_stored_set_aside_and_told_nothing_until_it_is_taken_back() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut till = owner.till(1).await;
    till.sell(day("2026-11-24"), 9, &[sold("Tea", 3, 1_000, 200)]);
    world.send(till.push_all()).await;
    let known = till.entries.len();
    let feed = world.send(till.hello(known)).await.json["feed"]
        .as_str()
        .unwrap()
        .to_owned();

    let revoked = owner.post(&format!("/tills/{}/revoke", till.id())).await;
    assert_eq!(revoked.status, StatusCode::OK, "{}", revoked.text);
    assert!(revoked.json["revoked_at"].is_i64());
    till.sell(day("2026-11-24"), 10, &[sold("Cake", 4, 1_000, 900)]);
    till.record_raw("robot.danced", 1, b"{}");
    let hello = world.send(till.hello(known)).await;
    assert_eq!(hello.json["verdict"], json!({ "verdict": "revoked" }));
    let pushed = world.send(till.push(known, till.entries.len())).await;
    assert_eq!(pushed.status, StatusCode::OK, "{}", pushed.text);
    assert_eq!(pushed.json["durable"], till.entries.len());
    assert_eq!(
        pushed.json["set_aside"].as_array().unwrap().len(),
        till.entries.len() - known
    );
    for path in ["/api/v1/sync/poke"] {
        let refused = world.send(till.request("GET", path, Vec::new())).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert_eq!(refused.json["code"], "till_revoked");
    }
    let refused = world.send(till.pull(&till.first_pull(&feed, 10))).await;
    assert_eq!(refused.json["code"], "till_revoked");
    assert_eq!(
        owner.report("2026-11-24", "2026-11-24").await["revenue"],
        "2.00"
    );
    assert_eq!(owner.get("/set-aside").await.json[0]["reason"], "revoked");

    let back = owner.post(&format!("/tills/{}/reinstate", till.id())).await;
    assert_eq!(back.status, StatusCode::OK, "{}", back.text);
    assert!(back.json["revoked_at"].is_null());
    assert_eq!(
        back.json["set_aside"], 1,
        "what nobody can read stays aside"
    );
    assert_eq!(
        back.json["last_receipt"],
        json!({ "till": "C1", "number": 2 })
    );
    assert_eq!(
        owner.report("2026-11-24", "2026-11-24").await["revenue"],
        "11.00"
    );
    let pulled = world.send(till.pull(&till.first_pull(&feed, 10))).await;
    assert_eq!(pulled.status, StatusCode::OK);
    crate::report::assert_rebuild_changes_nothing(&world, owner.business).await;
}

#[tokio::test]
async fn the_owners_list_says_what_waits_and_a_till_can_be_renamed() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut till = owner.till(1).await;
    till.sell(day("2026-11-23"), 9, &[sold("Tea", 3, 1_000, 200)]);
    till.sell(day("2026-11-24"), 9, &[sold("Tea", 3, 1_000, 200)]);
    world.send(till.push(0, 3)).await;
    let listed = owner.get("/tills").await.json;
    assert_eq!(listed[0]["durable"], 3);
    assert_eq!(listed[0]["waiting"], 3);
    assert_eq!(listed[0]["code"], "C1");
    assert_eq!(listed[0]["name"], "Caja 1");
    assert_eq!(listed[0]["last_sale_day"], "2026-11-23");
    let path = format!("/api/v1/businesses/{}/tills/{}", owner.business, till.id());
    let renamed = owner
        .call("PATCH", &path, Some(&json!({ "name": " Bar " })))
        .await;
    assert_eq!(renamed.json["name"], "Bar");
    let refused = owner
        .call("PATCH", &path, Some(&json!({ "name": "" })))
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_server_that_was_upgraded_takes_in_what_it_can_read_now() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut till = owner.till(1).await;
    till.sell(day("2026-11-24"), 9, &[sold("Tea", 3, 1_000, 200)]);
    till.record_raw("robot.danced", 1, b"{}");
    world.send(till.push_all()).await;
    // As an older server would have left it: the payment was from its future.
    let mut past = world.past_security().await;
    let payment = till.entries.len() as i64 - 1;
    let aside = "INSERT INTO set_aside VALUES ($1, $2, $3, 'unreadable', '', 0)";
    sqlx::query(aside)
        .bind(owner.business.0)
        .bind(till.header.series.0)
        .bind(payment)
        .execute(&mut past)
        .await
        .unwrap();
    for projection in ["order_state", "sales_hour", "sales_product"] {
        let forget = sqlx::AssertSqlSafe(format!("DELETE FROM {projection}"));
        sqlx::query(forget).execute(&mut past).await.unwrap();
    }
    let taken = sync_server::sync::retry_unreadable(&world.pool, owner.business).await;
    assert_eq!(taken.unwrap(), 1);
    assert_eq!(owner.get("/tills").await.json[0]["set_aside"], 1);
    assert_eq!(
        owner.report("2026-11-24", "2026-11-24").await["revenue"],
        "2.00"
    );
    crate::report::assert_rebuild_changes_nothing(&world, owner.business).await;
}

#[tokio::test]
async fn a_revoked_till_hears_that_its_series_is_anothers_and_what_it_wrote_alone_is_kept() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut till = owner.till(1).await;
    till.sell(day("2026-11-24"), 9, &[sold("Tea", 3, 1_000, 200)]);
    world.send(till.push_all()).await;
    let known = till.entries.len();
    owner.post(&format!("/tills/{}/revoke", till.id())).await;
    let mut copy = till.clone();
    till.sell(day("2026-11-24"), 10, &[sold("Cake", 4, 1_000, 900)]);
    world.send(till.push(known, till.entries.len())).await;
    copy.sell(day("2026-11-24"), 11, &[sold("Soup", 5, 1_000, 700)]);
    let hello = world.send(copy.hello(known)).await;
    let fork = json!({ "verdict": "fork", "last_common": known });
    assert_eq!(hello.json["verdict"], fork, "{}", hello.text);
}
