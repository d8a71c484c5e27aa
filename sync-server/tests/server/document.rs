//! The document of the API cannot lie: it is held against what the server answers and takes, name by name and type by type,
//! and nothing stands in it that no value ever had.

mod calls;
mod held;
mod wishes;

use crate::till::{TestTill, day, sold};
use crate::world::{Owner, PASSWORD, World, get, post};
use calls::Calls;
use held::Document;
use serde_json::{Value, json};
use shared::clock::HybridClock;
use shared::event::Event;
use shared::id::{BusinessId, SubjectId};
use shared::journal::{ChainError, Sequence, SeriesHeader, Writer};
use shared::money::Currency;
use shared::order::{ReceiptNumber, TillCode};
use shared::problem::ProblemCode;
use shared::sync::{EnrolmentCode, PushRefusal, Verdict};
use shared::tax::TaxMode;
use shared::till::{EntriesMissing, Language, TillEvent};
use std::collections::BTreeSet;
use sync_server::app::now_ms;

#[tokio::test]
async fn every_answer_is_what_the_document_says_and_all_that_it_says_is_answered() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut calls = Calls::of(&world);
    anybody_asks(&mut calls, &owner).await;
    people_sign_in(&mut calls, &owner).await;
    let (mut till, feed) = a_till_joins(&mut calls, &owner).await;
    tills_sync(&mut calls, &owner, &mut till, &feed).await;
    an_owner_looks(&mut calls, &owner, &mut till).await;
    an_owner_changes_the_menu(&mut calls, &owner).await;
    variants_that_are_rare(&mut calls.document);
    wishes::hold_all(&mut calls.document, &till);
    assert_eq!(calls.not_called(), [""; 0]);
    assert_eq!(calls.document.unseen(), [""; 0]);
}

async fn anybody_asks(calls: &mut Calls<'_>, owner: &Owner<'_>) {
    for path in ["/healthz", "/readyz", "/openapi.json", "/api/v1/keys"] {
        calls.send(&format!("get {path}"), get(path, &[])).await;
    }
    let week = json!([{ "weekday": 1, "opens": 480, "closes": 1_200 }]);
    let set = "put /api/v1/businesses/{business}/opening-hours";
    calls.ask(owner, set, None, Some(week)).await;
    let public = "get /api/v1/public/businesses/{business}";
    calls.ask(owner, public, None, None).await;
}

async fn people_sign_in(calls: &mut Calls<'_>, owner: &Owner<'_>) {
    let login = "post /api/v1/auth/login";
    let wish = json!({ "email": "a@cafe.test", "password": PASSWORD });
    calls.asked(login, &wish);
    let first = calls.send(login, post("/api/v1/auth/login", &wish)).await;
    let wrong = json!({ "email": "a@cafe.test", "password": "battery staple" });
    calls.send(login, post("/api/v1/auth/login", &wrong)).await;
    let token = json!({ "refresh_token": first.json["refresh_token"] });
    for path in ["/api/v1/auth/refresh", "/api/v1/auth/logout"] {
        calls.asked(&format!("post {path}"), &token);
        calls
            .send(&format!("post {path}"), post(path, &token))
            .await;
    }
    for route in ["get /api/v1/account", "get /api/v1/businesses"] {
        calls.ask(owner, route, None, None).await;
    }
    let new = json!({ "name": "Dos", "currency": "BRL", "timezone": "America/Sao_Paulo" });
    let create = "post /api/v1/businesses";
    calls.ask(owner, create, None, Some(new)).await;
}

