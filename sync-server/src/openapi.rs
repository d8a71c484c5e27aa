//! The API as an OpenAPI document, from the table of routes and the table of schemas.

mod schema;
mod table;

use crate::api::{Caller, ROUTES, Route};
use schema::{fields, one_of};
use serde_json::{Map, Value, json};
use table::SCHEMAS;

/// The document.
pub fn document() -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for route in ROUTES {
        let path = paths.entry(route.path).or_insert_with(|| json!({}));
        path[route.method] = operation(route);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Cortado",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Amounts are decimal strings in major units in reports, and whole minor units in entries."
        },
        "paths": paths,
        "components": { "schemas": schemas(), "securitySchemes": security_schemes() },
    })
}

fn operation(route: &Route) -> Value {
    let mut done = json!({ "description": "Done." });
    if let Some(content) = content(route.answer) {
        done["content"] = content;
    }
    let mut operation = json!({
        "operationId": operation_id(route),
        "summary": route.summary,
        "parameters": parameters(route),
        "responses": {
            status(route): done,
            "default": {
                "description": "A refusal.",
                "content": { "application/problem+json": { "schema": one_of("Problem") } }
            }
        },
        "security": match route.by {
            Caller::Anybody => json!([]),
            Caller::Person => json!([{ "person": [] }]),
            Caller::Till => json!([{ "series": [], "request": [], "signature": [] }]),
        },
    });
    if let Some(body) = route.body {
        let required = one_of(body).get("$ref").is_none() || has_required(body);
        operation["requestBody"] = json!({ "content": content(body), "required": required });
    }
    operation
}

/// The status of an answer that is no refusal.
fn status(route: &Route) -> &'static str {
    match (route.method, route.answer) {
        ("post", "BusinessView" | "EnrolmentCodeView" | "ProductView") => "201",
        (_, "nothing") => "204",
        _ => "200",
    }
}

/// Whether anything of a schema may not be left out. Where all of it may, so may the body.
fn has_required(name: &str) -> bool {
    let shape = SCHEMAS.iter().find(|(known, _)| *known == name);
    shape.is_some_and(|(_, shape)| shape.schema().get("required").is_some())
}

fn operation_id(route: &Route) -> String {
    let words = route.path.trim_start_matches("/api/v1/");
    let signs = words.chars().filter(|sign| !matches!(sign, '{' | '}'));
    let id: String = signs
        .map(|sign| if sign.is_alphanumeric() { sign } else { '_' })
        .collect();
    format!("{}_{}", route.method, id.trim_matches('_'))
}

fn parameters(route: &Route) -> Vec<Value> {
    let in_path = route
        .path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let mut parameters: Vec<Value> = in_path
        .map(|name| json!({ "name": name, "in": "path", "required": true, "schema": one_of("uuid") }))
        .collect();
    if let Some((place, line)) = table::parameters(route.path) {
        parameters.extend(fields(line).map(|field| {
            json!({ "name": field.name, "in": place, "required": field.required, "schema": field.schema })
        }));
    }
    parameters
}

/// What is in a body, by its name in the table of routes; none where there is none.
fn content(name: &str) -> Option<Value> {
    Some(match name {
        "nothing" => return None,
        "text" => json!({ "text/plain": {} }),
        "events" => json!({ "text/event-stream": {} }),
        "object" => json!({ "application/json": { "schema": { "type": "object" } } }),
        written => json!({ "application/json": { "schema": one_of(written) } }),
    })
}

fn security_schemes() -> Value {
    let header = |name: &str| json!({ "type": "apiKey", "in": "header", "name": name });
    json!({
        "person": { "type": "http", "scheme": "bearer" },
        "series": header(shared::sync::SERIES_HEADER),
        "request": header(shared::sync::REQUEST_HEADER),
        "signature": header(shared::sync::SIGNATURE_HEADER),
    })
}

fn schemas() -> Value {
    let schema = |(name, shape): &(&str, schema::Shape)| ((*name).to_owned(), shape.schema());
    SCHEMAS.iter().map(schema).collect()
}
