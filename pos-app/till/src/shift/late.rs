//! Sales that reach a shift after its Z: the Z stays as it is, and they go into a numbered supplement. It happens where a
//! till's file was put back to before the close and sold on, and then heard of the Z.

use super::from_text;
use super::sale::{refresh_late, supplements_of};
use crate::desk::Desk;
use crate::error::TillError;
use crate::till::Till;
use rusqlite::OptionalExtension;
use shared::event::Event;
use shared::id::{ShiftId, SubjectId};
use shared::shift::{ShiftClosed, ShiftEvent, ShiftSale, ShiftSales, ShiftSupplemented, Takings};

const LATE: &str = "select shift from shift_sale where late = 1 limit 1";
/// So many at once: an entry has a limit, and a tap waits for no more than these.
const LATE_SALES: &str = "select sale from shift_sale where shift = ?1 and late = 1 limit 500";
const LAST_Z: &str = "
    select z from shift_close where shift = ?1 order by closed_ms desc, series, sequence limit 1";

impl Till {
    /// At a quiet moment: gives the late sales of one shift their supplement.
    pub(crate) fn supplement_late(&mut self) -> Result<(), TillError> {
        let reader = self.database.reader();
        let late = reader.prepare_cached(LATE)?.query_row([], |row| row.get(0));
        match late.optional()? {
            Some(shift) => self.write(|desk| desk.supplement(ShiftId::from_bytes(shift))),
            None => Ok(()),
        }
    }
}

impl Desk<'_> {
    fn supplement(&mut self, shift: ShiftId) -> Result<(), TillError> {
        let z: String = self
            .connection
            .query_row(LAST_Z, (shift.as_bytes(),), |row| row.get(0))?;
        let z: ShiftClosed = from_text(&z)?;
        let mut statement = self.connection.prepare_cached(LATE_SALES)?;
        let rows = statement.query_map((shift.as_bytes(),), |row| row.get::<_, String>(0))?;
        let mut sales = ShiftSales::default();
        for row in rows {
            sales.take(&from_text::<ShiftSale>(&row?)?);
        }
        let before = supplements_of(self.connection, shift)?;
        let last = before.iter().map(|supplement| supplement.number).max();
        let supplemented = ShiftEvent::Supplemented(Box::new(ShiftSupplemented {
            of: z.number,
            number: last.unwrap_or(0) + 1,
            takings: Takings::of(&sales),
        }));
        let subject = SubjectId::from(shift);
        let stamps = self.append(&[(subject, Event::Shift(supplemented.clone()))])?;
        for stamp in stamps {
            self.shift_happened(subject, stamp, &supplemented)?;
        }
        refresh_late(self.connection, &self.books.lineage, shift)
    }
}
