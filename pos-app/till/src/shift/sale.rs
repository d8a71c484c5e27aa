//! What payments add to their shifts.

use super::{from_text, to_text};
use crate::error::TillError;
use crate::lineage::Lineage;
use rusqlite::{Connection, OptionalExtension, params};
use shared::fact::FactId;
use shared::id::{SeriesId, ShiftId};
use shared::journal::{Hash, Sequence};
use shared::order::ReceiptNumber;
use shared::shift::{ShiftClosed, ShiftSale, ShiftSales, ShiftSupplemented, Takings, holds};
use std::collections::BTreeMap;

const HELD: &str = "
    select sale from shift_sale where series = ?1 and sequence = ?2 and hash = ?3";
const PUT: &str = "
    insert into shift_sale (series, sequence, hash, shift, late, sale)
    values (?1, ?2, ?3, ?4, 0, ?5)
    on conflict (series, sequence, hash) do update set sale = excluded.sale";
const SUMS: &str = "select sales from shift where id = ?1";
const SET_SUMS: &str = "update shift set sales = ?2 where id = ?1";
const OF_SHIFT: &str = "
    select series, sequence, hash, sale from shift_sale where shift = ?1";
const SET_LATE: &str = "
    update shift_sale set late = ?4
    where series = ?1 and sequence = ?2 and hash = ?3 and late <> ?4";
const ZS: &str = "select series, sequence, hash, z from shift_close where shift = ?1";
const SUPPLEMENTS: &str = "
    select series, sequence, hash, supplement from shift_supplement where shift = ?1";
const WROTE: &str = "select 1 from entry where series = ?1 and sequence = ?2 and hash = ?3";

/// Takes a payment of this till in: its row, and the sums of its shift. Nothing where it is there already.
pub fn project_sale(
    connection: &Connection,
    lineage: &Lineage,
    (fact, shift): (FactId, ShiftId),
    sale: &ShiftSale,
) -> Result<(), TillError> {
    let text = to_text(sale)?;
    let (series, at, hash) = (
        fact.series.as_bytes(),
        fact.sequence.0.cast_signed(),
        fact.hash.0,
    );
    let held: Option<String> = connection
        .prepare_cached(HELD)?
        .query_row((series, at, hash), |row| row.get(0))
        .optional()?;
    if held.as_ref() == Some(&text) {
        return Ok(());
    }
    connection
        .prepare_cached(PUT)?
        .execute(params![series, at, hash, shift.as_bytes(), text])?;
    refresh_late(connection, lineage, shift)?;
    match held {
        None => add(connection, shift, sale),
        // What was known of its order changed: the sums are made anew.
        Some(_) => set_sums(connection, shift, &sum(connection, shift)?),
    }
}

/// The running sums of a shift.
pub fn sales_of(connection: &Connection, shift: ShiftId) -> Result<ShiftSales, TillError> {
    let mut statement = connection.prepare_cached(SUMS)?;
    let text = statement.query_row((shift.as_bytes(),), |row| row.get::<_, String>(0));
    text.optional()?
        .map_or_else(|| Ok(ShiftSales::default()), |text| from_text(&text))
}

fn add(connection: &Connection, shift: ShiftId, sale: &ShiftSale) -> Result<(), TillError> {
    let mut sums = sales_of(connection, shift)?;
    sums.take(sale);
    set_sums(connection, shift, &sums)
}

fn set_sums(connection: &Connection, shift: ShiftId, sums: &ShiftSales) -> Result<(), TillError> {
    let mut statement = connection.prepare_cached(SET_SUMS)?;
    statement.execute((shift.as_bytes(), to_text(sums)?))?;
    Ok(())
}

/// The sums of a shift from its rows: only where the running ones cannot be gone on with.
pub(super) fn sum(connection: &Connection, shift: ShiftId) -> Result<ShiftSales, TillError> {
    let mut sums = ShiftSales::default();
    for (_, text) in placed(connection, OF_SHIFT, shift)? {
        sums.take(&from_text(&text)?);
    }
    Ok(sums)
}

