//! A refresh token that is used twice: at once, or again because the answer was lost.

use super::{Held, ROUNDS, Watch, ok, start};
use crate::world::{PASSWORD, World, post};
use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};

fn refresh(token: &Value) -> Request<Body> {
    post("/api/v1/auth/refresh", &json!({ "refresh_token": token }))
}

async fn sign_in(world: &World) -> Value {
    let login = json!({ "email": "a@cafe.test", "password": PASSWORD });
    let answer = world.send(post("/api/v1/auth/login", &login)).await;
    answer.json["refresh_token"].clone()
}

#[tokio::test]
async fn one_token_twice_at_once_is_answered_alike_and_again_when_the_answer_was_lost() {
    let world = World::new().await;
    world.account("a@cafe.test").await;
    let mut token = sign_in(&world).await;
    let mut watch = Watch::over(&world).await;
    for round in 0..ROUNDS {
        let held = Held::rows(&world, "SELECT 1 FROM session").await;
        let [first, again] = [(); 2].map(|()| start(&world, refresh(&token)));
        watch.stopped(2).await;
        held.let_go().await;
        let next = ok(first).await.json["refresh_token"].clone();
        assert_eq!(next, ok(again).await.json["refresh_token"], "round {round}");
        // Both answers were lost.
        let lost = world.send(refresh(&token)).await;
        assert_eq!(lost.json["refresh_token"], next, "round {round}");
        token = next;
    }
}

#[tokio::test]
async fn a_token_and_its_successor_at_once_end_in_the_order_they_came() {
    let world = World::new().await;
    world.account("a@cafe.test").await;
    let mut watch = Watch::over(&world).await;
    let mut old = sign_in(&world).await;
    for round in 0..ROUNDS {
        let current = world.send(refresh(&old)).await.json["refresh_token"].clone();
        let held = Held::rows(&world, "SELECT 1 FROM session").await;
        let repeated_first = round % 2 == 0;
        let order = if repeated_first {
            [&old, &current]
        } else {
            [&current, &old]
        };
        let first = start(&world, refresh(order[0]));
        watch.stopped(1).await;
        let second = start(&world, refresh(order[1]));
        watch.stopped(2).await;
        held.let_go().await;
        let next = ok(first).await.json["refresh_token"].clone();
        let second = second.await.unwrap();
        if repeated_first {
            // A repeated question, then the next one: nothing is wrong.
            assert_eq!(next, current, "round {round}");
            old = second.json["refresh_token"].clone();
            assert!(old.is_string(), "{}", second.text);
        } else {
            // A token that comes back after its successor was used: somebody else has a copy.
            assert_eq!(second.json["code"], "session_ended", "round {round}");
            let ended = world.send(refresh(&next)).await;
            assert_eq!(ended.json["code"], "session_ended", "round {round}");
            old = sign_in(&world).await;
        }
    }
}
