//! Bodies and queries from outside, read once, with a typed refusal for each way they can be wrong.

use super::problem::{ApiError, Reply};
use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use bytes::Bytes;
use serde::de::DeserializeOwned;
use shared::problem::ProblemCode;
use std::io::Read;

/// The largest body as it comes.
pub const BODY_MAX: usize = 2 * 1024 * 1024;
/// The largest body after decompression.
pub const PLAIN_MAX: u64 = 4 * 1024 * 1024;

/// The body as it came.
pub async fn received(body: Body) -> Reply<Bytes> {
    axum::body::to_bytes(body, BODY_MAX).await.map_err(|_| {
        ApiError::new(
            ProblemCode::TooLarge,
            "The body is above 2 MiB, or was cut off.",
        )
    })
}

/// The body without its compression.
pub fn plain(headers: &HeaderMap, body: Bytes) -> Reply<Bytes> {
    let encoding = headers.get(axum::http::header::CONTENT_ENCODING);
    match encoding.map(|encoding| encoding.as_bytes()) {
        None | Some(b"identity") => Ok(body),
        Some(b"zstd") => inflate(&body),
        Some(_) => Err(ApiError::invalid(
            "The body's encoding is not known here; use zstd.",
        )),
    }
}

fn inflate(body: &[u8]) -> Reply<Bytes> {
    let broken = |_| ApiError::invalid("The body does not decompress.");
    let decoder = zstd::Decoder::new(body).map_err(broken)?;
    let mut plain = Vec::with_capacity(body.len().saturating_mul(4).min(1 << 20));
    decoder
        .take(PLAIN_MAX + 1)
        .read_to_end(&mut plain)
        .map_err(broken)?;
    if plain.len() as u64 > PLAIN_MAX {
        return Err(ApiError::new(
            ProblemCode::TooLarge,
            "The body is above 4 MiB decompressed.",
        ));
    }
    Ok(plain.into())
}

/// The value in a JSON body.
pub fn parse<T: DeserializeOwned>(body: &[u8]) -> Reply<T> {
    serde_json::from_slice(body).map_err(|error| {
        let code = match error.classify() {
            serde_json::error::Category::Data => ProblemCode::InvalidRequest,
            serde_json::error::Category::Syntax
            | serde_json::error::Category::Eof
            | serde_json::error::Category::Io => ProblemCode::InvalidJson,
        };
        ApiError::new(code, error.to_string())
    })
}

/// A JSON body of a person's request.
#[derive(Debug)]
pub struct Json<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = ApiError;
    async fn from_request(request: Request, _: &S) -> Reply<Self> {
        let (parts, body) = request.into_parts();
        let body = plain(&parts.headers, received(body).await?)?;
        parse(&body).map(Self)
    }
}

/// A JSON body that may be left out.
#[derive(Debug)]
pub struct Optional<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Default> FromRequest<S> for Optional<T> {
    type Rejection = ApiError;
    async fn from_request(request: Request, _: &S) -> Reply<Self> {
        let (parts, body) = request.into_parts();
        let body = plain(&parts.headers, received(body).await?)?;
        if body.is_empty() {
            return Ok(Self(T::default()));
        }
        parse(&body).map(Self)
    }
}

/// A query string.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Reply<Self> {
        query(parts).map(Self)
    }
}

/// The value in a query string.
pub fn query<T: DeserializeOwned>(parts: &Parts) -> Reply<T> {
    let read = axum::extract::Query::try_from_uri(&parts.uri);
    read.map(|axum::extract::Query(value)| value)
        .map_err(|error| ApiError::invalid(error.body_text()))
}

/// A part of the path that is an id. What is no id names nothing.
#[derive(Debug)]
pub struct Path<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Reply<Self> {
        let read = axum::extract::Path::from_request_parts(parts, state).await;
        read.map(|axum::extract::Path(value)| Self(value))
            .map_err(|_| ApiError::not_found())
    }
}
