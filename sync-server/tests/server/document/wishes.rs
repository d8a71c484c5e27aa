//! What is asked: each field, and each parameter, is missed where it is left out, or not, as the document says.

use super::held::Document;
use crate::till::TestTill;
use axum::http::Request;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use shared::account::{LoginRequest, RefreshRequest};
use shared::business::OpeningHours;
use shared::clock::Wall;
use shared::id::BusinessId;
use shared::journal::{Entry, Head, SeriesHeader, Signature};
use shared::money::Currency;
use shared::order::TillCode;
use shared::sync::{
    EnrolRequest, EnrolmentCode, HelloRequest, Membership, PullQuery, PushRequest, TOKEN_HEADER,
};
use shared::till::Language;
use std::collections::BTreeSet;
use sync_server::api::body::query;
use sync_server::business::CreateRequest;
use sync_server::report::Period;
use sync_server::till::ChangeRequest;

/// Holds a body with all its fields, and the same without each of them.
fn hold<T: DeserializeOwned>(document: &mut Document, name: &str, whole: impl Serialize) {
    let whole = serde_json::to_value(whole).unwrap();
    document.hold(name, &whole);
    assert!(is_read::<T>(whole.clone()), "{name}: {whole}");
    let schema = document.schema(name);
    let required = schema["required"].as_array();
    for field in schema["properties"].as_object().unwrap().keys() {
        let mut rest = whole.clone();
        let left_out = rest.as_object_mut().unwrap().remove(field);
        assert!(left_out.is_some(), "{name}/{field} is not in the sample");
        let required = required.is_some_and(|required| required.iter().any(|name| name == field));
        assert_eq!(is_read::<T>(rest), !required, "{name}/{field}");
    }
}

fn is_read<T: DeserializeOwned>(value: Value) -> bool {
    serde_json::from_value::<T>(value).is_ok()
}

/// Everything that the server is asked with, as this till asks.
pub fn hold_all(document: &mut Document, till: &TestTill) {
    let login = json!({ "email": "a@cafe.test", "password": "x" });
    hold::<LoginRequest>(document, "LoginRequest", login);
    let refresh = json!({ "refresh_token": "x" });
    hold::<RefreshRequest>(document, "RefreshRequest", refresh);
    let hours = json!({ "weekday": 1, "opens": 1, "closes": 2 });
    hold::<OpeningHours>(document, "OpeningHours", hours);
    let create = json!({ "name": "Uno", "currency": "ARS", "timezone": "UTC" });
    hold::<CreateRequest>(document, "CreateBusiness", create);
    hold::<ChangeRequest>(document, "ChangeTill", json!({ "name": "Barra" }));
    hold::<SeriesHeader>(document, "SeriesHeader", till.header);
    hold::<Head>(document, "Head", till.head());
    hold::<Entry>(document, "Entry", &till.entries[0]);
    hold::<Wall>(document, "Wall", till.entries[0].wall);

    let code = EnrolmentCode::from_random([0; 10]);
    let enrol = EnrolRequest {
        counted_in: Some(Currency::ARS),
        leaving: Some(BusinessId(uuid::Uuid::from_u128(7))),
        language: Some(Language::English),
        ..till.wish(&code)
    };
    hold::<EnrolRequest>(document, "EnrolRequest", enrol);
    let push = till.push_of(0, till.entries.len());
    hold::<PushRequest>(document, "PushRequest", push);
    let membership = Membership {
        business: BusinessId(uuid::Uuid::from_u128(7)),
        header: till.header,
        code: TillCode("C1".to_owned()),
        name: "Barra".to_owned(),
        head: till.head(),
        signature: Signature([7; 64]),
    };
    hold::<Membership>(document, "Membership", &membership);
    let hello = HelloRequest {
        samples: vec![till.head_at(1)],
        continues: Some(till.header.series),
        membership: Some(membership),
        ..till.hello_of(0)
    };
    hold::<HelloRequest>(document, "HelloRequest", hello);
}

/// The parameters of a route that are not in its path: where they stand, their names, and whether they may not be left out.
fn parameters(path: &str, method: &str) -> BTreeSet<(String, String, bool)> {
    let document = Document::new();
    let listed = document.json["paths"][path][method]["parameters"].clone();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let listed = listed.as_array().unwrap().iter().map(|listed| {
        let required = listed["required"].as_bool().unwrap();
        (text(&listed["in"]), text(&listed["name"]), required)
    });
    listed.filter(|(place, ..)| place != "path").collect()
}

/// What a query is read as, without each of its parameters.
fn asked<T: DeserializeOwned>(whole: &[(&str, String)]) -> BTreeSet<(String, String, bool)> {
    let is_read = |without: Option<&str>| {
        let kept = whole.iter().filter(|(name, _)| Some(*name) != without);
        let pairs: Vec<String> = kept
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let request = Request::get(format!("/?{}", pairs.join("&")))
            .body(())
            .unwrap();
        query::<T>(&request.into_parts().0).is_ok()
    };
    assert!(is_read(None), "{whole:?}");
    let names = whole.iter().map(|(name, _)| *name);
    let asked = |name: &str| ("query".to_owned(), name.to_owned(), !is_read(Some(name)));
    names.map(asked).collect()
}

#[test]
fn the_parameters_of_the_document_are_those_that_are_read() {
    let till = TestTill::new(1);
    let feed = uuid::Uuid::from_u128(7).to_string();
    let mut wish = till.first_pull(&feed, 10);
    wish.own = true;
    let wish = serde_json::to_value(wish).unwrap();
    let text = |value: &Value| value.to_string().trim_matches('"').to_owned();
    let wish: Vec<_> = wish.as_object().unwrap().iter().collect();
    let wish: Vec<_> = wish
        .into_iter()
        .map(|(name, value)| (name.as_str(), text(value)))
        .collect();
    let pull = parameters("/api/v1/sync/pull", "get");
    assert_eq!(pull, asked::<PullQuery>(&wish));
    let day = "2026-11-24".to_owned();
    let period = [("from", day.clone()), ("to", day)];
    let sales = parameters("/api/v1/businesses/{business}/analytics/sales", "get");
    assert_eq!(sales, asked::<Period>(&period));
    // The first request of a till has no token yet.
    let token = BTreeSet::from([("header".to_owned(), TOKEN_HEADER.to_owned(), false)]);
    assert_eq!(parameters("/api/v1/sync/hello", "post"), token);
    assert_eq!(parameters("/api/v1/sync/push", "post"), token);
}
