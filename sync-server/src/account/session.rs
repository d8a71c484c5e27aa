//! Sessions: a short access token that carries its own proof, and a refresh token that changes with every use.
//!
//! Both tokens begin with the session's id. The next refresh token is derived from the one before it and the
//! server's key, so that a refresh whose answer was lost is answered the same again, for a moment; a token that
//! comes back later is a stolen one's other copy, and ends the session for both.

use crate::api::problem::{ApiError, Reply};
use crate::app::App;
use crate::database;
use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use shared::account::{AccountView, RefreshRequest, Secret};
use shared::journal::{Hash, Signature, verify_message};
use shared::problem::ProblemCode;
use sqlx::Row;
use uuid::Uuid;

/// How long an access token lives.
pub const ACCESS_SECONDS: u32 = 600;
/// How long a refresh token lives when it is not used.
pub const REFRESH_SECONDS: u32 = 30 * 86_400;
/// How long a session lives at most.
const SESSION_MS: i64 = 90 * 86_400_000;
/// How long a token that was used is answered again.
const RETRY_MS: i64 = 30_000;
const COOKIE: &str = "cortado_refresh";

const BEGIN: &str = "
    INSERT INTO session (session_id, account_id, refresh_hash, refresh_until_ms, created_ms)
    VALUES ($1, $2, $3, $4, $5)";
const LOCK: &str = "
    SELECT s.refresh_hash, s.refresh_until_ms, s.previous_hash, s.previous_until_ms, s.created_ms,
           s.ended_ms, a.email, a.name
    FROM session s JOIN account a USING (account_id) WHERE s.session_id = $1 FOR UPDATE OF s";
const ROTATE: &str = "
    UPDATE session SET previous_hash = refresh_hash, previous_until_ms = $2, refresh_hash = $3,
        refresh_until_ms = $4 WHERE session_id = $1";
const END: &str = "UPDATE session SET ended_ms = $2 WHERE session_id = $1 AND ended_ms IS NULL";

/// What a sign-in or a refresh gives out.
#[derive(Debug)]
pub struct Tokens {
    /// For the next ten minutes.
    pub access: Secret,
    /// For the next refresh.
    pub refresh: Secret,
}

/// A refresh token, read.
struct RefreshToken {
    session: Uuid,
    secret: [u8; 32],
}

impl RefreshToken {
    fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let bytes: [u8; 48] = bytes.try_into().ok()?;
        let (session, secret) = bytes.split_at(16);
        Some(Self {
            session: Uuid::from_slice(session).ok()?,
            secret: secret.try_into().ok()?,
        })
    }

    fn hash(&self) -> Hash {
        Hash::of(&self.secret)
    }

    fn next(&self, app: &App) -> Self {
        let message = [b"cortado/refresh/v1\0".as_slice(), &self.secret].concat();
        Self {
            session: self.session,
            secret: Hash::of(&app.key.sign(&message).0).0,
        }
    }

    fn text(&self) -> Secret {
        let bytes = [self.session.as_bytes().as_slice(), &self.secret].concat();
        Secret(URL_SAFE_NO_PAD.encode(bytes))
    }
}

fn access_message(session: Uuid, until_ms: i64) -> Vec<u8> {
    let until = until_ms.to_le_bytes();
    [
        b"cortado/access/v1\0".as_slice(),
        session.as_bytes(),
        &until,
    ]
    .concat()
}

fn access_token(app: &App, session: Uuid) -> Secret {
    let until_ms = app.now_ms() + i64::from(ACCESS_SECONDS) * 1_000;
    let message = access_message(session, until_ms);
    let signature = app.key.sign(&message).0;
    let until = until_ms.to_le_bytes();
    let bytes = [session.as_bytes().as_slice(), &until, &signature].concat();
    Secret(URL_SAFE_NO_PAD.encode(bytes))
}

/// The session of an access token that is ours and has not run out.
pub fn read_access_token(app: &App, text: &str) -> Option<Uuid> {
    let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
    let bytes: [u8; 88] = bytes.try_into().ok()?;
    let session = Uuid::from_slice(&bytes[..16]).ok()?;
    let until_ms = i64::from_le_bytes(bytes[16..24].try_into().ok()?);
    let signature = Signature(bytes[24..].try_into().ok()?);
    let message = access_message(session, until_ms);
    let ours = verify_message(&app.key.public(), &message, &signature);
    (ours && app.now_ms() < until_ms).then_some(session)
}

