//! All files of a disk, and which of their names are durable.

use crate::chance::Chance;
use crate::contents::{Contents, Loss};
use std::collections::BTreeMap;

/// The files of a disk, by name.
#[derive(Clone, Debug, Default)]
pub struct Volume {
    files: BTreeMap<String, Contents>,
    /// Removed, but the removal is not durable: a power cut may bring them back.
    ghosts: BTreeMap<String, Contents>,
}

impl Volume {
    /// The file of this name.
    pub fn file(&self, name: &str) -> Option<&Contents> {
        self.files.get(name)
    }

    /// The file of this name, to be changed.
    pub fn file_mut(&mut self, name: &str) -> Option<&mut Contents> {
        self.files.get_mut(name)
    }

    /// The names of the files.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Bytes in all files together.
    pub fn bytes(&self) -> usize {
        self.files.values().map(|file| file.bytes().len()).sum()
    }

    /// Makes a file where there is none. Its name is not durable yet.
    pub fn make(&mut self, name: &str) {
        self.files.entry(name.to_owned()).or_default();
    }

    /// Puts a durable file there.
    pub fn put(&mut self, name: &str, bytes: Vec<u8>) {
        self.files.insert(name.to_owned(), Contents::durable(bytes));
    }

    /// Removes a file. False: there was none.
    pub fn remove(&mut self, name: &str) -> bool {
        let Some(file) = self.files.remove(name) else {
            return false;
        };
        if file.linked {
            self.ghosts.insert(name.to_owned(), file);
        }
        true
    }

    /// Makes all names durable, and all removals.
    pub fn sync_names(&mut self) {
        self.ghosts.clear();
        for file in self.files.values_mut() {
            file.linked = true;
        }
    }

    /// The disk after a power cut.
    pub fn survive(&self, loss: Loss) -> Self {
        let seed = match loss {
            Loss::Some { seed, .. } => seed,
            Loss::Everything | Loss::Nothing => 0,
        };
        let mut chance = Chance::new(seed);
        // Whether a change of the folder that was not made durable had made it.
        let made_it = |chance: &mut Chance| match loss {
            Loss::Everything => false,
            Loss::Nothing => true,
            Loss::Some { .. } => chance.percent(50),
        };
        let mut files = BTreeMap::new();
        for (name, ghost) in &self.ghosts {
            if !made_it(&mut chance) {
                files.insert(name.clone(), ghost.survive(loss, &mut chance));
            }
        }
        for (name, file) in &self.files {
            if file.linked || made_it(&mut chance) {
                files.insert(name.clone(), file.survive(loss, &mut chance));
            }
        }
        Self {
            files,
            ghosts: BTreeMap::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_there_after_a_power_cut_once_the_folder_is_synced() {
        let mut volume = Volume::default();
        volume.make("a");
        assert_eq!(volume.survive(Loss::Everything).names().count(), 0);
        assert_eq!(volume.survive(Loss::Nothing).names().count(), 1);
        volume.sync_names();
        assert_eq!(volume.survive(Loss::Everything).names().count(), 1);
        assert!(volume.remove("a") && !volume.remove("a"));
        assert_eq!(volume.survive(Loss::Everything).names().count(), 1);
        volume.sync_names();
        assert_eq!(volume.survive(Loss::Everything).names().count(), 0);
    }
}
