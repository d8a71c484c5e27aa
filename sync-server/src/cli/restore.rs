//! `backup`, `restore` and `check`.
//!
//! A restore goes in this order: nobody works on the data; the backup is read into a database beside the live one;
//! its schema is brought up to date; every business gets a new feed, so that tills read anew instead of trusting
//! positions that are given again, and the cloud's series of each ends, so that its next entry stands nowhere else; sign-ins and enrolment codes that came back with it end; everything is checked;
//! only then does it take the live one's place.

use super::Place;
use super::connect::{Connection, Owner};
use crate::app::now_ms;
use crate::check::{Looked, Projections, differs, look_at_all};
use crate::database::{self, Aside, DatabaseError, DumpError, ReplaceError};
use serde_json::{Value, json};
use shared::id::BusinessId;
use sqlx::PgPool;
use std::path::Path;
use thiserror::Error;

/// Codes that may have been given to tills since the backup was made are passed over.
const NEW_FEED: &str = "
    UPDATE feed SET feed = gen_random_uuid(), tills = tills + 50,
        cloud = NULL, cloud_before = COALESCE(cloud, cloud_before) WHERE business_id = $1";
/// A token that was used up after the backup must not work again.
const END_SESSIONS: &str = "UPDATE session SET ended_ms = $1 WHERE ended_ms IS NULL";
const END_CODES: &str =
    "UPDATE enrolment_code SET until_ms = LEAST(until_ms, $1) WHERE used_by IS NULL";

/// Why nothing was backed up, or put in place.
#[derive(Debug, Error)]
pub enum RestoreError {
    /// The database is not there.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// A program of PostgreSQL failed.
    #[error(transparent)]
    Dump(#[from] DumpError),
    /// The database cannot be replaced.
    #[error(transparent)]
    Replace(#[from] ReplaceError),
    /// A statement failed.
    #[error("the database: {0}")]
    Sql(#[from] sqlx::Error),
    /// What was found is not as it must be.
    #[error("not everything is as it must be: see \"findings\"")]
    NotWell,
}

/// What a restore, or a check, found.
#[derive(Debug)]
pub struct Report {
    businesses: Vec<Looked>,
    /// Whether a backup took the live database's place; none where nothing was to.
    in_place: Option<bool>,
    /// The name under which what it replaced is kept.
    kept: Option<String>,
}

impl Report {
    /// Whether everything is as it must be.
    fn is_well(&self) -> bool {
        self.businesses.iter().all(Looked::is_well)
    }

    /// The error of a report that is not well.
    pub fn verdict(&self) -> Result<(), RestoreError> {
        match self.is_well() {
            true => Ok(()),
            false => Err(RestoreError::NotWell),
        }
    }

    /// As it is printed.
    pub fn to_json(&self) -> Value {
        let mut json = json!({ "well": self.is_well(), "businesses": self.businesses });
        if let Some(in_place) = self.in_place {
            json["in_place"] = json!(in_place);
            json["kept_as"] = json!(self.kept);
            json["look_at"] = json!([
                "tills that were revoked after the backup was made are not revoked any more",
                "tills send again what they hold and the backup lacks, as soon as they are online",
            ]);
        }
        json
    }
}

/// Writes a backup, beside a server that may be running.
pub async fn backup(file: &Path, place: &Place) -> Result<Value, RestoreError> {
    let owner = Owner::join(place).await?;
    let written = async {
        let bytes = owner.dumps().await?.write(&owner.options, file).await?;
        Ok::<_, RestoreError>(json!({ "file": file, "bytes": bytes }))
    };
    let written = written.await;
    owner.leave().await;
    written
}

/// Checks everything, beside a server that may be running.
pub async fn check(place: &Place) -> Result<Report, RestoreError> {
    let connection = Connection::open(place).await?;
    let looked = look_at_all(&connection.pool).await;
    connection.close().await;
    Ok(Report {
        businesses: looked?,
        in_place: None,
        kept: None,
    })
}

/// Puts a backup in the live database's place.
pub async fn restore(file: &Path, place: &Place) -> Result<Report, RestoreError> {
    let owner = Owner::hold(place).await?;
    let restored = restore_held(file, &owner).await;
    owner.leave().await;
    restored
}

async fn restore_held(file: &Path, owner: &Owner) -> Result<Report, RestoreError> {
    let dumps = owner.dumps().await?;
    let aside = Aside::make(owner.options.clone()).await?;
    let made = async {
        dumps.read(&aside.options(), file).await?;
        let pool = database::open(aside.options(), 4).await?;
        let looked = renew_and_look(&pool).await;
        pool.close().await;
        looked
    };
    let businesses = match made.await {
        Ok(businesses) => businesses,
        Err(error) => {
            aside.give_up().await?;
            return Err(error);
        }
    };
    let well = businesses.iter().all(Looked::is_well);
    let kept = match well {
        true => aside.take_place(now_ms()).await?,
        false => {
            aside.give_up().await?;
            None
        }
    };
    Ok(Report {
        businesses,
        in_place: Some(well),
        kept,
    })
}

/// Makes another incarnation of what was read, and checks it.
async fn renew_and_look(pool: &PgPool) -> Result<Vec<Looked>, RestoreError> {
    let now = now_ms();
    sqlx::query(END_SESSIONS).bind(now).execute(pool).await?;
    sqlx::query(END_CODES).bind(now).execute(pool).await?;
    let mut looked = look_at_all(pool).await?;
    for looked in &mut looked {
        renew(pool, looked.business).await?;
        if looked.projections == Projections::Differ {
            let mut tx = database::begin(pool, looked.business).await?;
            differs(&mut tx, pool, looked.business).await?;
            tx.commit().await?;
            looked.projections = Projections::FoldedAgain;
        }
    }
    Ok(looked)
}

async fn renew(pool: &PgPool, business: BusinessId) -> Result<(), sqlx::Error> {
    let mut tx = database::begin(pool, business).await?;
    sqlx::query(NEW_FEED)
        .bind(business.0)
        .execute(&mut *tx)
        .await?;
    tx.commit().await
}
