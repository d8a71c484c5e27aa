//! The numbered steps of the file's schema. A released step is never edited.

use crate::error::TillError;
use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

const STEPS: &[M<'_>] = &[
    M::up(include_str!("../../../../migrations/till/0001_journal.sql")),
    M::up(include_str!(
        "../../../../migrations/till/0002_projections.sql"
    )),
    M::up(include_str!(
        "../../../../migrations/till/0003_incarnations.sql"
    )),
    M::up(include_str!(
        "../../../../migrations/till/0004_witnessed.sql"
    )),
    M::up(include_str!("../../../../migrations/till/0005_proof.sql")),
    M::up(include_str!("../../../../migrations/till/0006_mended.sql")),
    M::up(include_str!(
        "../../../../migrations/till/0007_hand_back.sql"
    )),
    M::up(include_str!(
        "../../../../migrations/till/0008_witnessed_receipts.sql"
    )),
    M::up(include_str!("../../../../migrations/till/0009_token.sql")),
    M::up(include_str!(
        "../../../../migrations/till/0010_apart_clock.sql"
    )),
    M::up(include_str!("../../../../migrations/till/0011_shift.sql")),
    M::up(include_str!("../../../../migrations/till/0012_staff.sql")),
    M::up(include_str!("../../../../migrations/till/0013_refund.sql")),
    M::up(include_str!("../../../../migrations/till/0014_print.sql")),
    M::up(include_str!(
        "../../../../migrations/till/0015_match_menu.sql"
    )),
    M::up(include_str!("../../../../migrations/till/0016_tabs.sql")),
    M::up(include_str!("../../../../migrations/till/0017_kitchen.sql")),
];

/// How many steps this program knows.
pub const STEPS_KNOWN: usize = STEPS.len();

/// Whether the file has steps that this program does not know.
pub fn is_newer(connection: &Connection) -> Result<bool, TillError> {
    let version: i64 = connection.query_row("pragma user_version", [], |row| row.get(0))?;
    Ok(usize::try_from(version).is_ok_and(|version| version > STEPS.len()))
}

/// Takes the steps that the file lacks.
pub fn migrate(connection: &mut Connection) -> Result<(), TillError> {
    let version: i64 = connection.query_row("pragma user_version", [], |row| row.get(0))?;
    if usize::try_from(version).is_ok_and(|version| version == STEPS.len()) {
        return Ok(());
    }
    Migrations::from_slice(STEPS)
        .to_latest(connection)
        .map_err(|error| match error {
            rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
            other => TillError::Damaged(other.to_string()),
        })
}
