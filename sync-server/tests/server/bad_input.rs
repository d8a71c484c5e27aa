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

/// Numbers that look random and are the same in every run.
fn next(state: &mut u64) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    usize::try_from(*state >> 16).unwrap()
}

/// The till signs what it sends, so that every mangled push gets as far as its content lets it.
#[tokio::test]
async fn mangled_pushes_are_never_a_fault_of_ours() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut till = owner.till(1).await;
    let tea = crate::till::sold("Tea", 3, 1_000, 200);
    till.sell(crate::till::day("2026-11-24"), 9, &[tea]);
    let whole = serde_json::to_vec(&till.push_of(0, till.entries.len())).unwrap();
    let mut state = 20_261_124;
    for _ in 0..300 {
        let mut mangled = whole.clone();
        for _ in 0..=next(&mut state) % 3 {
            let at = next(&mut state) % mangled.len();
            let signs = b"0123456789\"{}[],:-.eE x\\u\0\xff";
            mangled[at] = signs[next(&mut state) % signs.len()];
        }
        let answer = world
            .send(till.request("POST", "/api/v1/sync/push", mangled))
            .await;
        assert!(!answer.status.is_server_error(), "{}", answer.text);
    }
}

/// Bodies that read as JSON of their kind and mean nonsense: huge numbers, empty and endless texts.
#[tokio::test]
async fn absurd_bodies_are_stored_and_never_a_fault_of_ours() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut till = owner.till(1).await;
    let long = "\u{0}x".repeat(4_000);
    let absurd = [
        json!({ "till": long.clone(), "number": u32::MAX }),
        json!({ "till": "", "number": 0 }),
    ];
    for (at, number) in absurd.iter().enumerate() {
        let order = shared::id::SubjectId(uuid::Uuid::from_u128(at as u128));
        let events = [
            (
                "order.opened",
                json!({ "number": number, "channel": "here" }),
            ),
            (
                "order.line_added",
                json!({ "line": uuid::Uuid::nil(), "product": uuid::Uuid::nil(), "name": long,
                    "quantity": 10_000_000, "unit_price": i64::MAX, "tax": 10_000, "tax_mode": "added" }),
            ),
            (
                "order.quantity_changed",
                json!({ "line": uuid::Uuid::nil(), "by": i64::MIN }),
            ),
            (
                "order.settled",
                json!({ "receipt": number, "shift": uuid::Uuid::nil(), "day": "9999-12-31", "hour": 23,
                    "lines": [{ "line": uuid::Uuid::nil(), "quantity": 1, "amount": i64::MAX }],
                    "totals": { "subtotal": i64::MIN, "taxes": [], "total": i64::MAX },
                    "tenders": [], "change": i64::MIN }),
            ),
            (
                "menu.product_set",
                json!({ "name": long, "price": { "of": i64::MIN } }),
            ),
            (
                "menu.group_set",
                json!({ "min": 65_535, "max": 0, "modifiers": [] }),
            ),
            ("menu.product_deleted", json!({})),
            ("till.preferences_set", json!({})),
        ];
        for (kind, body) in events {
            let body = shared::journal::Body(body.to_string().into_bytes());
            let written = shared::event::Written {
                kind,
                version: 1,
                body,
            };
            till.append(&[(order, written)]);
        }
    }
    let answer = world.send(till.push_all()).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert_eq!(answer.json["set_aside"], json!([]), "all of it reads");
    let report = owner.report("2026-11-01", "2026-11-30").await;
    assert_eq!(report["orders"], 0);
    crate::report::assert_rebuild_changes_nothing(&world, owner.business).await;
}
