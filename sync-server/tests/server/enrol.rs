//! Enrolment: one code, one till, once.

use crate::till::{TestTill, day, sold};
use crate::world::World;
use axum::http::StatusCode;
use serde_json::json;
use shared::money::Currency;
use shared::sync::{EnrolRequest, EnrolmentCode};
use shared::till::Language;
use sync_server::app::now_ms;
use sync_server::till::make_code_of;

#[tokio::test]
async fn the_owners_code_gives_a_till_its_place() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let path = format!("/api/v1/businesses/{}/enrolment-codes", owner.business);
    let made = owner
        .call("POST", &path, Some(&json!({ "name": "Terrace" })))
        .await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    let code: EnrolmentCode = made.json["enrolment_code"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    let till = TestTill::new(1);
    let place = world.send(till.enrol(&code)).await;
    assert_eq!(place.status, StatusCode::OK, "{}", place.text);
    assert_eq!(place.json["till_code"], "C1");
    assert_eq!(place.json["till_name"], "Terrace");
    assert_eq!(place.json["business"]["currency"], "ARS");
    // Its answer was lost: the same till may ask again.
    assert_eq!(world.send(till.enrol(&code)).await.json, place.json);
    let other = world.send(TestTill::new(2).enrol(&code)).await;
    assert_eq!(other.json["code"], "enrolment_code_refused");
    assert_eq!(owner.till(3).await.id(), TestTill::new(3).id());
    assert_eq!(owner.get("/tills").await.json[1]["code"], "C2");
}

#[tokio::test]
async fn a_till_that_counted_in_another_currency_is_refused_and_the_code_is_kept() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let code = make_code_of(&world.pool, owner.business, "", now_ms())
        .await
        .unwrap();
    let counted = |number, currency| {
        let till = TestTill::new(number);
        let mut wish = till.wish(&code);
        wish.counted_in = Some(currency);
        till.enrol_as(&wish)
    };
    let refused = world.send(counted(1, Currency::BRL)).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert_eq!(refused.json["code"], "other_currency");
    assert_eq!(refused.json["currency"], "ARS");
    assert_eq!(owner.get("/tills").await.json, json!([]));
    let ours = world.send(counted(2, Currency::ARS)).await;
    assert_eq!(ours.status, StatusCode::OK);
}

#[tokio::test]
async fn a_till_without_a_name_is_called_one_in_its_own_language() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let cases = [
        (Some(Language::Spanish), "", "Caja 1"),
        (Some(Language::English), "", "Till 2"),
        (Some(Language::Portuguese), "", "Caixa 3"),
        // A till of before says nothing of its language.
        (None, "", "Caja 4"),
        (Some(Language::English), "Terrace", "Terrace"),
    ];
    for (number, (language, given, expected)) in (1..).zip(cases) {
        let code = make_code_of(&world.pool, owner.business, given, now_ms())
            .await
            .unwrap();
        let till = TestTill::new(number);
        let mut wish = till.wish(&code);
        wish.language = language;
        let place = world.send(till.enrol_as(&wish)).await;
        assert_eq!(place.json["till_name"], expected, "{}", place.text);
    }
}

#[tokio::test]
async fn twenty_redemptions_at_once_have_one_winner() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let code = make_code_of(&world.pool, owner.business, "", now_ms())
        .await
        .unwrap();
    let tries = (1..=20).map(|number| {
        let (world, code) = (&world, &code);
        async move { world.send(TestTill::new(number).enrol(code)).await.status }
    });
    let answers = futures_util::future::join_all(tries).await;
    let won = answers
        .iter()
        .filter(|status| **status == StatusCode::OK)
        .count();
    assert_eq!(won, 1, "{answers:?}");
    assert_eq!(owner.get("/tills").await.json.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_till_leaves_its_business_for_another_and_not_for_itself() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let code = make_code_of(&world.pool, owner.business, "", now_ms())
        .await
        .unwrap();
    let leaving = |number| EnrolRequest {
        leaving: Some(owner.business),
        ..TestTill::new(number).wish(&code)
    };
    let answer = world.send(TestTill::new(1).enrol_as(&leaving(1))).await;
    assert_eq!(answer.json["code"], "series_taken");
    assert_eq!(owner.get("/tills").await.json, serde_json::json!([]));
    // The code stays good, and what the business had when the till came is said.
    let mut first = TestTill::new(2);
    assert_eq!(world.send(first.enrol(&code)).await.json["latest"], 0);
    first.sell(day("2026-11-23"), 9, &[sold("Café", 1, 1_000, 100)]);
    assert!(world.send(first.push_all()).await.status.is_success());
    let another = make_code_of(&world.pool, owner.business, "", now_ms())
        .await
        .unwrap();
    let second = world.send(TestTill::new(3).enrol(&another)).await;
    assert_eq!(second.json["latest"], first.entries.len());
}

#[tokio::test]
async fn a_code_ends_after_ten_minutes() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let past = now_ms() - 600_001;
    let code = make_code_of(&world.pool, owner.business, "", past)
        .await
        .unwrap();
    let answer = world.send(TestTill::new(1).enrol(&code)).await;
    assert_eq!(answer.json["code"], "enrolment_code_refused");
}

#[tokio::test]
async fn five_wrong_codes_have_to_wait() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let wrong: EnrolmentCode = "22222-22222".parse().unwrap();
    for _ in 0..5 {
        let answer = world.send(TestTill::new(1).enrol(&wrong)).await;
        assert_eq!(answer.json["code"], "enrolment_code_refused");
    }
    let right = make_code_of(&world.pool, owner.business, "", now_ms())
        .await
        .unwrap();
    let answer = world.send(TestTill::new(1).enrol(&right)).await;
    assert_eq!(answer.json["code"], "too_many_requests");
    let other = world.send(TestTill::new(2).enrol(&right)).await;
    assert_eq!(other.status, StatusCode::OK, "another till is not held up");
}

#[tokio::test]
async fn a_series_belongs_to_one_business_for_ever() {
    let world = World::new().await;
    let (one, two) = (
        world.owner("a@cafe.test").await,
        world.owner("b@cafe.test").await,
    );
    let till = one.till(1).await;
    let code = make_code_of(&world.pool, two.business, "", now_ms())
        .await
        .unwrap();
    let answer = world.send(till.enrol(&code)).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert_eq!(answer.json["code"], "series_taken");
    // The code was not used up by it.
    assert_eq!(
        world.send(TestTill::new(2).enrol(&code)).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn nobody_enrols_or_speaks_with_anothers_key() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let code = make_code_of(&world.pool, owner.business, "", now_ms())
        .await
        .unwrap();
    let mut thief = TestTill::new(1);
    thief.key = TestTill::new(2).key;
    let answer = world.send(thief.enrol(&code)).await;
    assert_eq!(answer.json["code"], "wrong_signature");
    let till = owner.till(1).await;
    thief.header = till.header;
    for request in [
        thief.hello(0),
        thief.request("GET", "/api/v1/sync/poke", Vec::new()),
    ] {
        let answer = world.send(request).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert_eq!(answer.json["code"], "wrong_signature");
    }
    let stranger = TestTill::new(9);
    let hello = world.send(stranger.hello(0)).await;
    assert_eq!(hello.json["verdict"]["verdict"], "unknown");
}
