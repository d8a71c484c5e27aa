//! The memory that connections to one file share for its WAL index, and its eight locks.
//!
//! It lives as long as a handle has it mapped. A power cut takes it away from the disk; handles that outlive the cut
//! keep the old one until they are closed.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

const LOCKS: usize = 8;
const WORD_BYTES: usize = 8;

/// The shared memory of one file.
#[derive(Debug, Default)]
pub struct Shm {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    regions: Vec<Arc<[AtomicU64]>>,
    /// The masks of shared and exclusive locks of each handle.
    held: BTreeMap<u64, (u8, u8)>,
}

impl Shm {
    /// The region of this number, as long as it is asked for; none where it is not there and shall not be made.
    pub fn region(&self, index: usize, bytes: usize, make: bool) -> Option<Arc<[AtomicU64]>> {
        let mut inner = self.inner();
        while make && inner.regions.len() <= index {
            let words = 0..bytes.div_ceil(WORD_BYTES);
            inner
                .regions
                .push(words.map(|_| AtomicU64::new(0)).collect());
        }
        inner.regions.get(index).map(Arc::clone)
    }

    /// Takes locks for a handle. False: another is in the way.
    pub fn lock(&self, handle: u64, mask: u8, exclusive: bool) -> bool {
        let mut inner = self.inner();
        let others = inner.held.iter().filter(|(other, _)| **other != handle);
        let taken = others.fold(0, |taken, (_, (shared, alone))| {
            taken | alone | if exclusive { *shared } else { 0 }
        });
        if taken & mask != 0 {
            return false;
        }
        let held = inner.held.entry(handle).or_default();
        if exclusive {
            held.1 |= mask;
        } else {
            held.0 |= mask;
        }
        true
    }

    /// Gives locks back.
    pub fn unlock(&self, handle: u64, mask: u8) {
        if let Some((shared, alone)) = self.inner().held.get_mut(&handle) {
            *shared &= !mask;
            *alone &= !mask;
        }
    }

    /// A handle goes: its locks are free.
    pub fn leave(&self, handle: u64) {
        self.inner().held.remove(&handle);
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The bits of `count` locks from `first` on.
pub fn mask(first: i32, count: i32) -> u8 {
    let bits = (0..LOCKS).filter(|bit| {
        i32::try_from(*bit).is_ok_and(|bit| (first..first.saturating_add(count)).contains(&bit))
    });
    bits.fold(0, |mask, bit| mask | 1 << bit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_shared_by_many_or_held_by_one() {
        let shm = Shm::default();
        assert!(shm.lock(1, mask(3, 1), false) && shm.lock(2, mask(3, 1), false));
        assert!(!shm.lock(1, mask(3, 2), true));
        shm.unlock(2, mask(3, 1));
        assert!(shm.lock(1, mask(3, 2), true));
        assert!(!shm.lock(2, mask(4, 1), false));
        shm.leave(1);
        assert!(shm.lock(2, mask(0, 8), true));
        assert_eq!(mask(0, 8), 0xff);
    }
}
