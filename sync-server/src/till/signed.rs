//! Requests that a till signed with its key: who it is, and the body it signed.

use crate::api::body::{plain, received};
use crate::api::problem::{ApiError, Reply};
use crate::app::App;
use crate::journal::bytes as fixed;
use crate::key::ServerKey;
use crate::sync::Ask;
use axum::extract::Request;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use bytes::Bytes;
use shared::id::{BusinessId, RequestId, SeriesId, TillId};
use shared::journal::{PublicKey, Signature, request_message, verify_message};
use shared::problem::ProblemCode;
use shared::sync::{REQUEST_HEADER, SERIES_HEADER, SIGNATURE_HEADER, TOKEN_HEADER};
use sqlx::{PgExecutor, Row};

const FIND: &str = "SELECT business_id, till, public_key FROM till_key WHERE series = $1";

const FIND_TILL: &str =
    "SELECT business_id FROM till_key WHERE till = $1 AND public_key = $2 LIMIT 1";

/// A till whose series is bound to a business.
#[derive(Clone, Copy, Debug)]
pub struct KnownTill {
    /// The business.
    pub business: BusinessId,
    /// The till.
    pub till: TillId,
    /// Its series.
    pub series: SeriesId,
    /// The key it signs with.
    pub key: PublicKey,
}

/// The till that writes a series.
pub async fn find(
    database: impl PgExecutor<'_>,
    series: SeriesId,
) -> Result<Option<KnownTill>, sqlx::Error> {
    let row = sqlx::query(FIND)
        .bind(series.0)
        .fetch_optional(database)
        .await?;
    let known = |row: sqlx::postgres::PgRow| {
        Ok(KnownTill {
            business: BusinessId(row.try_get("business_id")?),
            till: TillId(row.try_get("till")?),
            series,
            key: PublicKey(fixed(&row, "public_key")?),
        })
    };
    row.map(known).transpose()
}

/// The business of a till that signs with this key, whichever of its series it wrote there.
pub async fn find_till(
    database: impl PgExecutor<'_>,
    till: TillId,
    key: &PublicKey,
) -> Result<Option<BusinessId>, sqlx::Error> {
    let business = sqlx::query_scalar(FIND_TILL)
        .bind(till.0)
        .bind(key.0.as_slice())
        .fetch_optional(database)
        .await?;
    Ok(business.map(BusinessId))
}

/// A request as a till sent it.
#[derive(Debug)]
pub struct TillRequest {
    /// Everything but the body.
    pub parts: Parts,
    /// The body without its compression.
    pub body: Bytes,
    message: Vec<u8>,
    signature: Signature,
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Reply<&'a str> {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.ok_or_else(|| {
        ApiError::new(
            ProblemCode::WrongSignature,
            format!("The header {name} is missing."),
        )
    })
}

impl TillRequest {
    /// Reads a request. Whose it is, is not known yet.
    pub async fn read(request: Request) -> Reply<Self> {
        let (parts, body) = request.into_parts();
        let sent = received(body).await?;
        let signature = header(&parts.headers, SIGNATURE_HEADER)?.parse();
        let signature = signature.map_err(|_| wrong_signature())?;
        let id = header(&parts.headers, REQUEST_HEADER)?;
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        let token = match parts.headers.contains_key(TOKEN_HEADER) {
            true => Some(header(&parts.headers, TOKEN_HEADER)?),
            false => None,
        };
        let message = request_message(parts.method.as_str(), path, id, token, &sent);
        let body = plain(&parts.headers, sent)?;
        Ok(Self {
            parts,
            body,
            message,
            signature,
        })
    }

    /// The series that the request names.
    pub fn series(&self) -> Reply<SeriesId> {
        let series = header(&self.parts.headers, SERIES_HEADER)?;
        series.parse().map_err(|_| wrong_signature())
    }

    /// Which of its series' requests it says it is.
    pub fn ask<'k>(&self, key: &'k ServerKey) -> Reply<Ask<'k>> {
        let headers = &self.parts.headers;
        let request = header(headers, REQUEST_HEADER)?.parse::<RequestId>();
        let request = request.map_err(|_| ApiError::invalid("The request's id is none."))?;
        let token = match headers.contains_key(TOKEN_HEADER) {
            false => None,
            true => {
                let token = header(headers, TOKEN_HEADER)?.parse();
                Some(token.map_err(|_| ApiError::invalid("The request's token is none."))?)
            }
        };
        Ok(Ask {
            key,
            request,
            token,
        })
    }

    /// Refuses a request that this key did not sign.
    pub fn check(&self, key: &PublicKey) -> Reply<()> {
        if verify_message(key, &self.message, &self.signature) {
            Ok(())
        } else {
            Err(wrong_signature())
        }
    }

    /// The till that made it; none for a series nobody enrolled.
    pub async fn till(&self, app: &App) -> Reply<Option<KnownTill>> {
        let known = find(&app.pool, self.series()?).await?;
        if let Some(till) = &known {
            self.check(&till.key)?;
        }
        Ok(known)
    }

    /// The till that made it.
    pub async fn known_till(&self, app: &App) -> Reply<KnownTill> {
        self.till(app).await?.ok_or_else(ApiError::not_found)
    }
}

fn wrong_signature() -> ApiError {
    ApiError::new(
        ProblemCode::WrongSignature,
        "The request's signature is not the till's.",
    )
}
