//! Whatever comes from outside gets a typed refusal, never a fault of ours.

use crate::world::World;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::json;

#[tokio::test]
async fn each_wrong_body_gets_its_own_refusal() {
    let world = World::new().await;
    let cases: &[(&[u8], StatusCode, &str)] = &[
        (b"{", StatusCode::BAD_REQUEST, "invalid_json"),
        (b"", StatusCode::BAD_REQUEST, "invalid_json"),
        (b"[]", StatusCode::UNPROCESSABLE_ENTITY, "invalid_request"),
        (
            b"{\"email\": 5, \"password\": \"x\"}",
            StatusCode::UNPROCESSABLE_ENTITY,
            "invalid_request",
        ),
        (
            b"{\"email\": \"a\"}",
            StatusCode::UNPROCESSABLE_ENTITY,
            "invalid_request",
        ),
        (b"\xff\xfe", StatusCode::BAD_REQUEST, "invalid_json"),
        (
            &[b'['; 300_000],
            StatusCode::UNPROCESSABLE_ENTITY,
            "invalid_request",
        ),
        (
            &[b' '; 3_000_000],
            StatusCode::PAYLOAD_TOO_LARGE,
            "too_large",
        ),
    ];
    for (body, status, code) in cases {
        let request = Request::post("/api/v1/auth/login")
            .body(Body::from(body.to_vec()))
            .unwrap();
        let answer = world.send(request).await;
        assert_eq!(
            (answer.status, answer.json["code"].as_str()),
            (*status, Some(*code)),
            "{}",
            answer.text
        );
        assert_eq!(answer.headers["content-type"], "application/problem+json");
        assert_eq!(answer.headers["x-cortado-protocol"], "1");
    }
}

#[tokio::test]
async fn addresses_and_methods_that_are_not_there_say_so() {
    let world = World::new().await;
    for path in [
        "/api/v1/nothing",
        "/api",
        "/favicon.ico",
        "/dashboard/../../etc/passwd",
        "/api/v1/public/businesses/none",
    ] {
        let answer = world
            .send(Request::get(path).body(Body::empty()).unwrap())
            .await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.json["code"], "not_found", "{path}");
    }
    let answer = world
        .send(
            Request::delete("/api/v1/account")
                .body(Body::empty())
                .unwrap(),
        )
        .await;
    assert_eq!(answer.json["code"], "method_not_allowed");
}

#[tokio::test]
async fn a_business_needs_a_currency_and_a_place_that_exist() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let cases = [
        (
            json!({ "name": "Dos", "currency": "XXX" }),
            "unknown_currency",
        ),
        (
            json!({ "name": "Dos", "timezone": "Mars/Base" }),
            "unknown_time_zone",
        ),
        (json!({ "name": " " }), "invalid_request"),
        (json!({ "name": "a\u{0}b" }), "invalid_request"),
    ];
    for (body, code) in cases {
        let answer = owner.call("POST", "/api/v1/businesses", Some(&body)).await;
        assert_eq!(answer.json["code"], code, "{}", answer.text);
    }
    let body = json!({ "name": "Dos", "currency": "KWD", "timezone": "Asia/Kuwait" });
    let made = owner.call("POST", "/api/v1/businesses", Some(&body)).await;
    assert_eq!(made.status, StatusCode::CREATED);
    let listed = owner.call("GET", "/api/v1/businesses", None).await.json;
    assert_eq!(listed.as_array().unwrap().len(), 2);
    let public = format!(
        "/api/v1/public/businesses/{}",
        made.json["id"].as_str().unwrap()
    );
    let public = world
        .send(Request::get(public).body(Body::empty()).unwrap())
        .await;
    assert_eq!(public.json["name"], "Dos");
    assert_eq!(public.json["open_now"], false);
}

#[tokio::test]
async fn requests_of_tills_with_broken_headers_are_refused() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let till = owner.till(1).await;
    for (name, value) in [
        ("x-cortado-series", "none"),
        ("x-cortado-signature", "00"),
        ("x-cortado-request", "another"),
    ] {
        let mut request = till.hello(0);
        request.headers_mut().insert(name, value.parse().unwrap());
        assert_eq!(
            world.send(request).await.json["code"],
            "wrong_signature",
            "{name}"
        );
        let mut request = till.hello(0);
        request.headers_mut().remove(name);
        assert_eq!(
            world.send(request).await.json["code"],
            "wrong_signature",
            "{name}"
        );
    }
    let packed = till.encoded("POST", "/api/v1/sync/hello", vec![1, 2, 3], Some("zstd"));
    assert_eq!(world.send(packed).await.json["code"], "invalid_request");
    let packed = till.encoded("POST", "/api/v1/sync/hello", vec![1, 2, 3], Some("brotli"));
    assert_eq!(world.send(packed).await.json["code"], "invalid_request");
    let garbage = till.request("POST", "/api/v1/sync/push", b"{\"series\":1}".to_vec());
    assert_eq!(world.send(garbage).await.json["code"], "invalid_request");
    let garbage = till.request("GET", "/api/v1/sync/pull?feed=x", Vec::new());
    assert_eq!(world.send(garbage).await.json["code"], "invalid_request");
}
