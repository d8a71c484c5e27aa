//! Shifts on the till: their rows, their running report, and which of them is open.
//!
//! Invariants: a row is what the fold says, whoever wrote the entries and in whatever order they came; a payment that
//! this till took is added to its shift once, within the transaction that records it; X and Z read sums, never sales.

mod late;
mod list;
mod perform;
mod project;
mod sale;

pub use list::{last_z_number, open_view, x_report, z_report, z_reports};
pub use project::project_subject;
pub use sale::{project_sale, sales_of};

use crate::error::TillError;
use crate::journal;
use crate::lineage::Lineage;
use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::event::Event;
use shared::id::{ShiftId, SubjectId};
use shared::shift::ShiftFold;

const LAST_OPEN: &str = "
    select shift.id from shift join entry on entry.series = shift.series
        and entry.sequence = shift.sequence and entry.subject = shift.id
    where shift.series = ?1 and shift.closed = 0 order by shift.sequence desc limit 1";

/// The shift that is open on this till: the last one without a Z, in the newest of its series that has any. What another
/// copy of the till opened is another drawer's, though it stands in the same series. One that has a Z may stand behind it:
/// its entries were written again, for a server that had lost them.
pub fn open_shift(
    connection: &Connection,
    lineage: &Lineage,
) -> Result<Option<ShiftId>, TillError> {
    let mut statement = connection.prepare_cached(LAST_OPEN)?;
    for series in lineage.newest_first() {
        let last = statement.query_row((series.as_bytes(),), |row| {
            row.get(0).map(ShiftId::from_bytes)
        });
        if let Some(id) = last.optional()? {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

/// Whether the file has sales and no shift: an older version of this program made it.
pub fn is_unfilled(connection: &Connection) -> Result<bool, TillError> {
    let sql = "
        select not exists (select 1 from shift)
           and exists (select 1 from orders where settle_sequence is not null)";
    Ok(connection.query_row(sql, [], |row| row.get(0))?)
}

/// Everything that the journal has about a shift.
fn fold_of(connection: &Connection, shift: ShiftId) -> Result<ShiftFold, TillError> {
    let mut fold = ShiftFold::default();
    for entry in journal::by_subject(connection, SubjectId::from(shift))? {
        if let Ok(fact) = entry.fact
            && let Event::Shift(event) = fact.event
        {
            fold.insert(fact.stamp, fact.wall, event);
        }
    }
    Ok(fold)
}

/// A value as its column holds it.
fn to_text(value: &impl Serialize) -> Result<String, TillError> {
    serde_json::to_string(value).map_err(|error| TillError::Damaged(format!("a shift: {error}")))
}

fn from_text<T: DeserializeOwned>(text: &str) -> Result<T, TillError> {
    serde_json::from_str(text).map_err(|error| TillError::Damaged(format!("a shift: {error}")))
}
