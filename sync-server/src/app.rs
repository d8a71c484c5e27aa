//! What every handler works with.

use crate::account::Hasher;
use crate::key::ServerKey;
use crate::live::Live;
use crate::pages::Pages;
use crate::sync::Gate;
use crate::throttle::Throttle;
use sqlx::PgPool;
use std::ops::Deref;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// The running server, shared by all requests.
#[derive(Clone, Debug)]
pub struct App(Arc<Parts>);

/// What it is made of.
#[derive(Debug)]
pub struct Parts {
    /// The database, as the server's own role.
    pub pool: PgPool,
    /// The key that co-signs what is durable.
    pub key: ServerKey,
    /// Who listens for what arrives.
    pub live: Live,
    /// Who has tried too often.
    pub throttle: Throttle,
    /// Whose push goes first.
    pub gate: Gate,
    /// Passwords are hashed here, a few at a time.
    pub hasher: Hasher,
    /// The pages it serves.
    pub pages: Pages,
}

impl App {
    /// A server of these parts.
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }

    /// Milliseconds since 1970: the one place where requests learn the time.
    pub fn now_ms(&self) -> i64 {
        now_ms()
    }
}

impl Deref for App {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}

/// Milliseconds since 1970 by the system's clock.
pub fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| {
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    })
}