async fn a_till_joins(calls: &mut Calls<'_>, owner: &Owner<'_>) -> (TestTill, String) {
    let make = "post /api/v1/businesses/{business}/enrolment-codes";
    let named = Some(json!({ "name": "Barra" }));
    let code = calls.ask(owner, make, None, named).await.json["enrolment_code"].clone();
    let code: EnrolmentCode = serde_json::from_value(code).unwrap();
    let till = TestTill::new(1);
    let mut wish = till.wish(&code);
    wish.language = Some(Language::Portuguese);
    let enrol = "post /api/v1/tills/enrol";
    for currency in [Currency::BRL, Currency::ARS] {
        wish.counted_in = Some(currency);
        calls.asked(enrol, &serde_json::to_value(&wish).unwrap());
        calls.send(enrol, till.enrol_as(&wish)).await;
    }
    // Nobody has heard of it since, and nothing was sold.
    let list = "get /api/v1/businesses/{business}/tills";
    calls.ask(owner, list, None, None).await;
    let hello = "post /api/v1/sync/hello";
    calls.send(hello, TestTill::new(9).hello(0)).await;
    let answer = calls.send(hello, till.hello(0)).await;
    let feed = answer.json["feed"].as_str().unwrap().to_owned();
    (till, feed)
}

async fn tills_sync(calls: &mut Calls<'_>, owner: &Owner<'_>, till: &mut TestTill, feed: &str) {
    till.sell(day("2026-11-24"), 9, &[sold("Tea", 3, 1_000, 250)]);
    till.record_raw("robot.danced", 1, b"\xff");
    let receipt = ReceiptNumber {
        till: TillCode("C1".to_owned()),
        number: 7,
    };
    let missing = EntriesMissing {
        entries: Vec::new(),
        receipts: vec![receipt],
    };
    let missing = Event::Till(TillEvent::EntriesMissing(missing));
    till.record(SubjectId::from(till.id()), &[missing]);
    // Its clock is a day ahead.
    till.clock = HybridClock::at(now_ms() + 86_400_000);
    till.sell(day("2026-11-25"), 9, &[sold("Mate", 4, 1_500, 300)]);
    let push = "post /api/v1/sync/push";
    calls.send(push, till.push(2, till.entries.len())).await;
    calls.send(push, till.push_all()).await;
    // A copy of it gave its first number as well.
    let mut copy = till.continued(1);
    copy.forget_numbers();
    copy.sell(day("2026-11-25"), 10, &[sold("Mate", 4, 1_000, 300)]);
    calls.send("post /api/v1/sync/hello", copy.hello(0)).await;
    calls.send(push, copy.push_all()).await;

    let other = owner.till(2).await;
    let pull = "get /api/v1/sync/pull";
    let page = other.pull(&other.first_pull(feed, 100));
    calls.send(pull, page).await;
    let foreign = uuid::Uuid::from_u128(7).to_string();
    let refused = other.pull(&other.first_pull(&foreign, 100));
    let refused = calls.send(pull, refused).await;
    assert_eq!(refused.json["code"], "feed_changed");
    let poke = other.request("GET", "/api/v1/sync/poke", Vec::new());
    calls.listen("get /api/v1/sync/poke", poke).await;
}

async fn an_owner_looks(calls: &mut Calls<'_>, owner: &Owner<'_>, till: &mut TestTill) {
    let of = |method: &str, path: &str| format!("{method} /api/v1/businesses/{{business}}{path}");
    let name = Some(json!({ "name": "Salón" }));
    let change = of("patch", "/tills/{till}");
    calls.ask(owner, &change, Some(till), name).await;
    let revoke = of("post", "/tills/{till}/revoke");
    calls.ask(owner, &revoke, Some(till), None).await;
    let known = till.entries.len();
    till.sell(day("2026-11-25"), 11, &[sold("Tea", 3, 1_000, 250)]);
    let late = till.push(known, till.entries.len());
    calls.send("post /api/v1/sync/push", late).await;
    let aside = calls.ask(owner, &of("get", "/set-aside"), None, None).await;
    let held = aside.json.as_array().unwrap().iter();
    let reasons: BTreeSet<&str> = held.map(|held| held["reason"].as_str().unwrap()).collect();
    assert_eq!(Vec::from_iter(reasons), ["revoked", "unreadable"]);
    calls.ask(owner, &of("get", "/tills"), None, None).await;
    let reinstate = of("post", "/tills/{till}/reinstate");
    calls.ask(owner, &reinstate, Some(till), None).await;
    calls.ask(owner, &of("get", "/reviews"), None, None).await;
    let live = format!("/api/v1/businesses/{}/live", owner.business);
    let bearer = format!("Bearer {}", owner.token);
    let listen = get(&live, &[("authorization", &bearer)]);
    calls.listen(&of("get", "/live"), listen).await;
    let sales = format!(
        "/api/v1/businesses/{}/analytics/sales?from=2026-11-01&to=2026-11-30",
        owner.business
    );
    let sales = get(&sales, &[("authorization", &bearer)]);
    calls.send(&of("get", "/analytics/sales"), sales).await;
}

