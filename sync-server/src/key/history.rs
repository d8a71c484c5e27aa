//! The keys that the server has signed with, newest last: whoever holds something that it signed long ago finds here the
//! key to check it with.

use crate::api::problem::Reply;
use crate::app::App;
use crate::journal::bytes;
use axum::extract::State;
use serde::Serialize;
use shared::journal::PublicKey;
use sqlx::postgres::PgRow;
use sqlx::{PgPool, Row};

/// Replicas start at once, and a server starts often: the first one counts.
const RECORD: &str = "
    INSERT INTO server_key (public_key, first_used_ms) VALUES ($1, $2) ON CONFLICT DO NOTHING";
const LIST: &str = "
    SELECT public_key, first_used_ms FROM server_key ORDER BY first_used_ms, public_key";

/// A key that the server has signed with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UsedKey {
    /// The key.
    pub key: PublicKey,
    /// The same, for people to compare.
    pub fingerprint: String,
    /// When a server first started with it, as far as that was recorded: milliseconds since 1970.
    pub first_used_ms: i64,
}

/// What `GET /api/v1/keys` answers.
#[derive(Debug, Serialize)]
pub struct Keys {
    /// The key that it signs with now.
    pub server_key: PublicKey,
    /// The same, for people to compare.
    pub fingerprint: String,
    /// Every key that it has signed with, newest last.
    pub keys: Vec<PublicKey>,
    /// Since when, in the same order.
    pub history: Vec<UsedKey>,
}

/// Writes down that the server signs with this key from now on, unless it is known already.
pub async fn record(pool: &PgPool, key: &PublicKey, now_ms: i64) -> Result<(), sqlx::Error> {
    let recorded = sqlx::query(RECORD)
        .bind(key.0.as_slice())
        .bind(now_ms)
        .execute(pool)
        .await;
    recorded.map(|_| ())
}

/// `GET /api/v1/keys`.
pub async fn publish(State(app): State<App>) -> Reply<axum::Json<Keys>> {
    let rows = sqlx::query(LIST).fetch_all(&app.pool).await?;
    let history: Result<Vec<UsedKey>, sqlx::Error> = rows.iter().map(used).collect();
    let history = history?;
    let key = app.key.public();
    Ok(axum::Json(Keys {
        server_key: key,
        fingerprint: key.fingerprint(),
        keys: history.iter().map(|used| used.key).collect(),
        history,
    }))
}

fn used(row: &PgRow) -> Result<UsedKey, sqlx::Error> {
    let key = PublicKey(bytes(row, "public_key")?);
    Ok(UsedKey {
        key,
        fingerprint: key.fingerprint(),
        first_used_ms: row.try_get("first_used_ms")?,
    })
}
