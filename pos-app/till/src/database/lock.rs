//! Keeps a second writer out of a till's folder.

use crate::error::{OpenError, TillError};
use std::fs::{File, TryLockError};
use std::path::Path;

/// The exclusive lock of a folder; the operating system lets go of it when the process ends, however it ends.
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock, or says that another till has it.
    pub fn take(folder: &Path) -> Result<Self, OpenError> {
        let path = folder.join("till.lock");
        let doing = || format!("opening {}", path.display());
        let options = || {
            File::options()
                .create(true)
                .truncate(false)
                .write(true)
                .open(&path)
        };
        let file = options().map_err(TillError::io(doing()))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(OpenError::InUse(folder.display().to_string())),
            Err(TryLockError::Error(error)) => Err(TillError::io(doing())(error).into()),
        }
    }
}