async fn an_owner_changes_the_menu(calls: &mut Calls<'_>, owner: &Owner<'_>) {
    let products = "/api/v1/businesses/{business}/menu/products";
    let add = format!("post {products}");
    let id = uuid::Uuid::from_u128(70).to_string();
    for wish in [
        json!({ "id": id, "name": "Tea", "category": "Hot", "price": "250.00" }),
        json!({ "name": "Soup of the day", "price": null }),
    ] {
        calls.ask(owner, &add, None, Some(wish)).await;
    }
    let change = json!({ "name": "Green tea", "category": "Tea", "price": "300",
        "barcode": "7790001", "available": false });
    let of = ("{product}", id.as_str());
    let one = format!("{products}/{{product}}");
    calls
        .ask_of(owner, &format!("patch {one}"), of, Some(change))
        .await;
    let menu = "get /api/v1/businesses/{business}/menu";
    calls.ask(owner, menu, None, None).await;
    calls
        .ask_of(owner, &format!("delete {one}"), of, None)
        .await;
}

/// What a test does not meet on its way: held as the types of the wire write it.
fn variants_that_are_rare(document: &mut Document) {
    let (at, expected, found) = (Sequence(3), Sequence(4), Sequence(5));
    let chain = [
        ChainError::OtherSeries { at },
        ChainError::Gap { expected, found },
        ChainError::BrokenGroup { at },
        ChainError::TooLarge { at },
        ChainError::ClockWentBack { at },
    ];
    let mut refusals: Vec<PushRefusal> = chain.into_iter().map(PushRefusal::Chain).collect();
    refusals.extend([
        PushRefusal::Gap { expected },
        PushRefusal::Fork { last_common: at },
        PushRefusal::WrongSignature,
        PushRefusal::TooLarge,
        PushRefusal::Clone,
        PushRefusal::ServerRestored,
        PushRefusal::Empty,
    ]);
    for refusal in refusals {
        document.hold("PushRefusal", &json!(refusal));
    }
    for verdict in [
        Verdict::Ok { send_from: at },
        Verdict::Restored { durable: at },
        Verdict::Fork { last_common: at },
        Verdict::Clone,
        Verdict::ServerRestored,
        Verdict::Unknown,
        Verdict::Revoked,
        Verdict::UpgradeToPull,
    ] {
        document.hold("Verdict", &json!(verdict));
    }
    let cloud = SeriesHeader {
        writer: Writer::Cloud(BusinessId(uuid::Uuid::from_u128(7))),
        ..TestTill::new(1).header
    };
    document.hold("SeriesHeader", &json!(cloud));
}

