//! Who asks: extractors whose type is the permission.

use super::session::read_access_token;
use crate::api::problem::{ApiError, Reply};
use crate::app::App;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::header;
use axum::http::request::Parts;
use shared::account::AccountView;
use shared::id::BusinessId;
use sqlx::Row;
use uuid::Uuid;

const SESSION: &str = "
    SELECT a.account_id, a.email, a.name FROM session s JOIN account a USING (account_id)
    WHERE s.session_id = $1 AND s.ended_ms IS NULL";
const SESSION_OF_MEMBER: &str = "
    SELECT s.account_id, EXISTS (SELECT FROM membership m
                                 WHERE m.account_id = s.account_id AND m.business_id = $2)
    FROM session s WHERE s.session_id = $1 AND s.ended_ms IS NULL";

/// A person who is signed in.
#[derive(Debug)]
pub struct SignedIn {
    /// The account.
    pub account: Uuid,
    /// What the person may see of it.
    pub view: AccountView,
}

/// A person who is signed in and belongs to the business of the path.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// The business.
    pub business: BusinessId,
    /// The account.
    pub account: Uuid,
}

fn session_of(parts: &Parts, app: &App) -> Reply<Uuid> {
    let value = parts.headers.get(header::AUTHORIZATION);
    let token = value
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "));
    token
        .and_then(|token| read_access_token(app, token))
        .ok_or_else(ApiError::not_signed_in)
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Reply<Self> {
        let session = session_of(parts, app)?;
        let row = sqlx::query(SESSION)
            .bind(session)
            .fetch_optional(&app.pool)
            .await?;
        let row = row.ok_or_else(ApiError::not_signed_in)?;
        Ok(Self {
            account: row.try_get("account_id")?,
            view: AccountView {
                email: row.try_get("email")?,
                name: row.try_get("name")?,
            },
        })
    }
}

impl FromRequestParts<App> for Member {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Reply<Self> {
        let session = session_of(parts, app)?;
        let path = RawPathParams::from_request_parts(parts, app).await;
        let path = path.map_err(|_| ApiError::not_found())?;
        let business = path.iter().find(|(name, _)| *name == "business");
        let business: Option<BusinessId> = business.and_then(|(_, id)| id.parse().ok());
        let belongs: Option<(Uuid, bool)> = sqlx::query_as(SESSION_OF_MEMBER)
            .bind(session)
            .bind(business.map(|business| business.0))
            .fetch_optional(&app.pool)
            .await?;
        match (belongs, business) {
            (None, _) => Err(ApiError::not_signed_in()),
            (Some((account, true)), Some(business)) => Ok(Self { business, account }),
            (Some(_), _) => Err(ApiError::not_found()),
        }
    }
}
