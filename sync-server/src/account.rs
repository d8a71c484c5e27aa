//! People who sign in: their passwords, their sessions, and who they are.

mod password;
mod session;
mod signed_in;

pub use password::{Hasher, PASSWORD_MIN};
pub use signed_in::{Member, SignedIn};

use crate::api::address::Address;
use crate::api::body::{Json, Optional};
use crate::api::problem::{ApiError, Reply};
use crate::app::App;
use crate::throttle::Limit;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use session::Tokens;
use shared::account::{AccountView, LoginRequest, RefreshRequest};
use shared::problem::ProblemCode;
use sqlx::{PgPool, Row};
use uuid::Uuid;

const FIND: &str =
    "SELECT account_id, email, name, password_hash FROM account WHERE lower(email) = lower($1)";
/// Wrong passwords for one account from one address. Right ones are never counted.
const LOGINS: Limit = Limit {
    failures: 10,
    window_ms: 60_000,
};

/// An account as it is stored.
#[derive(Debug)]
pub struct Account {
    /// Its id.
    pub id: Uuid,
    /// What others may see of it.
    pub view: AccountView,
    /// The hash of its password.
    pub password_hash: String,
}

/// The account of this address.
pub async fn find(pool: &PgPool, email: &str) -> Result<Option<Account>, sqlx::Error> {
    if email.contains('\0') {
        return Ok(None);
    }
    let row = sqlx::query(FIND).bind(email).fetch_optional(pool).await?;
    let account = |row: sqlx::postgres::PgRow| {
        Ok(Account {
            id: row.try_get("account_id")?,
            view: AccountView {
                email: row.try_get("email")?,
                name: row.try_get("name")?,
            },
            password_hash: row.try_get("password_hash")?,
        })
    };
    row.map(account).transpose()
}

/// `POST /api/v1/auth/login`.
pub async fn login(
    State(app): State<App>,
    caller: Address,
    headers: HeaderMap,
    Json(login): Json<LoginRequest>,
) -> Reply<Response> {
    // By address too: a stranger's wrong guesses must not keep the owner out.
    let email: String = login.email.to_lowercase().chars().take(254).collect();
    let key = format!("login {caller} {email}");
    if app.throttle.is_exhausted(&key, LOGINS, app.now_ms()) {
        let detail = "Too many wrong passwords. Wait a minute.";
        return Err(ApiError::new(ProblemCode::TooManyRequests, detail));
    }
    let account = find(&app.pool, &login.email).await?;
    let stored = account
        .as_ref()
        .map(|account| account.password_hash.clone());
    // An unknown address costs as much time as a known one.
    let fits = app.hasher.verify(login.password, stored).await;
    match account.filter(|_| fits) {
        None => {
            app.throttle.failed(&key, LOGINS, app.now_ms());
            let detail = "The e-mail or the password does not match.";
            Err(ApiError::new(ProblemCode::WrongCredentials, detail))
        }
        Some(account) => {
            app.throttle.succeeded(&key);
            let tokens = session::begin(&app, account.id).await?;
            Ok(answer(&headers, tokens, account.view))
        }
    }
}

/// `POST /api/v1/auth/refresh`. The token comes in the body or in the cookie.
pub async fn refresh(
    State(app): State<App>,
    headers: HeaderMap,
    Optional(body): Optional<RefreshRequest>,
) -> Reply<Response> {
    let token = session::refresh_token(&headers, body).ok_or_else(ApiError::not_signed_in)?;
    let (tokens, account) = session::renew(&app, &token).await?;
    Ok(answer(&headers, tokens, account))
}

/// `POST /api/v1/auth/logout`. Ends the session, wherever its tokens went.
pub async fn logout(
    State(app): State<App>,
    headers: HeaderMap,
    Optional(body): Optional<RefreshRequest>,
) -> Reply<Response> {
    if let Some(token) = session::refresh_token(&headers, body) {
        session::end(&app, &token).await?;
    }
    let cookie = session::cookie(&headers, "", 0);
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]).into_response())
}

/// `GET /api/v1/account`.
pub async fn show(signed_in: SignedIn) -> axum::Json<AccountView> {
    axum::Json(signed_in.view)
}

fn answer(headers: &HeaderMap, tokens: Tokens, account: AccountView) -> Response {
    let cookie = session::cookie(headers, &tokens.refresh.0, session::REFRESH_SECONDS);
    let body = shared::account::SignedIn {
        access_token: tokens.access,
        expires_in: session::ACCESS_SECONDS,
        refresh_token: tokens.refresh,
        account,
    };
    let no_store = (header::CACHE_CONTROL, "no-store".to_owned());
    ([(header::SET_COOKIE, cookie), no_store], axum::Json(body)).into_response()
}
