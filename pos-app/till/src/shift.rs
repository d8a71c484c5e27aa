//! The shift whose drawer is open. So far a till has one, which its first sale opens.

use crate::desk::Desk;
use crate::error::TillError;
use rusqlite::{Connection, OptionalExtension};
use shared::id::{SeriesId, ShiftId, SubjectId};
use shared::journal::Stamp;
use shared::shift::ShiftEvent;

const INSERT: &str =
    "insert or replace into shift (id, series, sequence, float) values (?1, ?2, ?3, ?4)";

/// The shift that is open on the till of this series.
pub fn open_shift(connection: &Connection, own: SeriesId) -> Result<Option<ShiftId>, TillError> {
    let sql = "select id from shift where series = ?1 order by sequence desc limit 1";
    let shift = connection.query_row(sql, (own.as_bytes(),), |row| row.get(0));
    Ok(shift.optional()?.map(ShiftId::from_bytes))
}

/// Writes the row of a shift.
pub fn project(
    connection: &Connection,
    shift: SubjectId,
    stamp: Stamp,
    event: &ShiftEvent,
) -> Result<(), TillError> {
    let ShiftEvent::Opened(opened) = event;
    connection.prepare_cached(INSERT)?.execute((
        shift.as_bytes(),
        stamp.series.as_bytes(),
        stamp.sequence.0.cast_signed(),
        opened.float.to_minor(),
    ))?;
    Ok(())
}

impl Desk<'_> {
    /// Something happened to this till's shift.
    pub fn shift_happened(
        &mut self,
        shift: SubjectId,
        stamp: Stamp,
        event: &ShiftEvent,
    ) -> Result<(), TillError> {
        project(self.connection, shift, stamp, event)?;
        let ShiftEvent::Opened(_) = event;
        self.books.shift = Some(ShiftId(shift.0));
        Ok(())
    }
}
