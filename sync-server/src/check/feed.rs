//! The feed of a business: a position for every entry, dense from 1, and a running hash that follows.

use super::Findings;
use crate::journal::{hash, unsigned};
use futures_util::TryStreamExt;
use shared::id::BusinessId;
use shared::journal::Hash;
use sqlx::{PgConnection, Row};

const END: &str = "SELECT latest, running FROM feed WHERE business_id = $1";
const PLACES: &str = "
    SELECT position, hash, running FROM entry WHERE business_id = $1 ORDER BY position";

/// Walks through the feed.
pub async fn walk(
    tx: &mut PgConnection,
    business: BusinessId,
    findings: &mut Findings,
) -> Result<(), sqlx::Error> {
    let end = sqlx::query(END)
        .bind(business.0)
        .fetch_optional(&mut *tx)
        .await?;
    let Some(end) = end else {
        findings.note("every business has its feed", business);
        return Ok(());
    };
    let (latest, last) = (unsigned(end.try_get("latest")?), hash(&end, "running")?);
    let (mut position, mut running) = (0, Hash::START);
    let mut rows = sqlx::query(PLACES).bind(business.0).fetch(&mut *tx);
    while let Some(row) = rows.try_next().await? {
        let found = unsigned(row.try_get("position")?);
        position += 1;
        running = running.running(hash(&row, "hash")?);
        if found != position {
            findings.note(
                "positions are dense",
                format!("{found} stands where {position} should"),
            );
            return Ok(());
        }
        if hash(&row, "running")? != running {
            findings.note("the running hash follows", format!("position {position}"));
            return Ok(());
        }
    }
    if (position, running) != (latest, last) {
        let detail = format!("the row says {latest}, the journal {position}");
        findings.note("the feed ends at its last entry", detail);
    }
    Ok(())
}