/// The words that a type knows, as it says when it hears another one.
fn words<T: serde::de::DeserializeOwned>(unknown: Value) -> BTreeSet<String> {
    let Err(error) = serde_json::from_value::<T>(unknown) else {
        panic!("a word that nobody knows was taken");
    };
    let said = error.to_string();
    said.split('`')
        .skip(3)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_word_of_a_closed_set_is_named() {
    let document = Document::new();
    let named = |name: &str| -> BTreeSet<String> {
        let named = document.schema(name)["enum"].clone();
        serde_json::from_value(named).unwrap()
    };
    assert_eq!(named("ProblemCode"), words::<ProblemCode>(json!("?")));
    assert_eq!(named("Currency"), words::<Currency>(json!("?")));
    assert_eq!(named("TaxMode"), words::<TaxMode>(json!("?")));
    assert_eq!(named("Language"), words::<Language>(json!("?")));
    let tags = |name: &str, tag: &str| -> BTreeSet<String> {
        let choices = document.schema(name)["oneOf"].as_array().unwrap();
        let tags = choices
            .iter()
            .map(|choice| &choice["properties"][tag]["const"]);
        tags.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let verdicts = words::<Verdict>(json!({ "verdict": "?" }));
    assert_eq!(tags("Verdict", "verdict"), verdicts);
    let refusals = words::<PushRefusal>(json!({ "refusal": "?" }));
    assert_eq!(tags("PushRefusal", "refusal"), refusals);
    let reasons = words::<ChainError>(json!({ "reason": "?" }));
    assert_eq!(tags("PushRefusal", "reason"), reasons);
}

#[tokio::test]
async fn a_body_may_be_left_out_where_the_document_says_so_and_only_there() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let paths = Document::new().json["paths"].clone();
    let mut bodies = 0;
    for (path, operations) in paths.as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let is_tills = operation["security"][0].get("series").is_some();
            let Some(required) = operation["requestBody"]["required"].as_bool() else {
                continue;
            };
            // What a till sends is read by `wishes`.
            if is_tills {
                assert!(required, "{path}");
                continue;
            }
            bodies += 1;
            let nobody = uuid::Uuid::from_u128(7).to_string();
            let path = path.replace("{business}", &owner.business.to_string());
            let path = path.replace("{till}", &nobody);
            let path = path.replace("{product}", &nobody);
            let answer = owner.call(&method.to_uppercase(), &path, None).await;
            let is_missed = answer.json["code"] == "invalid_json";
            assert_eq!(is_missed, required, "{path}: {}", answer.text);
        }
    }
    assert_eq!(bodies, 9);
}

#[tokio::test]
async fn a_code_needs_no_name() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut calls = Calls::of(&world);
    let make = "post /api/v1/businesses/{business}/enrolment-codes";
    calls.ask(&owner, make, None, Some(json!({}))).await;
    assert!(!calls.not_called().contains(&make.to_owned()));
}

#[test]
fn a_document_that_lies_is_found_out() {
    let hours = json!({ "weekday": 1, "opens": 480, "closes": 1_200 });
    let with = |place: &str, told: Value| {
        let mut document = Document::new();
        let schema = document
            .json
            .pointer_mut("/components/schemas/OpeningHours")
            .unwrap();
        *schema.pointer_mut(place).unwrap() = told;
        document
    };
    let misfit = |document: &Document| document.misfit("OpeningHours", &hours);
    let mut honest = Document::new();
    assert_eq!(misfit(&honest), None);
    let lies = [
        ("/properties/opens", json!({ "type": "string" })),
        (
            "/properties/opens",
            json!({ "$ref": "#/components/schemas/Head" }),
        ),
        (
            "/properties/opens",
            json!({ "oneOf": [{ "type": "null" }, { "type": "string" }] }),
        ),
        (
            "/properties",
            json!({ "weekday": { "type": "integer" }, "opens": { "type": "integer" } }),
        ),
        (
            "/required",
            json!(["weekday", "opens", "closes", "holiday"]),
        ),
    ];
    for (place, lie) in lies {
        assert!(
            misfit(&with(place, lie.clone())).is_some(),
            "{place}: {lie}"
        );
    }
    // What no value ever has is no misfit, but it is never seen.
    honest.hold("OpeningHours", &hours);
    let unseen = |document: &Document| {
        document
            .unseen()
            .iter()
            .any(|place| place.starts_with("OpeningHours"))
    };
    assert!(!unseen(&honest));
    let mut dreamer = with(
        "/properties/weekday",
        json!({ "oneOf": [{ "type": "integer" }, { "type": "null" }] }),
    );
    dreamer.hold("OpeningHours", &hours);
    assert!(unseen(&dreamer));
}
