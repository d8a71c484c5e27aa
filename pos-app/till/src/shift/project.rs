//! The rows of a shift.

use super::sale::{refresh_late, sum};
use super::{fold_of, to_text};
use crate::error::TillError;
use crate::journal::{self, SubjectEntry};
use crate::lineage::Lineage;
use rusqlite::{Connection, params};
use shared::clock::Wall;
use shared::event::Event;
use shared::fact::FactId;
use shared::id::{SeriesId, ShiftId, SubjectId};
use shared::journal::{Sequence, Stamp};
use shared::shift::{Closing, Drawer, Shift, ShiftEvent, ShiftSales, Supplement};
use std::collections::BTreeSet;

const PUT: &str = "
    insert into shift (id, series, sequence, opened_ms, opened_offset, float, pay_ins, pay_outs,
                       openings, closed, sales)
    values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
    on conflict (id) do update set series = excluded.series, sequence = excluded.sequence,
        opened_ms = excluded.opened_ms, opened_offset = excluded.opened_offset,
        float = excluded.float, pay_ins = excluded.pay_ins, pay_outs = excluded.pay_outs,
        openings = excluded.openings, closed = excluded.closed, sales = excluded.sales";
const CHANGE: &str = "
    update shift set pay_ins = ?2, pay_outs = ?3, openings = ?4, closed = ?5 where id = ?1";
const PUT_CLOSE: &str = "
    insert or replace into shift_close
        (series, sequence, hash, shift, own, till, number, closed_ms, z)
    values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
const PUT_SUPPLEMENT: &str = "
    insert or replace into shift_supplement (series, sequence, hash, shift, supplement)
    values (?1, ?2, ?3, ?4, ?5)";

/// Which of the copies of a shift's opening its row names: the highest.
type Rank = (Option<usize>, Sequence, Stamp);

/// Where a shift was opened.
type Place = (SeriesId, Sequence);

/// Writes the rows of a shift from everything in the journal about it, if there is a shift.
pub fn project_subject(
    connection: &Connection,
    subject: SubjectId,
    lineage: &Lineage,
) -> Result<(), TillError> {
    let id = ShiftId(subject.0);
    let (drawer, closings, supplements) = match fold_of(connection, id)?.shift() {
        Shift::New => return Ok(()),
        Shift::Open(drawer) => (drawer, Vec::new(), Vec::new()),
        Shift::Closed {
            drawer,
            closings,
            supplements,
            ..
        } => (drawer, closings, supplements),
    };
    let closed = !closings.is_empty() || !supplements.is_empty();
    if let (Some(place), Some(opened)) = (place_of(connection, subject, lineage)?, drawer.opened) {
        let sales = sum(connection, id)?;
        put(connection, id, place, (&drawer, opened), closed, &sales)?;
    }
    for closing in &closings {
        put_close(connection, lineage, id, closing)?;
    }
    for supplement in &supplements {
        put_supplement(connection, id, supplement)?;
    }
    refresh_late(connection, lineage, id)
}

/// A shift that was opened just now.
pub(super) fn put_opened(
    connection: &Connection,
    id: ShiftId,
    stamp: Stamp,
    (drawer, opened): (&Drawer, Wall),
) -> Result<(), TillError> {
    let place = (stamp.series, stamp.sequence);
    let sales = ShiftSales::default();
    put(connection, id, place, (drawer, opened), false, &sales)
}

/// What was done with the drawer just now; its sales stay as they are.
pub(super) fn put_changed(
    connection: &Connection,
    id: ShiftId,
    drawer: &Drawer,
    closed: bool,
) -> Result<(), TillError> {
    connection.prepare_cached(CHANGE)?.execute(params![
        id.as_bytes(),
        drawer.pay_ins().to_minor(),
        drawer.pay_outs().to_minor(),
        drawer.openings(),
        closed,
    ])?;
    Ok(())
}

fn put(
    connection: &Connection,
    id: ShiftId,
    (series, sequence): Place,
    (drawer, opened): (&Drawer, Wall),
    closed: bool,
    sales: &ShiftSales,
) -> Result<(), TillError> {
    connection.prepare_cached(PUT)?.execute(params![
        id.as_bytes(),
        series.as_bytes(),
        sequence.0.cast_signed(),
        opened.ms,
        opened.offset,
        drawer.float.to_minor(),
        drawer.pay_ins().to_minor(),
        drawer.pay_outs().to_minor(),
        drawer.openings(),
        closed,
        to_text(sales)?,
    ])?;
    Ok(())
}

/// Writes the row of a Z.
pub(super) fn put_close(
    connection: &Connection,
    lineage: &Lineage,
    id: ShiftId,
    closing: &Closing,
) -> Result<(), TillError> {
    let (stamp, z) = (closing.stamp, &closing.closed);
    connection.prepare_cached(PUT_CLOSE)?.execute(params![
        stamp.series.as_bytes(),
        stamp.sequence.0.cast_signed(),
        stamp.hash.0,
        id.as_bytes(),
        lineage.holds(stamp.series),
        z.number.till.0,
        z.number.number,
        z.closed.ms,
        to_text(z)?,
    ])?;
    Ok(())
}

/// Writes the row of a supplement.
pub(super) fn put_supplement(
    connection: &Connection,
    id: ShiftId,
    supplement: &Supplement,
) -> Result<(), TillError> {
    let stamp = supplement.stamp;
    connection.prepare_cached(PUT_SUPPLEMENT)?.execute(params![
        stamp.series.as_bytes(),
        stamp.sequence.0.cast_signed(),
        stamp.hash.0,
        id.as_bytes(),
        to_text(&supplement.supplemented)?,
    ])?;
    Ok(())
}

/// Where this till itself wrote the opening last; else where it was first written.
fn place_of(
    connection: &Connection,
    shift: SubjectId,
    lineage: &Lineage,
) -> Result<Option<Place>, TillError> {
    let mut known: Option<(Rank, SeriesId)> = None;
    let entries = journal::by_subject(connection, shift)?;
    let others = others_drawers(&entries, lineage);
    for entry in entries {
        let Ok(fact) = entry.fact else { continue };
        let Event::Shift(ShiftEvent::Opened(_)) = fact.event else {
            continue;
        };
        let written = entry.written;
        let ours = !written.apart && !others.contains(&fact.stamp.fact());
        let rank = lineage.rank(written.series).filter(|_| ours);
        let (series, sequence) = match rank {
            Some(_) => (written.series, written.sequence),
            None => (fact.stamp.series, fact.stamp.sequence),
        };
        let place = (rank, sequence, fact.stamp);
        if known.as_ref().is_none_or(|(held, _)| *held < place) {
            known = Some((place, series));
        }
    }
    Ok(known.map(|((_, sequence, _), series)| (series, sequence)))
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
