//! One file: what can be read of it, what is durable of it, and the changes between the two.

use crate::chance::Chance;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a disk writes at once, or not at all.
pub const SECTOR_BYTES: usize = 512;

/// What a power cut does to what was written and not synced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// All of it is gone.
    Everything,
    /// All of it had made it. So it is when a program dies and the machine goes on.
    Nothing,
    /// Of each sector any state since the last sync may be there, the last one in so many of a hundred cases. With
    /// `torn`, one write breaks off inside a sector.
    Some {
        /// Decides.
        seed: u64,
        /// How likely the newest state of a sector is.
        newest_percent: u8,
        /// Whether one write breaks off inside a sector.
        torn: bool,
    },
}

impl Loss {
    /// Eight losses that differ: everything, nothing, and six subsets from a seed.
    pub fn eight(seed: u64) -> [Self; 8] {
        let some = |index: u64, newest_percent, torn| Self::Some {
            seed: seed.wrapping_mul(8).wrapping_add(index),
            newest_percent,
            torn,
        };
        [
            Self::Everything,
            Self::Nothing,
            some(2, 10, false),
            some(3, 50, false),
            some(4, 50, true),
            some(5, 90, false),
            some(6, 90, true),
            some(7, 98, true),
        ]
    }
}

#[derive(Clone, Debug)]
enum Change {
    Write { at: usize, bytes: Arc<[u8]> },
    Length(usize),
}

/// A file.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    current: Arc<Vec<u8>>,
    stable: Arc<Vec<u8>>,
    pending: Vec<Change>,
    /// Whether its name is durable in the folder.
    pub linked: bool,
}

impl Contents {
    /// A file that holds this and is durable.
    pub fn durable(bytes: Vec<u8>) -> Self {
        let bytes = Arc::new(bytes);
        Self {
            current: Arc::clone(&bytes),
            stable: bytes,
            pending: Vec::new(),
            linked: true,
        }
    }

    /// What can be read.
    pub fn bytes(&self) -> &[u8] {
        &self.current
    }

    /// Writes, without making durable.
    pub fn write(&mut self, at: usize, bytes: &[u8]) {
        put(Arc::make_mut(&mut self.current), at, bytes);
        self.pending.push(Change::Write {
            at,
            bytes: bytes.into(),
        });
    }

    /// Sets the length, without making it durable.
    pub fn set_length(&mut self, length: usize) {
        Arc::make_mut(&mut self.current).resize(length, 0);
        self.pending.push(Change::Length(length));
    }

    /// Makes durable what was written.
    pub fn sync(&mut self) {
        let stable = Arc::make_mut(&mut self.stable);
        for change in self.pending.drain(..) {
            match change {
                Change::Write { at, bytes } => put(stable, at, &bytes),
                Change::Length(length) => stable.resize(length, 0),
            }
        }
    }

    /// A sync that failed: what it should have made durable never will be, though it can be read.
    pub fn fail_sync(&mut self) {
        self.pending.clear();
    }

    /// The file after a power cut.
    pub fn survive(&self, loss: Loss, chance: &mut Chance) -> Self {
        let linked = Self::durable;
        match loss {
            Loss::Everything => linked(self.stable.to_vec()),
            Loss::Nothing => linked(self.current.to_vec()),
            Loss::Some {
                newest_percent,
                torn,
                ..
            } => linked(self.survive_in_part(newest_percent, torn, chance)),
        }
    }

    fn survive_in_part(&self, newest_percent: u8, torn: bool, chance: &mut Chance) -> Vec<u8> {
        let length = self.surviving_length(newest_percent, chance);
        let mut survived = self.stable.to_vec();
        let old = survived.len();
        survived.resize(length, 0);
        // What was never written in a file that grew: nothing promises that it is empty.
        if length > old && chance.percent(50) {
            for byte in &mut survived[old..] {
                *byte = chance.any().to_le_bytes()[0];
            }
        }
        let versions = self.versions(newest_percent, chance);
        let torn_at = torn.then(|| chance.below(self.pending.len().max(1)));
        let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
        for (index, change) in self.pending.iter().enumerate() {
            let Change::Write { at, bytes } = change else {
                continue;
            };
            let cut = (torn_at == Some(index)).then(|| at + chance.below(bytes.len()));
            for (sector, from, to) in sectors(*at, bytes.len()) {
                let version = seen.entry(sector).or_default();
                *version += 1;
                if *version > versions[&sector] {
                    continue;
                }
                let to = cut.map_or(to, |cut| to.min(cut)).min(length);
                if from < to {
                    survived[from..to].copy_from_slice(&bytes[from - at..to - at]);
                }
            }
        }
        survived
    }

