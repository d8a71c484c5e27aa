//! The shift whose drawer is open. So far a till has one, which its first sale opens.

use crate::desk::Desk;
use crate::error::TillError;
use crate::journal::{self, SubjectEntry};
use crate::lineage::Lineage;
use rusqlite::{Connection, OptionalExtension};
use shared::event::Event;
use shared::fact::FactId;
use shared::id::{SeriesId, ShiftId, SubjectId};
use shared::journal::{Sequence, Stamp};
use shared::shift::ShiftEvent;
use std::collections::BTreeSet;

const INSERT: &str =
    "insert or replace into shift (id, series, sequence, float) values (?1, ?2, ?3, ?4)";

/// The shift that is open on this till: the last one in the newest of its series that has any. What another copy of the
/// till opened is another drawer's, though it stands in the same series.
pub fn open_shift(
    connection: &Connection,
    lineage: &Lineage,
) -> Result<Option<ShiftId>, TillError> {
    let sql = "
        select shift.id from shift join entry on entry.series = shift.series
            and entry.sequence = shift.sequence and entry.subject = shift.id
        where shift.series = ?1 order by shift.sequence desc limit 1";
    for series in lineage.newest_first() {
        let shift = connection.query_row(sql, (series.as_bytes(),), |row| row.get(0));
        if let Some(id) = shift.optional()? {
            return Ok(Some(ShiftId::from_bytes(id)));
        }
    }
    Ok(None)
}

/// Writes the row of a shift from everything in the journal about it, if there is a shift.
pub fn project_subject(
    connection: &Connection,
    shift: SubjectId,
    lineage: &Lineage,
) -> Result<(), TillError> {
    let mut known: Option<(ShiftPlace, SeriesId, ShiftEvent)> = None;
    let entries = journal::by_subject(connection, shift)?;
    let others = others_drawers(&entries, lineage);
    for entry in entries {
        let Ok(fact) = entry.fact else { continue };
        let Event::Shift(event) = fact.event else {
            continue;
        };
        let written = entry.written;
        // Where this till itself wrote it last; else where it was first written.
        let ours = !written.apart && !others.contains(&fact.stamp.fact());
        let rank = lineage.rank(written.series).filter(|_| ours);
        let (series, sequence) = match rank {
            Some(_) => (written.series, written.sequence),
            None => (fact.stamp.series, fact.stamp.sequence),
        };
        let place = (rank, sequence, fact.stamp);
        if known.as_ref().is_none_or(|(held, _, _)| *held < place) {
            known = Some((place, series, event));
        }
    }
    match known {
        Some(((_, sequence, _), series, event)) => {
            project(connection, shift, (series, sequence), &event)
        }
        None => Ok(()),
    }
}

/// The openings that this till did not do itself: it only handed them back to a server that had lost them.
fn others_drawers(entries: &[SubjectEntry], lineage: &Lineage) -> BTreeSet<FactId> {
    let facts = entries.iter().filter_map(|entry| {
        let fact = entry.fact.as_ref().ok()?.stamp.fact();
        let first = entry.written.series == fact.series && entry.written.sequence == fact.sequence;
        let closed = lineage.closed(fact.series);
        let after = closed.is_some_and(|closed| fact.sequence > closed.head);
        let others = !lineage.holds(fact.series) || first && (entry.written.apart || after);
        others.then_some(fact)
    });
    facts.collect()
}

/// Which of the copies of a shift's opening its row names: the highest.
type ShiftPlace = (Option<usize>, Sequence, Stamp);

fn project(
    connection: &Connection,
    shift: SubjectId,
    (series, sequence): (SeriesId, Sequence),
    event: &ShiftEvent,
) -> Result<(), TillError> {
    let ShiftEvent::Opened(opened) = event;
    connection.prepare_cached(INSERT)?.execute((
        shift.as_bytes(),
        series.as_bytes(),
        sequence.0.cast_signed(),
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
        project(
            self.connection,
            shift,
            (stamp.series, stamp.sequence),
            event,
        )?;
        let ShiftEvent::Opened(_) = event;
        self.books.shift = Some(ShiftId(shift.0));
        Ok(())
    }
}
