//! What a proof reads of a till: its entries and its tables, as they are in the file. Nothing here writes.

use super::Till;
use crate::error::TillError;
use crate::sync::SyncState;
use crate::{journal, rebuild};
use rusqlite::types::Value;
use shared::id::SeriesId;
use shared::journal::{Entry, Hash, Sequence};
use shared::till::MissingEntries;

/// The rows of a table, column by column.
pub type Rows = Vec<Vec<Value>>;

impl Till {
    /// The series that this till writes.
    pub const fn series(&self) -> SeriesId {
        self.books.own.id
    }

    /// How far its sync has come.
    pub fn sync_state(&self) -> Result<SyncState, TillError> {
        SyncState::load(self.database.reader())
    }

    /// Up to `limit` entries of a series from a place on, each with the hash that is kept beside it.
    pub fn entries_from(
        &self,
        series: SeriesId,
        from: Sequence,
        limit: usize,
    ) -> Result<Vec<(Entry, Hash)>, TillError> {
        journal::entries_from(self.database.reader(), series, from, limit)
    }

    /// Entries that wait, those that are still to be carried over included.
    pub fn waiting(&self) -> u64 {
        self.sync_waiting()
    }

    /// Whether this entry is in the file, at its place or beside another.
    pub fn holds(&self, series: SeriesId, at: Sequence, hash: Hash) -> Result<bool, TillError> {
        let reader = self.database.reader();
        if journal::hash_at(reader, series, at)? == Some(hash) {
            return Ok(true);
        }
        journal::is_apart(reader, series, at, &hash)
    }

    /// Whether this till writes or wrote a series.
    pub fn wrote(&self, series: SeriesId) -> bool {
        self.books.lineage.holds(series)
    }

    /// What it is proved to have written and does not hold.
    pub fn missing(&self) -> Result<Vec<MissingEntries>, TillError> {
        Ok(crate::sync::missing(self.database.reader())?.entries)
    }

    /// Every row of every table that follows from the journal, by table.
    pub fn projections(&self) -> Result<Vec<(&'static str, Rows)>, TillError> {
        let table = |table: &&'static str| Ok((*table, self.rows(table)?));
        rebuild::PROJECTIONS.iter().map(table).collect()
    }

    fn rows(&self, table: &str) -> Result<Rows, TillError> {
        let sql = format!("select * from {table} order by 1, 2");
        let mut statement = self.database.reader().prepare_cached(&sql)?;
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| (0..columns).map(|at| row.get(at)).collect())?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