/// The supplements of a shift.
pub(super) fn supplements_of(
    connection: &Connection,
    shift: ShiftId,
) -> Result<Vec<ShiftSupplemented>, TillError> {
    let mut supplements = Vec::new();
    for (_, text) in placed(connection, SUPPLEMENTS, shift)? {
        supplements.push(from_text::<ShiftSupplemented>(&text)?);
    }
    supplements.sort_by_key(|supplement| supplement.number);
    Ok(supplements)
}

/// What a Z or a supplement covers.
struct Report {
    takings: Takings,
    /// Whether this file itself wrote it.
    ours: bool,
}

/// The Z and the supplements of a shift; nothing before it has a Z.
fn reports_of(
    connection: &Connection,
    lineage: &Lineage,
    shift: ShiftId,
) -> Result<Vec<Report>, TillError> {
    let mut reports = Vec::new();
    for (fact, text) in placed(connection, ZS, shift)? {
        let takings = from_text::<ShiftClosed>(&text)?.takings;
        let ours = wrote(connection, lineage, fact)?;
        reports.push(Report { takings, ours });
    }
    if reports.is_empty() {
        return Ok(reports);
    }
    for (fact, text) in placed(connection, SUPPLEMENTS, shift)? {
        let takings = from_text::<ShiftSupplemented>(&text)?.takings;
        let ours = wrote(connection, lineage, fact)?;
        reports.push(Report { takings, ours });
    }
    Ok(reports)
}

/// Whether this file itself wrote this, rather than got it back from the server or from another copy of the till.
fn wrote(connection: &Connection, lineage: &Lineage, fact: FactId) -> Result<bool, TillError> {
    let closed = lineage.closed(fact.series);
    if !lineage.holds(fact.series) || closed.is_some_and(|closed| fact.sequence > closed.head) {
        return Ok(false);
    }
    let at = fact.sequence.0.cast_signed();
    let mut statement = connection.prepare_cached(WROTE)?;
    Ok(statement.exists((fact.series.as_bytes(), at, fact.hash.0))?)
}

/// Says of every sale of a shift whether it reached it after the Z; nothing before it has one. Only of sales that this
/// file itself took: another copy of the till supplements its own. A file that was put back gave the numbers of what it
/// had lost once more: of two sales with one receipt, a report that this file did not write has the other one.
pub(super) fn refresh_late(
    connection: &Connection,
    lineage: &Lineage,
    shift: ShiftId,
) -> Result<(), TillError> {
    let reports = reports_of(connection, lineage, shift)?;
    if reports.is_empty() {
        return Ok(());
    }
    let mut sales = Vec::new();
    let mut given: BTreeMap<ReceiptNumber, u32> = BTreeMap::new();
    for (fact, text) in placed(connection, OF_SHIFT, shift)? {
        let sale: ShiftSale = from_text(&text)?;
        *given.entry(sale.receipt.clone()).or_default() += 1;
        sales.push((fact, sale.receipt));
    }
    let mut statement = connection.prepare_cached(SET_LATE)?;
    for (fact, receipt) in sales {
        let twice = given.get(&receipt).is_some_and(|times| *times > 1);
        let has =
            |report: &Report| (report.ours || !twice) && holds(&report.takings.receipts, &receipt);
        let late = !reports.iter().any(has) && wrote(connection, lineage, fact)?;
        let at = fact.sequence.0.cast_signed();
        statement.execute((fact.series.as_bytes(), at, fact.hash.0, late))?;
    }
    Ok(())
}

/// Rows about a shift: the place of each, and its text.
fn placed(
    connection: &Connection,
    sql: &str,
    shift: ShiftId,
) -> Result<Vec<(FactId, String)>, TillError> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map((shift.as_bytes(),), |row| {
        let fact = FactId {
            series: SeriesId::from_bytes(row.get(0)?),
            sequence: Sequence(row.get::<_, i64>(1)?.cast_unsigned()),
            hash: Hash(row.get(2)?),
        };
        Ok((fact, row.get(3)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
