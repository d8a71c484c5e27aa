//! A server that forgot: what a till is told, and how it is let in again.

use crate::till::{TestTill, day, sold};
use crate::world::{Owner, World};
use serde_json::{Value, json};
use shared::journal::{Sequence, Signature};
use shared::order::TillCode;
use shared::sync::{HelloRequest, Membership, PROTOCOL, PushAnswer};
use sqlx::{AssertSqlSafe, Executor};
use sync_server::check::look;

fn sell(till: &mut TestTill, hours: std::ops::Range<u8>) {
    for hour in hours {
        till.sell(day("2026-11-24"), hour, &[sold("Tea", 3, 1_000, 200)]);
    }
}

/// As if the backup had been made before the till joined.
async fn forget(owner: &Owner<'_>) {
    let mut past = owner.world.past_security().await;
    let forget = "SET session_replication_role = replica;
        DELETE FROM entry; DELETE FROM series; DELETE FROM till; DELETE FROM till_key;
        DELETE FROM order_state; DELETE FROM menu_subject; DELETE FROM sales_hour;
        DELETE FROM sales_product;
        UPDATE feed SET feed = gen_random_uuid(), latest = 0, running = decode(repeat('00', 32), 'hex')";
    past.execute(AssertSqlSafe(forget)).await.unwrap();
}

fn hello(owner: &Owner<'_>, till: &TestTill, acknowledged: usize, signature: Signature) -> Value {
    let hello = HelloRequest {
        protocol: PROTOCOL,
        app_version: "test".to_owned(),
        head: till.head(),
        acknowledged: till.head_at(acknowledged),
        samples: Vec::new(),
        header: Some(till.header),
        continues: None,
        membership: Some(Membership {
            business: owner.business,
            header: till.header,
            code: TillCode("C1".to_owned()),
            name: "Barra".to_owned(),
            head: till.head_at(acknowledged),
            signature,
        }),
    };
    serde_json::to_value(hello).unwrap()
}

#[tokio::test]
async fn a_till_hears_how_much_of_its_series_is_left() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut till = owner.till(1).await;
    sell(&mut till, 8..12);
    world.send(till.push(0, 5)).await;
    let answer = world.send(till.hello(till.entries.len())).await;
    assert_eq!(answer.json["verdict"]["verdict"], "server_restored");
    assert_eq!(answer.json["durable"], 5);
}

#[tokio::test]
async fn a_till_that_joined_after_the_backup_is_let_in_on_the_servers_own_signature() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut till = owner.till(1).await;
    sell(&mut till, 8..12);
    let pushed = world.send(till.push_all()).await;
    let pushed: PushAnswer = serde_json::from_value(pushed.json).unwrap();
    let counted = owner.report("2026-11-24", "2026-11-24").await;
    forget(&owner).await;
    let all = till.entries.len();
    let path = "/api/v1/sync/hello";

    // Signed by somebody else, or for another business: it stays unknown.
    let forged = hello(&owner, &till, all, Signature([7; 64]));
    let answer = world.send(till.json(path, &forged)).await;
    assert_eq!(answer.json["verdict"]["verdict"], "unknown");
    let good = hello(&owner, &till, all, pushed.server_signature);
    let mut other = good.clone();
    other["membership"]["business"] = json!(world.owner("b@cafe.test").await.business);
    let answer = world.send(till.json(path, &other)).await;
    assert_eq!(answer.json["verdict"]["verdict"], "unknown");
    // By another till, which knows the proof but not the key.
    let answer = world.send(TestTill::new(9).json(path, &good)).await;
    assert_eq!(answer.json["verdict"]["verdict"], "unknown");

    let answer = world.send(till.json(path, &good)).await;
    assert_eq!(answer.json["verdict"]["verdict"], "server_restored");
    assert_eq!(answer.json["durable"], 0);
    let pushed = world.send(till.push_all()).await;
    let pushed: PushAnswer = serde_json::from_value(pushed.json).unwrap();
    assert_eq!(pushed.durable, Sequence(till.entries.len() as u64));
    assert_eq!(owner.report("2026-11-24", "2026-11-24").await, counted);
    let tills = owner.get("/tills").await;
    assert_eq!(tills.json[0]["code"], "C1");
    assert_eq!(tills.json[0]["name"], "Barra");
    let found = look(&world.pool, owner.business, String::new()).await;
    assert!(found.unwrap().is_well());
}

#[tokio::test]
async fn a_revoked_till_is_not_let_in_as_another() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut till = owner.till(1).await;
    sell(&mut till, 8..10);
    let pushed = world.send(till.push_all()).await;
    let pushed: PushAnswer = serde_json::from_value(pushed.json).unwrap();
    owner.post(&format!("/tills/{}/revoke", till.id())).await;
    let good = hello(&owner, &till, till.entries.len(), pushed.server_signature);
    let answer = world.send(till.json("/api/v1/sync/hello", &good)).await;
    assert_eq!(answer.json["verdict"]["verdict"], "revoked");
}
