//! The disk as SQLite calls it: every call is counted, may fail, and may be the last one before the power goes.

use super::Photo;
use crate::fault::{Call, Effect, Plan};
use crate::lock::Locks;
use crate::shm::Shm;
use crate::volume::Volume;
use rusqlite::ffi;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

/// What is behind a disk.
#[derive(Debug)]
pub struct Core {
    folder: PathBuf,
    state: Mutex<State>,
}

/// What changes of it.
#[derive(Default)]
pub struct State {
    pub volume: Volume,
    pub plan: Plan,
    pub dead: bool,
    /// Says that it synced, and did not.
    pub lies: bool,
    pub capacity: Option<u64>,
    pub mark: u64,
    pub photos: Option<Vec<Photo>>,
    /// Grows at each start: handles of an earlier life are dead.
    life: u64,
    handles: u64,
    locks: BTreeMap<String, Locks>,
    shared: BTreeMap<String, Weak<Shm>>,
    /// The hollow files in the folder, open: each write that makes one longer is seen there.
    shown: BTreeMap<String, File>,
}

/// An open file.
#[derive(Debug)]
pub struct Handle {
    core: Arc<Core>,
    name: String,
    number: u64,
    life: u64,
    remove_at_close: bool,
    shm: Option<Arc<Shm>>,
}

/// What a call answers: SQLite's code where it fails.
pub type Answer<T> = Result<T, i32>;

impl Core {
    pub fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            state: Mutex::default(),
        }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Another life, with these files.
    pub fn restart(&self, volume: Volume) {
        let mut state = self.state();
        let gone: Vec<String> = state.volume.names().map(str::to_owned).collect();
        for name in gone.iter().filter(|name| volume.file(name).is_none()) {
            self.hide(&mut state, name);
        }
        let (handles, life) = (state.handles, state.life + 1);
        *state = State {
            volume,
            handles,
            life,
            ..State::default()
        };
        drop(state);
        self.show_in_folder();
    }

    /// Opens a file, and makes it where it may.
    pub fn open(self: &Arc<Self>, name: &str, flags: i32) -> Answer<Handle> {
        let mut state = self.state();
        state.meet(Call::Open, ffi::SQLITE_CANTOPEN)?;
        if state.volume.file(name).is_none() {
            if flags & ffi::SQLITE_OPEN_CREATE == 0 {
                return Err(ffi::SQLITE_CANTOPEN);
            }
            state.volume.make(name);
            self.show(&mut state, name, 0);
        }
        state.handles += 1;
        Ok(Handle {
            core: Arc::clone(self),
            name: name.to_owned(),
            number: state.handles,
            life: state.life,
            remove_at_close: flags & ffi::SQLITE_OPEN_DELETEONCLOSE != 0,
            shm: None,
        })
    }

    /// Removes a file.
    pub fn remove(&self, name: &str, durably: bool) -> Answer<()> {
        let mut state = self.state();
        state.keep_photo(Call::Delete);
        state.meet(Call::Delete, ffi::SQLITE_IOERR_DELETE)?;
        if !state.volume.remove(name) {
            return Err(ffi::SQLITE_IOERR_DELETE_NOENT);
        }
        self.hide(&mut state, name);
        if durably {
            state.volume.sync_names();
        }
        Ok(())
    }

    /// Whether a file is there. SQLite takes an empty file for none.
    pub fn has(&self, name: &str) -> bool {
        self.state().volume.file(name).is_some()
    }

    /// Bytes of the disk that are used: by its own files, and by those that the operating system has in the folder.
    pub fn used(&self, state: &State) -> u64 {
        let others = std::fs::read_dir(&self.folder).into_iter().flatten();
        let others = others.filter_map(Result::ok).filter(|entry| {
            let name = entry.file_name();
            state.volume.file(&name.to_string_lossy()).is_none()
        });
        let others: u64 = others
            .filter_map(|entry| entry.metadata().ok())
            .map(|metadata| metadata.len())
            .sum();
        others + u64::try_from(state.volume.bytes()).unwrap_or(u64::MAX)
    }

    /// A hollow file in the folder for each of the disk's.
    pub fn show_in_folder(&self) {
        let mut state = self.state();
        let lengths = |name: &str| state.volume.file(name).map_or(0, |file| file.bytes().len());
        let files = state.volume.names();
        let files: Vec<_> = files.map(|name| (name.to_owned(), lengths(name))).collect();
        for (name, length) in files {
            self.show(&mut state, &name, length);
        }
    }

    fn show(&self, state: &mut State, name: &str, length: usize) {
        let length = u64::try_from(length).unwrap_or(u64::MAX);
        // Only what can be seen from outside hangs on it, and a test that looks there fails.
        let _ = match state.shown.entry(name.to_owned()) {
            Entry::Occupied(file) => file.get().set_len(length),
            Entry::Vacant(place) => {
                let mut options = File::options();
                let options = options.create(true).truncate(false).write(true);
                let file = options.open(self.folder.join(name));
                file.and_then(|file| place.insert(file).set_len(length))
            }
        };
    }

    fn hide(&self, state: &mut State, name: &str) {
        state.shown.remove(name);
        // As above.
        let _ = std::fs::remove_file(self.folder.join(name));
    }
}

