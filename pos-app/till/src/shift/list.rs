//! What is told of shifts: the drawer, X and Zs.

use super::sale::supplements_of;
use super::{fold_of, from_text, sales_of};
use crate::error::TillError;
use rusqlite::{Connection, OptionalExtension};
use shared::clock::Wall;
use shared::id::ShiftId;
use shared::money::{Currency, Money};
use shared::order::TillCode;
use shared::shift::{Drawer, Shift, ShiftClosed, ShiftSales, ShiftView, XReport, ZReport};

const LAST_Z_NUMBER: &str = "select coalesce(max(number), 0) from shift_close where till = ?1";
const LAST_ZS: &str = "
    select shift, z from shift_close where own = 1
    order by closed_ms desc, till desc, number desc limit ?1";
const ONE_Z: &str = "
    select z from shift_close where own = 1 and shift = ?1 order by closed_ms desc, number desc limit 1";
const LAST_FLOAT: &str = "
    select float from shift where float > 0 order by opened_ms desc, id desc limit 1";

/// The highest number of a Z of this code.
pub fn last_z_number(connection: &Connection, code: &TillCode) -> Result<u32, TillError> {
    let mut statement = connection.prepare_cached(LAST_Z_NUMBER)?;
    Ok(statement.query_row((&code.0,), |row| row.get(0))?)
}

/// The drawer of this till, where `open` is the shift that is open.
pub fn open_view(
    connection: &Connection,
    open: Option<ShiftId>,
    currency: Currency,
) -> Result<ShiftView, TillError> {
    let open = match open {
        Some(id) => open_drawer(connection, id)?.map(|drawer| (id, drawer)),
        None => None,
    };
    let sales = match &open {
        Some((id, _)) => sales_of(connection, *id)?,
        None => ShiftSales::default(),
    };
    let open = open.as_ref().map(|(id, drawer)| (*id, drawer, &sales));
    Ok(ShiftView::of(open, last_float(connection)?, currency))
}

/// The report of the shift that is open.
pub fn x_report(
    connection: &Connection,
    shift: ShiftId,
    wall: Wall,
) -> Result<Option<XReport>, TillError> {
    let Some(drawer) = open_drawer(connection, shift)? else {
        return Ok(None);
    };
    let sales = sales_of(connection, shift)?;
    Ok(Some(XReport::of(shift, &drawer, &sales, wall)))
}

fn open_drawer(connection: &Connection, shift: ShiftId) -> Result<Option<Drawer>, TillError> {
    Ok(match fold_of(connection, shift)?.shift() {
        Shift::Open(drawer) => Some(drawer),
        Shift::New | Shift::Closed { .. } => None,
    })
}

/// The last Zs of this till, newest first, each with its supplements.
pub fn z_reports(connection: &Connection, last: u32) -> Result<Vec<ZReport>, TillError> {
    let mut statement = connection.prepare_cached(LAST_ZS)?;
    let rows = statement.query_map((last,), |row| {
        Ok((ShiftId::from_bytes(row.get(0)?), row.get::<_, String>(1)?))
    })?;
    let mut reports = Vec::new();
    for row in rows {
        let (shift, text) = row?;
        let closed: ShiftClosed = from_text(&text)?;
        reports.push(z_with_supplements(connection, shift, closed)?);
    }
    Ok(reports)
}

/// The Z of one shift.
pub fn z_report(connection: &Connection, shift: ShiftId) -> Result<Option<ZReport>, TillError> {
    let mut statement = connection.prepare_cached(ONE_Z)?;
    let text = statement.query_row((shift.as_bytes(),), |row| row.get::<_, String>(0));
    let Some(text) = text.optional()? else {
        return Ok(None);
    };
    let closed: ShiftClosed = from_text(&text)?;
    z_with_supplements(connection, shift, closed).map(Some)
}

fn z_with_supplements(
    connection: &Connection,
    shift: ShiftId,
    closed: ShiftClosed,
) -> Result<ZReport, TillError> {
    let mut supplements = supplements_of(connection, shift)?;
    supplements.retain(|supplement| supplement.of == closed.number);
    Ok(ZReport {
        shift,
        closed,
        supplements,
    })
}

/// The float of the last shift that had one.
fn last_float(connection: &Connection) -> Result<Option<Money>, TillError> {
    let mut statement = connection.prepare_cached(LAST_FLOAT)?;
    let float = statement.query_row([], |row| row.get(0).map(Money::minor));
    Ok(float.optional()?)
}
