//! Signing in, staying signed in, signing out.

use crate::world::{Answer, PASSWORD, World, post};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};

async fn login(world: &World, email: &str, password: &str) -> Answer {
    let body = json!({ "email": email, "password": password });
    world.send(post("/api/v1/auth/login", &body)).await
}

async fn refresh(world: &World, token: &Value) -> Answer {
    let body = json!({ "refresh_token": token });
    world.send(post("/api/v1/auth/refresh", &body)).await
}

async fn who(world: &World, token: &Value) -> StatusCode {
    let bearer = format!("Bearer {}", token.as_str().unwrap());
    let request = Request::get("/api/v1/account").header("authorization", bearer);
    world
        .send(request.body(Body::empty()).unwrap())
        .await
        .status
}

#[tokio::test]
async fn the_right_password_signs_in_and_a_wrong_one_says_no_more_than_that() {
    let world = World::new().await;
    world.owner("a@cafe.test").await;
    let right = login(&world, "A@Cafe.test", PASSWORD).await;
    assert_eq!(right.status, StatusCode::OK);
    assert_eq!(right.json["account"]["email"], "a@cafe.test");
    assert_eq!(
        who(&world, &right.json["access_token"]).await,
        StatusCode::OK
    );
    let wrong = login(&world, "a@cafe.test", "battery staple").await;
    let unknown = login(&world, "b@cafe.test\0", "battery staple").await;
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    assert_eq!(wrong.text, unknown.text);
}

#[tokio::test]
async fn many_wrong_passwords_have_to_wait_and_right_ones_never() {
    let world = World::new().await;
    world.owner("a@cafe.test").await;
    for _ in 0..12 {
        assert_eq!(
            login(&world, "a@cafe.test", PASSWORD).await.status,
            StatusCode::OK
        );
    }
    for _ in 0..10 {
        let wrong = login(&world, "a@cafe.test", "x").await;
        assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    }
    let waiting = login(&world, "a@cafe.test", "x").await;
    assert_eq!(waiting.json["code"], "too_many_requests");
}

#[tokio::test]
async fn a_refresh_token_works_once_and_its_ghost_ends_the_session() {
    let world = World::new().await;
    world.owner("a@cafe.test").await;
    let first = login(&world, "a@cafe.test", PASSWORD).await.json;
    let second = refresh(&world, &first["refresh_token"]).await.json;
    // The answer was lost: the very same one comes again.
    let again = refresh(&world, &first["refresh_token"]).await.json;
    assert_eq!(second["refresh_token"], again["refresh_token"]);
    let third = refresh(&world, &second["refresh_token"]).await.json;
    assert_eq!(who(&world, &third["access_token"]).await, StatusCode::OK);
    let stolen = refresh(&world, &first["refresh_token"]).await;
    assert_eq!(stolen.json["code"], "session_ended");
    let ended = refresh(&world, &third["refresh_token"]).await;
    assert_eq!(ended.json["code"], "session_ended");
    assert_eq!(
        who(&world, &third["access_token"]).await,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn parallel_refreshes_agree() {
    let world = World::new().await;
    world.owner("a@cafe.test").await;
    let first = login(&world, "a@cafe.test", PASSWORD).await.json;
    let both = (0..8).map(|_| refresh(&world, &first["refresh_token"]));
    let both = futures_util::future::join_all(both).await;
    for answer in &both {
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        assert_eq!(answer.json["refresh_token"], both[0].json["refresh_token"]);
    }
}

#[tokio::test]
async fn the_cookie_is_enough_and_no_script_sees_it() {
    let world = World::new().await;
    world.owner("a@cafe.test").await;
    let signed_in = login(&world, "a@cafe.test", PASSWORD).await;
    let cookie = signed_in.headers["set-cookie"].to_str().unwrap();
    for part in ["HttpOnly", "SameSite=Strict", "Path=/api/v1/auth"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let pair = cookie.split(';').next().unwrap();
    let call = |path: &str| {
        let request = Request::post(path).header("cookie", format!("x=y; {pair}"));
        request.body(Body::empty()).unwrap()
    };
    let renewed = world.send(call("/api/v1/auth/refresh")).await;
    assert_eq!(renewed.status, StatusCode::OK, "{}", renewed.text);
    let out = world.send(call("/api/v1/auth/logout")).await;
    assert_eq!(out.status, StatusCode::NO_CONTENT);
    assert!(
        out.headers["set-cookie"]
            .to_str()
            .unwrap()
            .contains("Max-Age=0")
    );
    assert_eq!(
        who(&world, &renewed.json["access_token"]).await,
        StatusCode::UNAUTHORIZED
    );
    let gone = world.send(call("/api/v1/auth/refresh")).await;
    assert_eq!(gone.json["code"], "session_ended");
}

#[tokio::test]
async fn tokens_of_anybody_else_are_nobodys() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut forged = owner.token.clone().into_bytes();
    for at in [0, 25, 60, forged.len() - 1] {
        let kept = forged[at];
        forged[at] = if kept == b'A' { b'B' } else { b'A' };
        let token = Value::from(String::from_utf8(forged.clone()).unwrap());
        assert_eq!(who(&world, &token).await, StatusCode::UNAUTHORIZED);
        forged[at] = kept;
    }
    for token in ["", "x", "AAAA"] {
        assert_eq!(
            who(&world, &Value::from(token)).await,
            StatusCode::UNAUTHORIZED
        );
    }
    let none = world
        .send(Request::get("/api/v1/account").body(Body::empty()).unwrap())
        .await;
    assert_eq!(none.json["code"], "not_signed_in");
}
