//! A look at the whole file, on a connection of its own: beside a till that sells, never in its way.

use crate::database::Database;
use crate::device::Device;
use crate::error::{OpenError, TillError};
use crate::journal;
use crate::lineage::Lineage;
use crate::rebuild::{PROJECTIONS, rebuild};
use rusqlite::Connection;
use shared::id::SeriesId;
use shared::journal::Sequence;
use std::path::Path;

/// Looks at the file of this folder: its pages, the chain of every series, its indexes, and whether the tables that follow
/// from the journal do follow; false: they are to be filled again. An error that is damage: the file is to be mended.
pub fn examine(folder: &Path) -> Result<bool, TillError> {
    let database = Database::open_read_only(folder).map_err(|error| match error {
        OpenError::Failed(error) => error,
        OpenError::InUse(_) | OpenError::NotThere(_) => TillError::Damaged(error.to_string()),
    })?;
    // One snapshot, though a till is selling beside us.
    let snapshot = database.reader().unchecked_transaction()?;
    prove(&snapshot)?;
    if !are_indexes_whole(&snapshot)? {
        // What is looked up through them cannot be compared; with the tables they are made anew.
        return Ok(false);
    }
    let device = Device::load(&snapshot)?;
    let device = device.ok_or_else(|| TillError::Damaged("no device".to_owned()))?;
    follow(&snapshot, &Lineage::load(&snapshot, device.series)?)
}

/// Fills tables of the same names, that stand before the file's own and are in memory, and compares.
fn follow(connection: &Connection, lineage: &Lineage) -> Result<bool, TillError> {
    for table in PROJECTIONS {
        let sql = "select sql from main.sqlite_master where type = 'table' and name = ?1";
        let made: String = connection.query_row(sql, [table], |row| row.get(0))?;
        let made = made.get("create".len()..).unwrap_or_default();
        connection.execute_batch(&format!("create temp{made}"))?;
    }
    rebuild(connection, lineage, "UTC")?;
    let mut same = true;
    for table in PROJECTIONS {
        let sql = format!(
            "select exists (select * from main.{table} except select * from temp.{table})
                 or exists (select * from temp.{table} except select * from main.{table})"
        );
        let differs: bool = connection.query_row(&sql, [], |row| row.get(0))?;
        if differs {
            tracing::error!(table, "a table does not follow from the journal");
        }
        same &= !differs;
    }
    Ok(same)
}

fn prove(connection: &Connection) -> Result<(), TillError> {
    let verdict: String = connection.query_row("pragma quick_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Err(TillError::Damaged(verdict));
    }
    let mut statement = connection.prepare("select series from series")?;
    let series = statement.query_map([], |row| row.get(0).map(SeriesId::from_bytes))?;
    for series in series.collect::<Result<Vec<_>, _>>()? {
        prove_series(connection, series)?;
    }
    Ok(())
}

/// The quick check of the pages looks into no index.
fn are_indexes_whole(connection: &Connection) -> Result<bool, TillError> {
    let sql = "pragma integrity_check(1)";
    let verdict: String = connection.query_row(sql, [], |row| row.get(0))?;
    if verdict != "ok" {
        tracing::error!(%verdict, "an index does not fit its table");
    }
    Ok(verdict == "ok")
}

fn prove_series(connection: &Connection, series: SeriesId) -> Result<(), TillError> {
    let header = journal::header_of(connection, series)?;
    let header = header.ok_or_else(|| TillError::Damaged(format!("no header of {series}")))?;
    let (mut previous, mut from) = (header.hash(), Sequence(1));
    loop {
        let page = journal::entries_from(connection, series, from, 1_000)?;
        let Some((last, _)) = page.last() else {
            return Ok(());
        };
        let after = last.sequence.next();
        for (entry, hash) in page {
            if entry.sequence != from || entry.hash(&previous) != hash {
                return Err(TillError::Damaged(format!("entry {from} of {series}")));
            }
            (previous, from) = (hash, from.next());
        }
        from = after;
    }
}
