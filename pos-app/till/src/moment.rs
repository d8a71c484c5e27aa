//! Where time and randomness come in: arguments of the till, so that a simulation can hand in its own.

use shared::clock::Wall;
use uuid::Uuid;

/// A clock that shows milliseconds since 1970.
pub trait Clock: Send + Sync {
    /// What it shows.
    fn now_ms(&self) -> i64;
}

/// A source of random bytes.
pub trait Entropy: Send {
    /// Fills `bytes`.
    fn fill(&mut self, bytes: &mut [u8]);
}

impl dyn Entropy + '_ {
    /// A version 7 uuid of this millisecond.
    pub fn uuid_v7(&mut self, now_ms: i64) -> Uuid {
        let mut random = [0; 10];
        self.fill(&mut random);
        let ms = now_ms.max(0).unsigned_abs();
        uuid::Builder::from_unix_timestamp_millis(ms, &random).into_uuid()
    }

    /// A random version 4 uuid.
    pub fn uuid_v4(&mut self) -> Uuid {
        let mut random = [0; 16];
        self.fill(&mut random);
        uuid::Builder::from_random_bytes(random).into_uuid()
    }

    /// A number from 0 to `below` - 1.
    pub fn below(&mut self, below: u64) -> u64 {
        let mut random = [0; 8];
        self.fill(&mut random);
        u64::from_le_bytes(random) % below.max(1)
    }
}

/// What the wall of a place shows at `ms`.
pub fn wall_at(ms: i64, zone: chrono_tz::Tz) -> Wall {
    use chrono::{Offset, TimeZone};
    let utc = chrono::DateTime::from_timestamp_millis(ms).unwrap_or_default();
    let seconds = zone
        .offset_from_utc_datetime(&utc.naive_utc())
        .fix()
        .local_minus_utc();
    let offset = i16::try_from(seconds.div_euclid(60)).unwrap_or_default();
    Wall { ms, offset }
}
