//! The till's one SQLite file: how it is opened, how a command's transaction begins and ends, and the only place
//! that checkpoints.
//!
//! Invariants: WAL, `synchronous=FULL`, one writer (a lock file keeps a second one out), no memory mapping. After
//! an error of the disk the file is opened again, never written to a second time.

mod checkpoint;
mod lock;
mod reserve;
mod schema;
mod wal_room;

pub use checkpoint::Checkpointer;
pub use reserve::{DISK_LOW_BYTES, RESERVE_BYTES, Reserve, disk_free};
pub use schema::{STEPS_KNOWN, is_newer, migrate};

use crate::error::{OpenError, TillError};
use lock::Lock;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use std::path::{Path, PathBuf};

/// The WAL is written back into the file above this size, whatever is going on.
const WAL_HARD_BYTES: u64 = 64 * 1024 * 1024;
/// The WAL is written back above this size at a quiet moment.
const WAL_SOFT_BYTES: u64 = 2 * 1024 * 1024;

/// The name of the till's file in its folder.
pub const FILE_NAME: &str = "till.db";

/// The open file.
pub struct Database {
    connection: Connection,
    folder: PathBuf,
    /// Made by a newer version: only read.
    newer: bool,
    lock: Option<Lock>,
    taken_up: u64,
}

impl Database {
    /// Opens the file of this folder for writing, and makes it where there is none.
    pub fn open(folder: &Path) -> Result<Self, OpenError> {
        let mut database = Self::hold(folder)?;
        database.take_up()?;
        Ok(database)
    }

    /// Takes the lock of this folder. Its file is not looked at yet.
    pub fn hold(folder: &Path) -> Result<Self, OpenError> {
        let doing = || format!("making the folder {}", folder.display());
        std::fs::create_dir_all(folder).map_err(TillError::io(doing()))?;
        let lock = Lock::take(folder)?;
        Ok(Self {
            connection: Connection::open_in_memory().map_err(TillError::from)?,
            folder: folder.to_owned(),
            newer: false,
            lock: Some(lock),
            taken_up: 0,
        })
    }

    /// Opens the file of the folder that is held.
    pub fn take_up(&mut self) -> Result<(), TillError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut connection = connect(&self.folder, flags)?;
        self.newer = is_newer(&connection)?;
        if !self.newer {
            set_up_writer(&connection)?;
            // Who wrote before may have died after a sync that failed. On a full disk, or while somebody reads, the
            // WAL stays as it is: selling comes first.
            match checkpoint::leave_no_hole(&connection) {
                Ok(()) | Err(TillError::DiskFull | TillError::Io { .. }) => {}
                Err(error) => return Err(error),
            }
            migrate(&mut connection)?;
        }
        self.connection = connection;
        self.taken_up += 1;
        Ok(())
    }

    /// Closes the file. The lock is kept.
    pub fn let_go(&mut self) -> Result<(), TillError> {
        self.connection = Connection::open_in_memory()?;
        Ok(())
    }

    /// How often the file was taken up: a connection beside this one is to another file where this has changed.
    pub const fn taken_up(&self) -> u64 {
        self.taken_up
    }

    /// Opens the file of this folder for reading, beside a till that may be running.
    pub fn open_read_only(folder: &Path) -> Result<Self, OpenError> {
        if !folder.join(FILE_NAME).is_file() {
            return Err(OpenError::NotThere(folder.display().to_string()));
        }
        let connection = connect(folder, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let newer = is_newer(&connection)?;
        Ok(Self {
            connection,
            folder: folder.to_owned(),
            newer,
            lock: None,
            taken_up: 0,
        })
    }

    /// Reads.
    pub const fn reader(&self) -> &Connection {
        &self.connection
    }

    /// The folder of the file.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether a newer version made the file.
    pub const fn is_newer(&self) -> bool {
        self.newer
    }

    /// Begins a transaction that writes.
    pub fn begin(&self) -> Result<Transaction<'_>, TillError> {
        if self.newer || self.lock.is_none() {
            return Err(TillError::NewerFile);
        }
        Ok(Transaction::new_unchecked(
            &self.connection,
            TransactionBehavior::Immediate,
        )?)
    }

    /// Commits, and writes the WAL back where it has grown beyond all bounds.
    pub fn commit(&self, transaction: Transaction<'_>) -> Result<(), TillError> {
        transaction.commit()?;
        if self.newer {
            return Ok(());
        }
        checkpoint::checkpoint_long(&self.connection, &self.folder, WAL_HARD_BYTES)
    }

    /// Writes the WAL back into the file, at a quiet moment, where it is worth it.
    pub fn checkpoint_when_worth(&self) -> Result<(), TillError> {
        if self.newer {
            return Ok(());
        }
        checkpoint::checkpoint_waiting(&self.connection, WAL_SOFT_BYTES)
    }

    /// Lays out room in the WAL, so that the taps of the day find it. Without room on the disk it is left out.
    pub fn lay_out_wal(&self) -> Result<(), TillError> {
        if self.newer || self.lock.is_none() {
            return Ok(());
        }
        wal_room::lay_out(&self.connection, &self.folder)
    }

    /// Opens the file again after a failure of the disk: what the operating system has forgotten must not be
    /// believed. The lock is kept.
    pub fn reopen(&mut self) -> Result<(), TillError> {
        let fresh = connect(&self.folder, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        set_up_writer(&fresh)?;
        checkpoint::leave_no_hole(&fresh)?;
        self.connection = fresh;
        let verdict: String = self
            .connection
            .query_row("pragma quick_check(1)", [], |row| row.get(0))?;
        if verdict == "ok" {
            Ok(())
        } else {
            Err(TillError::Damaged(verdict))
        }
    }
}

fn connect(folder: &Path, flags: OpenFlags) -> Result<Connection, TillError> {
    let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(folder.join(FILE_NAME), flags)?;
    connection.set_prepared_statement_cache_capacity(128);
    // Otherwise a statement with a bound limit is planned anew at every use, to suit the value: what is prepared once
    // is to stay prepared, and no plan of ours hangs on a value.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.execute_batch(
        "pragma busy_timeout = 5000; pragma foreign_keys = on; pragma mmap_size = 0;
         pragma cache_size = -16384; pragma temp_store = memory;",
    )?;
    Ok(connection)
}

fn set_up_writer(connection: &Connection) -> Result<(), TillError> {
    connection.execute_batch(&format!(
        "pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 0;
         pragma journal_size_limit = {};",
        wal_room::WAL_KEPT_BYTES
    ))?;
    Ok(())
}
