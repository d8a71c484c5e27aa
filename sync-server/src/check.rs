//! Whether a business's data is what it must be: its journal, its feed, and what follows from them.
//!
//! Nothing is changed by looking. Absent on purpose: repairs. Projections can be folded again; a journal cannot.

mod feed;
mod journal;
mod projection;

pub use projection::{Projections, differs};

use crate::database;
use serde::Serialize;
use shared::id::BusinessId;
use sqlx::PgPool;
use std::fmt;

/// More of one kind than this are not listed.
const FINDINGS_MAX: usize = 100;

/// Something that is not what it must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What must hold.
    pub rule: &'static str,
    /// Where it does not.
    pub detail: String,
}

/// What was found, as it is found.
#[derive(Debug, Default)]
pub struct Findings(Vec<Finding>);

impl Findings {
    fn note(&mut self, rule: &'static str, detail: impl fmt::Display) {
        if self.0.len() < FINDINGS_MAX {
            let detail = detail.to_string();
            self.0.push(Finding { rule, detail });
        }
    }
}

/// What a look at one business found.
#[derive(Debug, Serialize)]
pub struct Looked {
    /// The business.
    pub business: BusinessId,
    /// Its name.
    pub name: String,
    /// Series in its journal.
    pub series: u64,
    /// Entries in its journal.
    pub entries: u64,
    /// When the newest of them was recorded, by its writer's clock: milliseconds since 1970.
    pub newest_ms: Option<i64>,
    /// What is not as it must be. Empty: all is well.
    pub findings: Vec<Finding>,
    /// Whether the projections are what the journal says.
    pub projections: Projections,
}

impl Looked {
    /// Whether everything is as it must be.
    pub fn is_well(&self) -> bool {
        self.findings.is_empty() && self.projections != Projections::Differ
    }
}

/// Looks at one business. Its pushes wait while the projections are compared.
pub async fn look(
    pool: &PgPool,
    business: BusinessId,
    name: String,
) -> Result<Looked, sqlx::Error> {
    let mut findings = Findings::default();
    let mut tx = database::begin_reading(pool, business).await?;
    let walked = journal::walk(&mut tx, business, &mut findings).await?;
    feed::walk(&mut tx, business, &mut findings).await?;
    tx.commit().await?;
    let projections = match findings.0.is_empty() {
        true => projection::compare(pool, business).await?,
        // What does not follow from a whole journal says nothing.
        false => Projections::NotCompared,
    };
    Ok(Looked {
        business,
        name,
        series: walked.series,
        entries: walked.entries,
        newest_ms: walked.newest_ms,
        findings: findings.0,
        projections,
    })
}

/// Looks at every business.
pub async fn look_at_all(pool: &PgPool) -> Result<Vec<Looked>, sqlx::Error> {
    let sql = "SELECT business_id, name FROM business ORDER BY business_id";
    let businesses: Vec<(uuid::Uuid, String)> = sqlx::query_as(sql).fetch_all(pool).await?;
    let mut looked = Vec::with_capacity(businesses.len());
    for (business, name) in businesses {
        looked.push(look(pool, BusinessId(business), name).await?);
    }
    Ok(looked)
}
