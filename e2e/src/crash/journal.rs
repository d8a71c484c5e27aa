//! What is in a till's file and in the server's tables, read past the programs.

use crate::till::Till;
use anyhow::{Context, Result, ensure};
use rusqlite::{Connection, OpenFlags};
use std::collections::HashSet;

/// A till's file, opened past the till.
pub struct TillFile(Connection);

/// Every field of an entry, as text.
pub type Line = String;

/// An entry's fields as both databases can write them: `hex` of what is bytes, numbers as they are.
const LINES: &str = "
    select sequence || '|' || group_size || '|' || group_index || '|' || clock || '|' || wall_ms || '|' ||
           wall_offset || '|' || lower(hex(author)) || '|' || lower(hex(subject)) || '|' ||
           lower(hex(kind)) || '|' || version || '|' || lower(hex(body)) || '|' || lower(hex(hash))
    from entry where series = (select series from device) and sequence > ?1 order by sequence";

impl TillFile {
    /// Opens it; none where there is no till yet.
    pub fn open(till: &Till) -> Result<Option<Self>> {
        let path = till.data().join("till.db");
        if !path.is_file() {
            return Ok(None);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(std::time::Duration::from_secs(10))?;
        let sql = "select count(*) from sqlite_schema where name = 'orders'";
        let tables: i64 = connection.query_row(sql, [], |row| row.get(0))?;
        Ok((tables > 0).then_some(Self(connection)))
    }

    /// SQLite's own verdict.
    pub fn integrity(&self) -> Result<String> {
        let verdict = self
            .0
            .query_row("pragma integrity_check", [], |row| row.get(0));
        Ok(verdict?)
    }

    /// The receipts of all paid orders, as the till prints them, and how many orders there are.
    pub fn receipts(&self) -> Result<(HashSet<String>, u64)> {
        let sql =
            "select printf('%s-%06d', receipt_till, receipt_number) from orders where settled = 1";
        let mut statement = self.0.prepare(sql)?;
        let receipts = statement.query_map([], |row| row.get::<_, String>(0))?;
        let receipts = receipts.collect::<Result<Vec<_>, _>>()?;
        let orders = receipts.len() as u64;
        Ok((receipts.into_iter().collect(), orders))
    }

    /// The till's series, in hex.
    pub fn series(&self) -> Result<String> {
        let sql = "select lower(hex(series)) from device";
        Ok(self.0.query_row(sql, [], |row| row.get(0))?)
    }

    /// The entries after this sequence.
    pub fn lines(&self, after: u64) -> Result<Vec<Line>> {
        let mut statement = self.0.prepare(LINES)?;
        let lines = statement.query_map([after.cast_signed()], |row| row.get(0))?;
        Ok(lines.collect::<Result<_, _>>()?)
    }
}

/// The server's database, asked past the server.
pub struct ServerTables<'a> {
    /// The folder of its socket.
    pub socket: &'a std::path::Path,
}

impl ServerTables<'_> {
    /// What a query answers, line by line.
    pub fn ask(&self, sql: &str) -> Result<Vec<String>> {
        let output = std::process::Command::new("psql")
            .args(["--no-psqlrc", "--tuples-only", "--no-align", "--quiet"])
            .args(["--username", "cortado_owner", "--dbname", "cortado"])
            .arg("--host")
            .arg(self.socket)
            .args(["--command", sql])
            .output()
            .context("psql cannot be started")?;
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "psql: {said}");
        let text = String::from_utf8(output.stdout)?;
        Ok(text
            .lines()
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect())
    }

    /// The entries of a series after this sequence.
    pub fn lines(&self, series: &str, after: u64) -> Result<Vec<Line>> {
        self.ask(&format!(
            "select sequence || '|' || group_size || '|' || group_index || '|' || clock || '|' || wall_ms || '|' ||
                    wall_offset || '|' || replace(author::text, '-', '') || '|' ||
                    replace(subject::text, '-', '') || '|' || encode(kind, 'hex') || '|' || version || '|' ||
                    encode(body, 'hex') || '|' || encode(hash, 'hex')
             from entry where series = '{series}' and sequence > {after} order by sequence"
        ))
    }

    /// A number.
    pub fn number(&self, sql: &str) -> Result<u64> {
        let lines = self.ask(sql)?;
        let line = lines.first().context("no row")?;
        line.parse()
            .with_context(|| format!("{line:?} is no number"))
    }
}
