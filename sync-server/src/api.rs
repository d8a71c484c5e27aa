//! The routes, and what holds for every answer.

pub mod address;
pub mod body;
pub mod problem;
mod routes;

pub use routes::{Caller, ROUTES, Route};

use crate::app::App;
use crate::{database, pages};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use problem::ApiError;
use shared::problem::ProblemCode;
use shared::sync::{PROTOCOL, PROTOCOL_HEADER};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// The tightest that lets a page load its own WebAssembly (toolchain.md).
const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; \
    base-uri 'none'; object-src 'none'; form-action 'self'";

/// The whole server as one service.
pub fn router(app: App) -> Router {
    let pages = Router::new()
        .route("/", get(pages::home))
        .route("/dashboard", get(pages::home))
        .route("/dashboard/", get(pages::serve))
        .route("/dashboard/{*path}", get(pages::serve))
        .route("/order/{*path}", get(pages::serve));
    let compression = CompressionLayer::new().quality(CompressionLevel::Fastest);
    routes::api()
        .merge(pages)
        .method_not_allowed_fallback(method_not_allowed)
        .fallback(nothing_here)
        .with_state(app)
        .layer(compression)
        .layer(middleware::from_fn(headers))
}

async fn nothing_here() -> ApiError {
    ApiError::not_found()
}

async fn method_not_allowed() -> ApiError {
    ApiError::new(
        ProblemCode::MethodNotAllowed,
        "This address does not take that method.",
    )
}

/// What every answer carries. The request's id is the caller's where it is sane, so that both sides can find it.
async fn headers(request: Request, next: Next) -> Response {
    let id = request.headers().get(&REQUEST_ID).cloned().filter(is_sane);
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if let Some(id) = id.or_else(fresh_request_id) {
        headers.insert(REQUEST_ID, id);
    }
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(PROTOCOL_HEADER, HeaderValue::from(PROTOCOL));
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

fn is_sane(id: &HeaderValue) -> bool {
    let id = id.as_bytes();
    (1..=64).contains(&id.len())
        && id
            .iter()
            .all(|sign| sign.is_ascii_alphanumeric() || *sign == b'-')
}

fn fresh_request_id() -> Option<HeaderValue> {
    let mut random = [0; 8];
    getrandom::fill(&mut random).ok()?;
    HeaderValue::from_str(&hex::encode(random)).ok()
}

/// `/healthz`: the process answers.
async fn healthz() -> &'static str {
    "ok\n"
}

/// `/readyz`: the database answers too.
async fn readyz(State(app): State<App>) -> Result<&'static str, ApiError> {
    database::ping(&app.pool).await?;
    Ok("ready\n")
}

/// `/openapi.json`.
async fn openapi() -> Response {
    let json = HeaderValue::from_static("application/json");
    (
        [(header::CONTENT_TYPE, json)],
        crate::openapi::document().to_string(),
    )
        .into_response()
}
