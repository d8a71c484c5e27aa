//! The API as an OpenAPI document, from the table of routes.

use crate::api::{Caller, ROUTES, Route};
use serde_json::{Map, Value, json};

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
    let mut operation = json!({
        "operationId": operation_id(route),
        "summary": route.summary,
        "parameters": parameters(route),
        "responses": {
            "200": { "description": "Done.", "content": content(route.answer) },
            "default": {
                "description": "A refusal.",
                "content": { "application/problem+json": { "schema": reference("Problem") } }
            }
        },
        "security": match route.by {
            Caller::Anybody => json!([]),
            Caller::Person => json!([{ "person": [] }]),
            Caller::Till => json!([{ "series": [], "request": [], "signature": [] }]),
        },
    });
    if let Some(body) = route.body {
        operation["requestBody"] = json!({ "content": content(body) });
    }
    operation
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
        .map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string", "format": "uuid" } }))
        .collect();
    let query: &[(&str, &str)] = match route.path {
        "/api/v1/businesses/{business}/analytics/sales" => &[("from", "date"), ("to", "date")],
        "/api/v1/sync/pull" => &[
            ("feed", "uuid"),
            ("after", "int64"),
            ("hash", "hex"),
            ("limit", "int32"),
            ("head", "int64"),
        ],
        _ => &[],
    };
    parameters.extend(query.iter().map(|(name, format)| {
        json!({ "name": name, "in": "query", "required": true, "schema": { "type": "string", "format": format } })
    }));
    parameters
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn content(schema: &str) -> Value {
    match schema {
        "text" => json!({ "text/plain": {} }),
        "events" => json!({ "text/event-stream": {} }),
        "nothing" => json!({}),
        "object" => json!({ "application/json": { "schema": { "type": "object" } } }),
        list if list.starts_with('[') => {
            let items = reference(list.trim_matches(['[', ']']));
            json!({ "application/json": { "schema": { "type": "array", "items": items } } })
        }
        name => json!({ "application/json": { "schema": reference(name) } }),
    }
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

/// The names of the schemas and of their fields. The types themselves are those of the crate `shared`.
fn schemas() -> Value {
    let mut schemas = Map::new();
    for (name, fields) in SCHEMAS {
        let fields: Map<String, Value> = fields
            .split_whitespace()
            .map(|field| (field.to_owned(), json!({})))
            .collect();
        schemas.insert(
            (*name).to_owned(),
            json!({ "type": "object", "properties": fields }),
        );
    }
    Value::Object(schemas)
}

const SCHEMAS: &[(&str, &str)] = &[
    ("Problem", "type title status detail code push currency"),
    ("Keys", "server_key fingerprint keys history"),
    ("PublicBusiness", "id name hours timezone open_now"),
    ("LoginRequest", "email password"),
    ("RefreshRequest", "refresh_token"),
    ("SignedIn", "access_token expires_in refresh_token account"),
    ("AccountView", "email name"),
    (
        "BusinessView",
        "id name currency timezone day_start tax tax_mode hours today",
    ),
    ("CreateBusiness", "name currency timezone"),
    ("OpeningHours", "weekday opens closes"),
    (
        "SalesReport",
        "currency from to orders lines units revenue average_ticket revenue_by_month revenue_by_day revenue_by_hour orders_by_day top5_by_revenue top5_by_quantity",
    ),
    (
        "AsideView",
        "till till_name till_code series sequence kind version reason detail since_ms",
    ),
    ("Reviews", "missing doubled"),
    ("CodeRequest", "name"),
    ("EnrolmentCodeView", "enrolment_code expires_in"),
    (
        "TillView",
        "id name code series enrolled_at seen_ms_ago durable waiting last_receipt last_sale_day set_aside app_version revoked_at",
    ),
    ("ChangeTill", "name"),
    (
        "EnrolRequest",
        "code header name app_version counted_in language",
    ),
    (
        "EnrolAnswer",
        "business till_code till_name feed server_key signature",
    ),
    (
        "HelloRequest",
        "protocol app_version head acknowledged samples header continues membership",
    ),
    ("HelloAnswer", "verdict feed latest durable next_token"),
    (
        "PushRequest",
        "series first_sequence previous_hash entries head_signature head",
    ),
    (
        "PushAnswer",
        "durable durable_hash applied safe latest effective_clocks set_aside server_signature next_token",
    ),
    ("PullPage", "feed headers entries cursor hash latest own"),
];