impl std::fmt::Debug for State {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("State")
            .field("plan", &self.plan)
            .finish_non_exhaustive()
    }
}

impl State {
    pub fn photo(&self, call: Call) -> Photo {
        Photo {
            mark: self.mark,
            call,
            volume: self.volume.clone(),
        }
    }

    fn keep_photo(&mut self, call: Call) {
        if self.photos.is_some() && !self.dead {
            let photo = self.photo(call);
            self.photos.get_or_insert_default().push(photo);
        }
    }

    /// Counts a call; fails with `code` where it is to fail.
    fn meet(&mut self, call: Call, code: i32) -> Answer<()> {
        match self.effect(call) {
            None => Ok(()),
            Some(_) => Err(code),
        }
    }

    fn effect(&mut self, call: Call) -> Option<Effect> {
        if self.dead {
            return Some(Effect::PowerCut);
        }
        let effect = self.plan.meet(call);
        self.dead = effect == Some(Effect::PowerCut);
        effect
    }
}

impl Handle {
    fn state(&self) -> Answer<MutexGuard<'_, State>> {
        let state = self.core.state();
        if state.life == self.life {
            Ok(state)
        } else {
            Err(ffi::SQLITE_IOERR)
        }
    }

    /// Fills the buffer from `at` on; what is beyond the end becomes zero. True: all of it was there.
    pub fn read(&self, at: usize, buffer: &mut [u8]) -> Answer<bool> {
        let mut state = self.state()?;
        state.meet(Call::Read, ffi::SQLITE_IOERR_READ)?;
        let file = state
            .volume
            .file(&self.name)
            .ok_or(ffi::SQLITE_IOERR_READ)?;
        let found = file.bytes().get(at..).unwrap_or_default();
        let length = found.len().min(buffer.len());
        buffer[..length].copy_from_slice(&found[..length]);
        buffer[length..].fill(0);
        Ok(length == buffer.len())
    }

    /// Writes, without making durable.
    pub fn write(&self, at: usize, bytes: &[u8]) -> Answer<()> {
        let mut state = self.state()?;
        let effect = state.effect(Call::Write);
        let (fits, outcome) = match effect {
            None => (
                self.room_for(&state, at, bytes.len()),
                Err(ffi::SQLITE_FULL),
            ),
            Some(Effect::Short) => (bytes.len() / 2, Err(ffi::SQLITE_FULL)),
            Some(Effect::Full) => (0, Err(ffi::SQLITE_FULL)),
            Some(Effect::Broken | Effect::PowerCut) => (0, Err(ffi::SQLITE_IOERR_WRITE)),
        };
        let file = state.volume.file_mut(&self.name);
        let file = file.ok_or(ffi::SQLITE_IOERR_WRITE)?;
        let before = file.bytes().len();
        if fits > 0 {
            file.write(at, &bytes[..fits]);
        }
        let length = file.bytes().len();
        if length != before {
            self.core.show(&mut state, &self.name, length);
        }
        if fits == bytes.len() { Ok(()) } else { outcome }
    }

    /// How many of so many bytes still fit.
    fn room_for(&self, state: &State, at: usize, length: usize) -> usize {
        let held = state.volume.file(&self.name);
        let held = held.map_or(0, |file| file.bytes().len());
        let grows = (at + length).saturating_sub(held);
        let (Some(capacity), true) = (state.capacity, grows > 0) else {
            return length;
        };
        let free = capacity.saturating_sub(self.core.used(state));
        let lacks = grows.saturating_sub(usize::try_from(free).unwrap_or(usize::MAX));
        length.saturating_sub(lacks)
    }

    /// Cuts the file off, or makes it longer.
    pub fn set_length(&self, length: usize) -> Answer<()> {
        let mut state = self.state()?;
        state.meet(Call::Truncate, ffi::SQLITE_IOERR_TRUNCATE)?;
        let file = state.volume.file_mut(&self.name);
        file.ok_or(ffi::SQLITE_IOERR_TRUNCATE)?.set_length(length);
        self.core.show(&mut state, &self.name, length);
        Ok(())
    }

    /// Makes durable what was written, and the names in the folder with the first sync of a file that is new there,
    /// as SQLite does it on Unix.
    pub fn sync(&self) -> Answer<()> {
        let mut state = self.state()?;
        state.keep_photo(Call::Sync);
        let effect = state.effect(Call::Sync);
        let lies = state.lies;
        let file = state.volume.file_mut(&self.name);
        let file = file.ok_or(ffi::SQLITE_IOERR_FSYNC)?;
        match effect {
            None if lies => return Ok(()),
            None => file.sync(),
            Some(Effect::PowerCut) => return Err(ffi::SQLITE_IOERR_FSYNC),
            Some(Effect::Broken | Effect::Full | Effect::Short) => {
                file.fail_sync();
                return Err(ffi::SQLITE_IOERR_FSYNC);
            }
        }
        let is_journal = self.name.ends_with("-wal") || self.name.ends_with("-journal");
        if is_journal && !file.linked {
            state.volume.sync_names();
        }
        Ok(())
    }

    /// The length of the file.
    pub fn length(&self) -> Answer<usize> {
        let state = self.state()?;
        let file = state.volume.file(&self.name);
        Ok(file.ok_or(ffi::SQLITE_IOERR_FSTAT)?.bytes().len())
    }

    /// Raises the lock. False: another is in the way.
    pub fn lock(&self, level: i32) -> Answer<bool> {
        let mut state = self.state()?;
        let locks = state.locks.entry(self.name.clone()).or_default();
        Ok(locks.raise(self.number, level))
    }

    /// Lowers the lock.
    pub fn unlock(&self, level: i32) {
        if let Ok(mut state) = self.state()
            && let Some(locks) = state.locks.get_mut(&self.name)
        {
            locks.lower(self.number, level);
        }
    }

    /// Whether anybody is about to write.
    pub fn is_reserved(&self) -> Answer<bool> {
        let state = self.state()?;
        Ok(state.locks.get(&self.name).is_some_and(Locks::is_reserved))
    }

    /// The shared memory of this file.
    pub fn shm(&mut self) -> Answer<&Shm> {
        if self.shm.is_none() {
            let shared = {
                let mut state = self.state()?;
                let shared = state.shared.entry(self.name.clone()).or_default();
                shared.upgrade().unwrap_or_else(|| {
                    let fresh = Arc::new(Shm::default());
                    *shared = Arc::downgrade(&fresh);
                    fresh
                })
            };
            self.shm = Some(shared);
        }
        self.shm.as_deref().ok_or(ffi::SQLITE_IOERR_SHMMAP)
    }

    /// The shared memory, where this handle has it already, and the number its locks go by.
    pub fn mapped(&self) -> Option<(&Shm, u64)> {
        self.shm.as_deref().map(|shm| (shm, self.number))
    }

    /// Lets go of the shared memory.
    pub fn leave_shm(&mut self) {
        if let Some(shm) = self.shm.take() {
            shm.leave(self.number);
        }
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.leave_shm();
        self.unlock(0);
        if self.remove_at_close {
            // A file that is only there while it is open; after a power cut nobody misses it.
            let _ = self.core.remove(&self.name, false);
        }
    }
}
