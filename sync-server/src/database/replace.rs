//! A database that takes another one's place: made beside it, looked at, and put in its place by two names that
//! change in one transaction. What it replaces is kept under another name, never dropped.

use super::{DatabaseError, prepare_role, while_doing};
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use thiserror::Error;

const OTHERS: &str = "
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = $1 AND pid <> pg_backend_pid() AND backend_type = 'client backend'";
const IS_THERE: &str = "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)";

/// Why a database cannot be replaced.
#[derive(Debug, Error)]
pub enum ReplaceError {
    /// The database is not there.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// Somebody works on it.
    #[error("{connections} connections use the database {name}: stop the server first")]
    InUse {
        /// The database.
        name: String,
        /// How many.
        connections: i64,
    },
}

/// A database beside the one it is to replace.
#[derive(Debug)]
pub struct Aside {
    live: PgConnectOptions,
    name: String,
    aside: String,
}

/// A name as PostgreSQL takes it, whatever is in it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

impl Aside {
    /// Makes an empty database beside `live`, which nobody may be using.
    pub async fn make(live: PgConnectOptions) -> Result<Self, ReplaceError> {
        let name = live.get_database().unwrap_or("postgres").to_owned();
        let aside = format!("{name}_restoring");
        let made = Self { live, name, aside };
        let mut connection = made.maintenance().await?;
        made.refuse_in_use(&mut connection).await?;
        let aside = quoted(&made.aside);
        // Left by a restore that was cut off.
        made.run(&mut connection, format!("DROP DATABASE IF EXISTS {aside}"))
            .await?;
        let create = format!("CREATE DATABASE {aside} TEMPLATE template0");
        made.run(&mut connection, create).await?;
        close(connection).await?;
        let owner = prepare_role(&made.options()).await?;
        close(owner).await?;
        Ok(made)
    }

    /// How its owner connects to it.
    pub fn options(&self) -> PgConnectOptions {
        self.live.clone().database(&self.aside)
    }

    /// Puts it in the other one's place. Answers the name under which that one is kept; none where there was none.
    pub async fn take_place(self, now_ms: i64) -> Result<Option<String>, ReplaceError> {
        let mut connection = self.maintenance().await?;
        self.refuse_in_use(&mut connection).await?;
        let there: bool = sqlx::query_scalar(IS_THERE)
            .bind(&self.name)
            .fetch_one(&mut connection)
            .await
            .map_err(while_doing("looking for the database"))?;
        let (name, aside) = (quoted(&self.name), quoted(&self.aside));
        let kept = there.then(|| format!("{}_before_{}", self.name, now_ms / 1_000));
        let mut rename = "BEGIN;".to_owned();
        if let Some(kept) = &kept {
            let kept = quoted(kept);
            rename.push_str(&format!("ALTER DATABASE {name} RENAME TO {kept};"));
        }
        rename.push_str(&format!("ALTER DATABASE {aside} RENAME TO {name}; COMMIT"));
        self.run(&mut connection, rename).await?;
        close(connection).await?;
        Ok(kept)
    }

    /// Drops it: the other one stays where it is.
    pub async fn give_up(self) -> Result<(), ReplaceError> {
        let mut connection = self.maintenance().await?;
        let drop = format!(
            "DROP DATABASE IF EXISTS {} WITH (FORCE)",
            quoted(&self.aside)
        );
        self.run(&mut connection, drop).await?;
        close(connection).await
    }

    async fn maintenance(&self) -> Result<PgConnection, ReplaceError> {
        let postgres = self.live.clone().database("postgres");
        let connection = PgConnection::connect_with(&postgres).await;
        Ok(connection.map_err(while_doing("connecting as owner"))?)
    }

    async fn refuse_in_use(&self, connection: &mut PgConnection) -> Result<(), ReplaceError> {
        let connections: i64 = sqlx::query_scalar(OTHERS)
            .bind(&self.name)
            .fetch_one(connection)
            .await
            .map_err(while_doing("looking who works on the database"))?;
        let name = self.name.clone();
        match connections {
            0 => Ok(()),
            _ => Err(ReplaceError::InUse { name, connections }),
        }
    }

    async fn run(&self, connection: &mut PgConnection, sql: String) -> Result<(), ReplaceError> {
        let done = connection.execute(AssertSqlSafe(sql)).await;
        done.map_err(while_doing("putting a database in place"))?;
        Ok(())
    }
}

async fn close(connection: PgConnection) -> Result<(), ReplaceError> {
    Ok(connection
        .close()
        .await
        .map_err(while_doing("leaving as owner"))?)
}