/// Begins a session.
pub async fn begin(app: &App, account: Uuid) -> Reply<Tokens> {
    let mut secret = [0; 32];
    let mut id = [0; 16];
    let random = getrandom::fill(&mut secret).and_then(|()| getrandom::fill(&mut id));
    random.map_err(|_| ApiError::new(ProblemCode::Internal, "The system gives no randomness."))?;
    let token = RefreshToken {
        session: uuid::Builder::from_random_bytes(id).into_uuid(),
        secret,
    };
    let now = app.now_ms();
    sqlx::query(BEGIN)
        .bind(token.session)
        .bind(account)
        .bind(token.hash().0.as_slice())
        .bind(now + i64::from(REFRESH_SECONDS) * 1_000)
        .bind(now)
        .execute(&app.pool)
        .await?;
    Ok(Tokens {
        access: access_token(app, token.session),
        refresh: token.text(),
    })
}

/// The next tokens for a refresh token.
pub async fn renew(app: &App, token: &Secret) -> Reply<(Tokens, AccountView)> {
    let token = RefreshToken::parse(&token.0).ok_or_else(ApiError::not_signed_in)?;
    let now = app.now_ms();
    let mut tx = database::begin_without_tenant(&app.pool).await?;
    let row = sqlx::query(LOCK)
        .bind(token.session)
        .fetch_optional(&mut *tx)
        .await?;
    let row = row.ok_or_else(ApiError::not_signed_in)?;
    let hash = token.hash();
    let is = |column: &str| -> Result<bool, sqlx::Error> {
        let held: Option<&[u8]> = row.try_get(column)?;
        Ok(held.is_some_and(|held| held == hash.0))
    };
    let ended = row.try_get::<Option<i64>, _>("ended_ms")?.is_some();
    let over = now >= row.try_get::<i64, _>("refresh_until_ms")?
        || now >= row.try_get::<i64, _>("created_ms")? + SESSION_MS;
    if ended || over {
        return Err(session_ended());
    }
    let next = token.next(app);
    if is("refresh_hash")? {
        sqlx::query(ROTATE)
            .bind(token.session)
            .bind(now + RETRY_MS)
            .bind(next.hash().0.as_slice())
            .bind(now + i64::from(REFRESH_SECONDS) * 1_000)
            .execute(&mut *tx)
            .await?;
    } else {
        let until: Option<i64> = row.try_get("previous_until_ms")?;
        let is_retry = is("previous_hash")? && until.is_some_and(|until| now < until);
        if !is_retry {
            sqlx::query(END)
                .bind(token.session)
                .bind(now)
                .execute(&mut *tx)
                .await?;
            tx.commit().await?;
            tracing::warn!(
                "a refresh token came back: session {} is ended",
                token.session
            );
            return Err(session_ended());
        }
    }
    let account = AccountView {
        email: row.try_get("email")?,
        name: row.try_get("name")?,
    };
    tx.commit().await?;
    let tokens = Tokens {
        access: access_token(app, token.session),
        refresh: next.text(),
    };
    Ok((tokens, account))
}

/// Ends the session of a refresh token, current or not.
pub async fn end(app: &App, token: &Secret) -> Reply<()> {
    if let Some(token) = RefreshToken::parse(&token.0) {
        sqlx::query(END)
            .bind(token.session)
            .bind(app.now_ms())
            .execute(&app.pool)
            .await?;
    }
    Ok(())
}

fn session_ended() -> ApiError {
    ApiError::new(
        ProblemCode::SessionEnded,
        "This session has ended. Sign in again.",
    )
}

/// The refresh token of a request: in its body, else in its cookie.
pub fn refresh_token(headers: &HeaderMap, body: RefreshRequest) -> Option<Secret> {
    if let Some(token) = body.refresh_token {
        return Some(token);
    }
    let cookies = headers.get_all(header::COOKIE).iter();
    let mut pairs = cookies
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(';'));
    pairs.find_map(|pair| {
        let value = pair.trim().strip_prefix(COOKIE)?.strip_prefix('=')?;
        Some(Secret(value.to_owned()))
    })
}

/// The cookie that holds the refresh token: no script reads it, no other site sends it.
pub fn cookie(headers: &HeaderMap, token: &str, seconds: u32) -> String {
    let proto = headers.get("x-forwarded-proto");
    let secure = if proto.is_some_and(|proto| proto == "https") {
        "; Secure"
    } else {
        ""
    };
    format!(
        "{COOKIE}={token}; Path=/api/v1/auth; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}"
    )
}
