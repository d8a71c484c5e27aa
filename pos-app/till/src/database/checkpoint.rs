//! The only place that writes the WAL back into the file.
//!
//! Always passive: it waits for nobody and nobody waits for it. At a quiet moment it runs on a connection of its
//! own, so that not even a tap at that moment does.

use super::{FILE_NAME, connect, set_up_writer};
use crate::error::TillError;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;

/// Writes the WAL back once its file is longer than this.
pub fn checkpoint_long(
    connection: &Connection,
    folder: &Path,
    bytes: u64,
) -> Result<(), TillError> {
    let wal = folder.join(format!("{FILE_NAME}-wal"));
    let size = std::fs::metadata(wal).map_or(0, |metadata| metadata.len());
    if size < bytes {
        return Ok(());
    }
    checkpoint(connection)
}

/// Writes the WAL back where more than this of it is not in the file yet. Its own length says nothing of that: it is
/// kept after it was written back.
pub fn checkpoint_waiting(connection: &Connection, bytes: u64) -> Result<(), TillError> {
    let (in_wal, written_back): (i64, i64) =
        connection.query_row("pragma wal_checkpoint(noop)", [], |row| {
            Ok((row.get(1)?, row.get(2)?))
        })?;
    let page: i64 = connection.query_row("pragma page_size", [], |row| row.get(0))?;
    if (in_wal - written_back).saturating_mul(page) < bytes.cast_signed() {
        return Ok(());
    }
    checkpoint(connection)
}

fn checkpoint(connection: &Connection) -> Result<(), TillError> {
    let done = connection.query_row("pragma wal_checkpoint(passive)", [], |_| Ok(()));
    match done.map_err(TillError::from) {
        // No room to write back into: the WAL holds everything, and there is a next time.
        Err(TillError::DiskFull) => Ok(()),
        Err(TillError::Database(error))
            if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) =>
        {
            Ok(())
        }
        done => done,
    }
}

/// Writes the whole WAL back and begins it anew.
///
/// After a sync that failed, what it should have made durable can still be read, and never will be durable where it
/// stands: whatever is appended behind it would be lost with it at the next power cut. So it is written once more,
/// elsewhere, before anything is appended. An error: the file cannot be trusted yet.
pub fn leave_no_hole(connection: &Connection) -> Result<(), TillError> {
    let busy: i64 =
        connection.query_row("pragma wal_checkpoint(truncate)", [], |row| row.get(0))?;
    match busy {
        0 => Ok(()),
        // Somebody reads it: that is no damage, and passes.
        _ => Err(TillError::io("beginning the WAL anew")(
            std::io::Error::from(std::io::ErrorKind::ResourceBusy),
        )),
    }
}

/// A connection that does nothing else.
pub struct Checkpointer {
    connection: Connection,
}

impl Checkpointer {
    /// Beside the till of this folder, in the same process.
    pub fn open(folder: &Path) -> Result<Self, TillError> {
        let connection = connect(folder, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        set_up_writer(&connection)?;
        Ok(Self { connection })
    }

    /// Writes the WAL back where it is worth it.
    pub fn run(&self) -> Result<(), TillError> {
        checkpoint_waiting(&self.connection, super::WAL_SOFT_BYTES)
    }
}
