//! The database of a command that works beside a running server, or without one.

use super::Place;
use crate::database::{self, DatabaseError, PrivateDatabase};
use sqlx::PgPool;
use std::path::Path;

/// An open database, and the private PostgreSQL behind it where we started one.
pub struct Connection {
    /// The database, as the server's own role.
    pub pool: PgPool,
    private: Option<PrivateDatabase>,
}

impl Connection {
    /// Opens the database that the arguments name.
    pub async fn open(place: &Place) -> Result<Self, DatabaseError> {
        if let Some(url) = &place.database {
            let pool = database::open(database::address(url)?, 4).await?;
            return Ok(Self {
                pool,
                private: None,
            });
        }
        let here = Path::new(".");
        let data = place.data.as_deref().unwrap_or(here);
        let private = PrivateDatabase::start_or_join(data).await?;
        match database::open(private.owner(), 4).await {
            Ok(pool) => Ok(Self {
                pool,
                private: Some(private),
            }),
            Err(error) => {
                private.stop().await;
                Err(error)
            }
        }
    }

    /// Leaves, and stops what was started.
    pub async fn close(self) {
        self.pool.close().await;
        if let Some(private) = self.private {
            private.stop().await;
        }
    }
}
