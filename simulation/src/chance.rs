//! Randomness from a seed: the same seed, the same numbers. Streams fork by a label, so that what one part of a world
//! draws does not move what another draws.

use till::Entropy;
use uuid::Uuid;

/// A small generator (splitmix64).
#[derive(Clone, Debug)]
pub struct Chance(u64);

const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

const fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

impl Chance {
    /// The stream of a seed.
    pub const fn new(seed: u64) -> Self {
        Self(mix(seed.wrapping_add(STEP)))
    }

    /// The stream of a seed and a label.
    pub const fn of(seed: u64, label: u64) -> Self {
        Self::new(mix(seed) ^ label.wrapping_mul(STEP))
    }

    /// The next 64 bits.
    pub const fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        mix(self.0)
    }

    /// A number from 0 to `below` - 1.
    pub const fn below(&mut self, below: u64) -> u64 {
        let below = if below == 0 { 1 } else { below };
        self.draw() % below
    }

    /// A number from `low` to `high`, both included.
    pub const fn between(&mut self, low: i64, high: i64) -> i64 {
        let spread = high.abs_diff(low).saturating_add(1);
        low.saturating_add(self.below(spread).cast_signed())
    }

    /// True that many times in a hundred.
    pub const fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// An index of something that long; none of nothing.
    pub fn index(&mut self, length: usize) -> Option<usize> {
        let length = u64::try_from(length).ok().filter(|length| *length > 0)?;
        usize::try_from(self.below(length)).ok()
    }

    /// One of these.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let index = self.index(from.len())?;
        from.get(index)
    }

    /// A fresh id of a moment, as a page mints them.
    pub fn id(&mut self, now_ms: i64) -> Uuid {
        (self as &mut dyn Entropy).uuid_v7(now_ms)
    }
}

impl Entropy for Chance {
    fn fill(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let drawn = self.draw().to_le_bytes();
            chunk.copy_from_slice(&drawn[..chunk.len()]);
        }
    }
}
