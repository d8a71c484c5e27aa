//! The disk as a test holds it, and as SQLite calls it.

mod core;

pub use self::core::{Core, Handle};

use crate::contents::Loss;
use crate::fault::{Call, Counts, Fault};
use crate::volume::Volume;
use crate::{mount, vfs};
use std::path::Path;
use std::sync::Arc;

/// A disk, mounted on a folder until it is dropped.
pub struct Disk {
    core: Arc<Core>,
}

/// The disk at one moment.
#[derive(Clone)]
pub struct Photo {
    /// What the test had last marked: what somebody had been told by then.
    pub mark: u64,
    /// The call that was about to be made.
    pub call: Call,
    volume: Volume,
}

impl Disk {
    /// Mounts an empty disk on a folder, which is made where it is not there.
    pub fn mount(folder: &Path) -> std::io::Result<Self> {
        vfs::register();
        std::fs::create_dir_all(folder)?;
        let core = Arc::new(Core::new(folder.canonicalize()?));
        mount::mount(&core);
        Ok(Self { core })
    }

    /// A failure to come.
    pub fn fail(&self, fault: Fault) {
        self.core.state().plan.add(fault);
    }

    /// No more failures; the disk has room again.
    pub fn heal(&self) {
        let mut state = self.core.state();
        state.plan.clear();
        state.capacity = None;
    }

    /// Leaves room for so many more bytes. Files of the operating system in the folder count too, as a till's
    /// reserve does: whoever removes them makes room.
    pub fn leave_room(&self, bytes: u64) {
        let mut state = self.core.state();
        state.capacity = Some(self.core.used(&state).saturating_add(bytes));
    }

    /// From now on the disk says that it synced, and did not: the medium of which nobody can promise anything.
    pub fn lie_about_syncs(&self) {
        self.core.state().lies = true;
    }

    /// Marks what somebody was told, for the pictures that come.
    pub fn mark(&self, mark: u64) {
        self.core.state().mark = mark;
    }

    /// Keeps a picture at each sync and removal from now on.
    pub fn take_photos(&self) {
        self.core.state().photos = Some(Vec::new());
    }

    /// The pictures, and takes no more. The last one is of now.
    pub fn photos(&self) -> Vec<Photo> {
        let mut state = self.core.state();
        let last = state.photo(Call::Sync);
        let mut photos = state.photos.take().unwrap_or_default();
        photos.push(last);
        photos
    }

    /// The disk as it is now.
    pub fn photo(&self) -> Photo {
        self.core.state().photo(Call::Sync)
    }

    /// How often each call was made.
    pub fn counts(&self) -> Counts {
        self.core.state().plan.counts()
    }

    /// Cuts the power: what is open fails from now on, whatever it asks.
    pub fn cut_power(&self) {
        self.core.state().dead = true;
    }

    /// Whether the power was cut.
    pub fn is_dead(&self) -> bool {
        self.core.state().dead
    }

    /// Starts again after a power cut (which it is, if there was none yet), with what survived. What was open before
    /// can only be closed.
    pub fn restart(&self, loss: Loss) {
        let photo = self.photo();
        self.restart_from(&photo, loss);
    }

    /// Starts again as if the power had been cut when the picture was taken.
    pub fn restart_from(&self, photo: &Photo, loss: Loss) {
        self.core.restart(photo.volume.survive(loss));
    }

    /// The bytes of a file.
    pub fn bytes(&self, name: &str) -> Option<Vec<u8>> {
        let state = self.core.state();
        state.volume.file(name).map(|file| file.bytes().to_vec())
    }

    /// Puts other bytes into a file, durable: damage that no call reports.
    pub fn put(&self, name: &str, bytes: Vec<u8>) {
        self.core.state().volume.put(name, bytes);
        self.core.show_in_folder();
    }

    /// The names of the files.
    pub fn names(&self) -> Vec<String> {
        let state = self.core.state();
        state.volume.names().map(str::to_owned).collect()
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        mount::unmount(self.core.folder());
    }
}
