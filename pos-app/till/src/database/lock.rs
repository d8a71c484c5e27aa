//! Keeps a second writer out of a till's folder.

use crate::error::{OpenError, TillError};
use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::Duration;

const TRIES: u32 = 20;
const BETWEEN: Duration = Duration::from_millis(25);

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
        for patience in (0..TRIES).rev() {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file }),
                Err(TryLockError::Error(error)) => {
                    return Err(TillError::io(doing())(error).into());
                }
                // A process that is just ending, or is just being started, may hold it for a moment more.
                Err(TryLockError::WouldBlock) if patience > 0 => std::thread::sleep(BETWEEN),
                Err(TryLockError::WouldBlock) => {}
            }
        }
        Err(OpenError::InUse(folder.display().to_string()))
    }
}
