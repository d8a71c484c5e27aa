//! The keys that the server has signed with stay published, whatever it signs with now.

use crate::world::{World, get};
use serde_json::{Value, json};
use sqlx::Executor;
use sync_server::app::now_ms;
use sync_server::key::{self, ServerKey};

async fn published(world: &World) -> Value {
    let answer = world.send(get("/api/v1/keys", &[])).await;
    assert!(answer.status.is_success(), "{}", answer.text);
    answer.json
}

#[tokio::test]
async fn a_server_with_another_key_lists_the_one_before_it_too() {
    let began = now_ms();
    let world = World::new().await;
    let old = world.app.key.public();
    let alone = published(&world).await;
    assert_eq!(alone["keys"], json!([old]));
    let since = alone["history"][0]["first_used_ms"].as_i64().unwrap();
    assert!((began..=now_ms()).contains(&since), "{since}");

    let later = world.with_key(ServerKey::from_bytes(&[8; 32])).await;
    let new = later.app.key.public();
    let both = published(&later).await;
    assert_eq!(both["server_key"], json!(new));
    assert_eq!(both["fingerprint"], json!(new.fingerprint()));
    assert_eq!(both["keys"], json!([old, new]), "newest last");
    assert_eq!(both["history"][0], alone["history"][0]);
    assert_eq!(both["history"][1]["key"], json!(new));
    assert_eq!(both["history"][1]["fingerprint"], json!(new.fingerprint()));
    // A server that still signs with the older one says the same of both.
    let older = published(&world).await;
    assert_eq!(older["server_key"], json!(old));
    assert_eq!(older["history"], both["history"]);
}

#[tokio::test]
async fn replicas_that_start_at_once_record_their_key_once() {
    let world = World::new().await;
    let key = ServerKey::from_bytes(&[9; 32]).public();
    let starts = (0..8).map(|start| key::record(&world.pool, &key, 5_000 + start));
    for recorded in futures_util::future::join_all(starts).await {
        recorded.unwrap();
    }
    // It was first used long before this world began.
    let listed = published(&world).await;
    assert_eq!(listed["keys"], json!([key, world.app.key.public()]));
    let again = key::record(&world.pool, &key, 1).await;
    again.unwrap();
    assert_eq!(published(&world).await, listed, "the first time stays");
}

#[tokio::test]
async fn the_servers_role_forgets_no_key() {
    let world = World::new().await;
    for change in [
        "UPDATE server_key SET first_used_ms = 0",
        "DELETE FROM server_key",
        "TRUNCATE server_key",
    ] {
        let refused = world.pool.execute(change).await.expect_err(change);
        assert!(
            refused.to_string().contains("permission denied"),
            "{refused}"
        );
    }
}
