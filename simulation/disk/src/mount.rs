//! Which folder is on which disk.

use crate::disk::Core;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

static MOUNTED: Mutex<BTreeMap<PathBuf, Arc<Core>>> = Mutex::new(BTreeMap::new());

/// Mounts a disk on its folder.
pub fn mount(core: &Arc<Core>) {
    mounted().insert(core.folder().to_owned(), Arc::clone(core));
}

/// Takes the disk of this folder away.
pub fn unmount(folder: &Path) {
    mounted().remove(folder);
}

/// The disk that a file is on, and its name there; none where it is on no disk of ours.
pub fn find(path: &Path) -> Option<(Arc<Core>, String)> {
    let core = mounted().get(path.parent()?).map(Arc::clone)?;
    Some((core, path.file_name()?.to_str()?.to_owned()))
}

fn mounted() -> MutexGuard<'static, BTreeMap<PathBuf, Arc<Core>>> {
    MOUNTED.lock().unwrap_or_else(PoisonError::into_inner)
}
