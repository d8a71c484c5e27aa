//! The door to PostgreSQL: who connects, as whom, and for which tenant.
//!
//! Invariants: the schema belongs to the owner's role; the server works as `cortado_app`, which owns nothing and
//! is held by row-level security; a transaction on tenant tables names its tenant when it begins.

mod dump;
mod place;
mod private;
mod replace;

pub use dump::{DumpError, Dumps};
pub use place::Lodging;
pub use private::{Held, PrivateDatabase};
pub use replace::{Aside, ReplaceError};

use shared::id::BusinessId;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor, PgConnection, PgPool};
use sqlx::{Postgres, Transaction};
use std::str::FromStr;
use std::time::Duration;
use thiserror::Error;

/// What makes the schema what it is, in order.
pub static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../migrations/server");

/// The role the server works as.
pub const APP_ROLE: &str = "cortado_app";

/// Why the database is not there.
#[derive(Debug, Error)]
pub enum DatabaseError {
    /// The address does not read.
    #[error("the database's address does not read: {0}")]
    Address(sqlx::Error),
    /// It does not answer, or not as it should.
    #[error("the database, while {doing}: {source}")]
    Sql {
        /// What was being done.
        doing: &'static str,
        /// What it said.
        source: sqlx::Error,
    },
    /// The schema could not be brought up to date.
    #[error("the database's schema: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// The private PostgreSQL cannot be run.
    #[error(transparent)]
    Private(#[from] private::PrivateError),
}

/// A statement that did not work, with what it was for.
pub(crate) fn while_doing(doing: &'static str) -> impl FnOnce(sqlx::Error) -> DatabaseError {
    move |source| DatabaseError::Sql { doing, source }
}

/// Reads a database's address.
pub fn address(url: &str) -> Result<PgConnectOptions, DatabaseError> {
    PgConnectOptions::from_str(url).map_err(DatabaseError::Address)
}

/// Brings roles and schema up to date as the owner, and answers a pool of the server's own role. The owner's address is
/// all there is: whoever could run any statement could go back to the owner's role.
pub async fn open(owner: PgConnectOptions, connections: u32) -> Result<PgPool, DatabaseError> {
    leave(prepare(&owner).await?).await?;
    pool(owner.options([("role", APP_ROLE)]), connections).await
}

/// The same on a private cluster, which trusts whoever reaches its socket: there the server's role comes in by itself, and
/// there is nothing to go back to.
pub async fn open_private(
    owner: PgConnectOptions,
    connections: u32,
) -> Result<PgPool, DatabaseError> {
    let mut connection = prepare(&owner).await?;
    let let_in = AssertSqlSafe(format!("ALTER ROLE {APP_ROLE} LOGIN"));
    connection
        .execute(let_in)
        .await
        .map_err(while_doing("letting the server's role in"))?;
    leave(connection).await?;
    pool(owner.username(APP_ROLE), connections).await
}

async fn pool(worker: PgConnectOptions, connections: u32) -> Result<PgPool, DatabaseError> {
    let worker = worker.log_statements(tracing::log::LevelFilter::Off);
    PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(5))
        .connect_with(worker)
        .await
        .map_err(while_doing("connecting"))
}

/// Makes the role that the server works as, where it is missing, and answers a connection of the owner.
async fn prepare_role(owner: &PgConnectOptions) -> Result<PgConnection, DatabaseError> {
    let mut connection = PgConnection::connect_with(owner)
        .await
        .map_err(while_doing("connecting as owner"))?;
    connection
        .execute(include_str!("database/role.sql"))
        .await
        .map_err(while_doing("preparing the server's role"))?;
    Ok(connection)
}

/// Brings roles and schema up to date, and answers the owner's connection.
async fn prepare(owner: &PgConnectOptions) -> Result<PgConnection, DatabaseError> {
    let mut connection = prepare_role(owner).await?;
    MIGRATIONS.run(&mut connection).await?;
    Ok(connection)
}

async fn leave(connection: PgConnection) -> Result<(), DatabaseError> {
    let left = connection.close().await;
    left.map_err(while_doing("leaving as owner"))
}

/// Begins a transaction of one tenant. The id is written out: `SET LOCAL` reaches the workers of a Citus cluster,
/// `set_config` does not (scale.md). A typed id cannot carry SQL.
pub async fn begin(
    pool: &PgPool,
    business: BusinessId,
) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    begun(
        pool,
        format!("BEGIN; SET LOCAL app.business_id = '{business}'"),
    )
    .await
}

/// Begins a transaction that knows no tenant yet.
pub async fn begin_without_tenant(
    pool: &PgPool,
) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    begun(pool, "BEGIN".to_owned()).await
}

/// Begins a transaction on a task of its own, to its end even if nobody waits for it any more.
///
/// A request whose client goes away is dropped wherever it stands. Dropped while its `BEGIN` is on the way, it would leave
/// the driver a connection with an open transaction that the driver knows nothing of (sqlx 0.9 rolls back only what it has
/// counted): what the next request wrote there could be taken for done and never be committed.
async fn begun(
    pool: &PgPool,
    statement: String,
) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    let pool = pool.clone();
    let beginning = tokio::spawn(async move { pool.begin_with(AssertSqlSafe(statement)).await });
    beginning.await.map_err(|_| sqlx::Error::WorkerCrashed)?
}

/// Begins a transaction of one tenant that reads one snapshot and writes nothing.
pub async fn begin_reading(
    pool: &PgPool,
    business: BusinessId,
) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    let begin = format!(
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL app.business_id = '{business}'"
    );
    begun(pool, begin).await
}

/// Makes a transaction that began without a tenant one of this tenant.
pub async fn enter(tx: &mut PgConnection, business: BusinessId) -> Result<(), sqlx::Error> {
    let enter = format!("SET LOCAL app.business_id = '{business}'");
    tx.execute(AssertSqlSafe(enter)).await.map(|_| ())
}

/// Whether the database answers.
pub async fn ping(pool: &PgPool) -> Result<(), sqlx::Error> {
    sqlx::query("SELECT 1").execute(pool).await.map(|_| ())
}
