//! Who holds which lock of a file: SQLite's own five levels, within this process.

use rusqlite::ffi;
use std::collections::BTreeMap;

/// The locks of one file, by open handle.
#[derive(Debug, Default)]
pub struct Locks(BTreeMap<u64, i32>);

impl Locks {
    /// Raises the lock of a handle. False: another is in the way.
    pub fn raise(&mut self, handle: u64, level: i32) -> bool {
        let held = self.0.get(&handle).copied().unwrap_or(0);
        if held >= level {
            return true;
        }
        let others = self.0.iter().filter(|(other, _)| **other != handle);
        let highest = others.map(|(_, level)| *level).max().unwrap_or(0);
        let free = match level {
            ffi::SQLITE_LOCK_SHARED => highest < ffi::SQLITE_LOCK_PENDING,
            ffi::SQLITE_LOCK_RESERVED => highest < ffi::SQLITE_LOCK_RESERVED,
            _ => highest == 0,
        };
        // A writer that waits for readers keeps new ones out.
        let waits = !free && highest < ffi::SQLITE_LOCK_RESERVED;
        if free || waits && level > ffi::SQLITE_LOCK_RESERVED {
            let level = if free {
                level
            } else {
                ffi::SQLITE_LOCK_PENDING
            };
            self.0.insert(handle, level);
        }
        free
    }

    /// Lowers the lock of a handle.
    pub fn lower(&mut self, handle: u64, level: i32) {
        if level == 0 {
            self.0.remove(&handle);
        } else if let Some(held) = self.0.get_mut(&handle) {
            *held = level.min(*held);
        }
    }

    /// Whether anybody is about to write.
    pub fn is_reserved(&self) -> bool {
        self.0
            .values()
            .any(|level| *level >= ffi::SQLITE_LOCK_RESERVED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::ffi::{
        SQLITE_LOCK_EXCLUSIVE, SQLITE_LOCK_NONE, SQLITE_LOCK_RESERVED, SQLITE_LOCK_SHARED,
    };

    #[test]
    fn one_writes_while_others_read_and_nobody_reads_while_one_is_alone() {
        let mut locks = Locks::default();
        assert!(locks.raise(1, SQLITE_LOCK_SHARED) && locks.raise(2, SQLITE_LOCK_SHARED));
        assert!(locks.raise(1, SQLITE_LOCK_RESERVED) && locks.is_reserved());
        assert!(!locks.raise(2, SQLITE_LOCK_RESERVED));
        assert!(!locks.raise(1, SQLITE_LOCK_EXCLUSIVE));
        assert!(!locks.raise(3, SQLITE_LOCK_SHARED));
        locks.lower(2, SQLITE_LOCK_NONE);
        assert!(locks.raise(1, SQLITE_LOCK_EXCLUSIVE));
        assert!(!locks.raise(2, SQLITE_LOCK_SHARED));
        locks.lower(1, SQLITE_LOCK_SHARED);
        assert!(locks.raise(2, SQLITE_LOCK_SHARED));
    }
}
