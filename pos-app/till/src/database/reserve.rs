//! Room set aside on the disk, so that the open sale still fits when everything else is full.

use fs4::FileExt;
use std::fs::File;
use std::path::{Path, PathBuf};

/// Below this much room on the disk a person is told.
pub const DISK_LOW_BYTES: u64 = 1_000_000_000;
/// How much room is set aside.
pub const RESERVE_BYTES: u64 = 16 * 1024 * 1024;

/// The file that keeps the room.
pub struct Reserve {
    path: PathBuf,
}

impl Reserve {
    /// The reserve of this folder. Nothing is written yet.
    pub fn of(folder: &Path) -> Self {
        Self {
            path: folder.join("reserve"),
        }
    }

    /// Sets the room aside where it is not, and where there is plenty of it. Without room there is no reserve: that
    /// is not an error, selling goes on.
    pub fn keep(&self) {
        let free = self.path.parent().and_then(disk_free).unwrap_or(0);
        let held = std::fs::metadata(&self.path).map_or(0, |metadata| metadata.len());
        if held >= RESERVE_BYTES || free < 8 * RESERVE_BYTES {
            return;
        }
        let kept =
            File::create(&self.path).and_then(|file| FileExt::allocate(&file, RESERVE_BYTES));
        if let Err(error) = kept {
            tracing::warn!(%error, "no room could be set aside");
            self.release();
        }
    }

    /// Gives the room back; true where there was any.
    pub fn release(&self) -> bool {
        std::fs::remove_file(&self.path).is_ok()
    }
}

/// Bytes left for us on the disk of this folder.
pub fn disk_free(folder: &Path) -> Option<u64> {
    fs4::available_space(folder).ok()
}