    /// How many of the writes to each sector made it.
    fn versions(&self, newest_percent: u8, chance: &mut Chance) -> BTreeMap<usize, usize> {
        let mut versions: BTreeMap<usize, usize> = BTreeMap::new();
        for change in &self.pending {
            if let Change::Write { at, bytes } = change {
                for (sector, _, _) in sectors(*at, bytes.len()) {
                    *versions.entry(sector).or_default() += 1;
                }
            }
        }
        for writes in versions.values_mut() {
            if !chance.percent(newest_percent) {
                *writes = chance.below(*writes + 1);
            }
        }
        versions
    }

    /// Any length that the file had since the last sync.
    fn surviving_length(&self, newest_percent: u8, chance: &mut Chance) -> usize {
        if chance.percent(newest_percent) {
            return self.current.len();
        }
        let mut length = self.stable.len();
        let mut lengths = vec![length];
        for change in &self.pending {
            length = match change {
                Change::Write { at, bytes } => length.max(at + bytes.len()),
                Change::Length(length) => *length,
            };
            lengths.push(length);
        }
        lengths[chance.below(lengths.len())]
    }
}

fn put(file: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    let end = at + bytes.len();
    if file.len() < end {
        file.resize(end, 0);
    }
    file[at..end].copy_from_slice(bytes);
}

/// The sectors that a write touches: their number, and the bytes from and to in each.
fn sectors(at: usize, length: usize) -> impl Iterator<Item = (usize, usize, usize)> {
    let end = at + length;
    let touched = at / SECTOR_BYTES..end.div_ceil(SECTOR_BYTES);
    touched.map(move |sector| {
        let (first, last) = (sector * SECTOR_BYTES, (sector + 1) * SECTOR_BYTES);
        (sector, at.max(first), end.min(last))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(seed: u64, torn: bool) -> Loss {
        Loss::Some {
            seed,
            newest_percent: 50,
            torn,
        }
    }

    #[test]
    fn what_was_synced_survives_everything() {
        let mut file = Contents::default();
        file.write(0, &[7; 2_000]);
        file.sync();
        for loss in Loss::eight(1) {
            let after = file.survive(loss, &mut Chance::new(1));
            assert_eq!(after.bytes(), [7; 2_000], "{loss:?}");
        }
    }

    #[test]
    fn an_unsynced_write_is_lost_in_whole_sectors() {
        let mut file = Contents::durable(vec![0; 8 * SECTOR_BYTES]);
        file.write(0, &[1; 8 * SECTOR_BYTES]);
        let mut mixed = 0;
        for seed in 0..50 {
            let after = file.survive(some(seed, false), &mut Chance::new(seed));
            for sector in after.bytes().chunks(SECTOR_BYTES) {
                assert!(sector.iter().all(|byte| *byte == sector[0]));
            }
            mixed += usize::from(after.bytes().contains(&0) && after.bytes().contains(&1));
        }
        assert!(mixed > 40, "{mixed} of 50 were mixed");
    }

    #[test]
    fn a_torn_write_breaks_off_inside_a_sector() {
        let mut file = Contents::durable(vec![0; SECTOR_BYTES]);
        file.write(0, &[1; SECTOR_BYTES]);
        let torn = (0..50).any(|seed| {
            let after = file.survive(some(seed, true), &mut Chance::new(seed));
            after.bytes().contains(&0) && after.bytes().contains(&1)
        });
        assert!(torn);
    }

    #[test]
    fn a_sync_after_one_that_failed_brings_nothing_back() {
        let mut file = Contents::default();
        file.write(0, b"lost");
        file.fail_sync();
        assert_eq!(file.bytes(), b"lost");
        file.sync();
        let after = file.survive(Loss::Everything, &mut Chance::new(1));
        assert_eq!(after.bytes(), b"");
    }
}
