//! Room in the WAL that is on the disk before it is needed.
//!
//! A commit that makes the WAL longer has the file system write down its new length as well, before it answers; one
//! that fills room which is there already does not. So a WAL of its usual size is laid out when the counter opens,
//! and not shortened any more.

use super::FILE_NAME;
use crate::error::TillError;
use rusqlite::Connection;
use std::fs::File;
use std::path::Path;

/// What is laid out, and kept: more than the WAL holds between two quiet moments of a busy counter.
pub const WAL_KEPT_BYTES: u64 = 3 * 1024 * 1024;

/// Lays the room out, through SQLite alone: pages that a transaction pushes out of its cache go into the WAL, and stay
/// there as nothing that counts when it is rolled back. The WAL must have been begun anew.
pub fn lay_out(connection: &Connection, folder: &Path) -> Result<(), TillError> {
    let cache: i64 = connection.query_row("pragma cache_size", [], |row| row.get(0))?;
    connection.execute_batch("begin immediate; pragma cache_size = 50")?;
    let filled = connection
        .execute_batch("create table room (filling blob)")
        .and_then(|()| {
            connection.execute(
                "insert into room values (zeroblob(?1))",
                [WAL_KEPT_BYTES.cast_signed()],
            )
        });
    connection.execute_batch(&format!("rollback; pragma cache_size = {cache}"))?;
    filled?;
    // Otherwise the first commit would wait for all of it.
    File::open(folder.join(format!("{FILE_NAME}-wal")))
        .and_then(|wal| wal.sync_data())
        .map_err(TillError::io("laying out the WAL"))
}
