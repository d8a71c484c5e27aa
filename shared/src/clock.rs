//! Time as the journal keeps it. Nobody here reads a clock: the caller says what its clock shows.

use serde::{Deserialize, Serialize};
use std::fmt;

/// How far ahead of one's own clock another's is believed, in milliseconds.
pub const AHEAD_MAX_MS: i64 = 60_000;

const COUNTER_BITS: u32 = 16;
const MS_MAX: i64 = (1 << 48) - 1;

/// A hybrid logical clock reading: 48 bits of milliseconds since 1970 and 16 bits of counter.
///
/// Readings of one writer strictly increase, whatever its wall clock does; a full counter carries into the
/// milliseconds. (Kulkarni et al., "Logical Physical Clocks", 2014.)
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct HybridClock(u64);

impl HybridClock {
    /// The first reading of a millisecond; times before 1970 count as 1970.
    pub fn at(ms: i64) -> Self {
        Self(ms.clamp(0, MS_MAX).unsigned_abs() << COUNTER_BITS)
    }

    /// The reading of these 64 bits.
    pub const fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// The 64 bits.
    pub const fn to_bits(self) -> u64 {
        self.0
    }

    /// The milliseconds since 1970.
    pub const fn ms(self) -> i64 {
        (self.0 >> COUNTER_BITS).cast_signed()
    }

    /// The reading after this one, at a wall clock that shows `now_ms`.
    #[must_use]
    pub fn tick(self, now_ms: i64) -> Self {
        Self::at(now_ms).max(Self(self.0.saturating_add(1)))
    }

    /// This reading after hearing of `other`, which is ignored where it is more than a minute ahead of one's
    /// own wall clock: one wrong clock must not move all the others.
    #[must_use]
    pub fn heard(self, other: Self, now_ms: i64) -> Self {
        if other.ms() > now_ms.saturating_add(AHEAD_MAX_MS) {
            self
        } else {
            self.max(other)
        }
    }

    /// What the server lets count of a reading that it received at `received_ms`.
    #[must_use]
    pub fn effective(self, received_ms: i64) -> Self {
        self.min(Self::at(received_ms.saturating_add(AHEAD_MAX_MS)))
    }
}

/// What a till's own clock showed: milliseconds since 1970 and the minutes its place is ahead of UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Wall {
    /// Milliseconds since 1970, UTC.
    pub ms: i64,
    /// Minutes ahead of UTC, in the business's time zone.
    pub offset: i16,
}

impl Wall {
    /// Milliseconds since 1970 on the wall of the place.
    const fn local_ms(self) -> i64 {
        self.ms.saturating_add(self.offset as i64 * 60_000)
    }

    /// The hour of the day at the place, `0..=23`.
    pub fn hour(self) -> u8 {
        let hour = self.local_ms().div_euclid(3_600_000).rem_euclid(24);
        u8::try_from(hour).expect("a remainder of 24 fits")
    }

    /// Minutes since midnight at the place.
    pub fn minute_of_day(self) -> u16 {
        let minute = self.local_ms().div_euclid(60_000).rem_euclid(1_440);
        u16::try_from(minute).expect("a remainder of 1,440 fits")
    }

    /// The business day: the date at the place, where the hours before `start` belong to the day before.
    pub fn business_day(self, start: DayStart) -> BusinessDay {
        let start_ms = i64::from(start.0) * 60_000;
        let days = self
            .local_ms()
            .saturating_sub(start_ms)
            .div_euclid(86_400_000);
        // A clock beyond the calendar counts as its end: a day that has no date could be written and never read.
        let (first, last) = (chrono::NaiveDate::MIN, chrono::NaiveDate::MAX);
        let days = days.clamp(first.to_epoch_days().into(), last.to_epoch_days().into());
        BusinessDay(i32::try_from(days).expect("the calendar's days fit"))
    }
}

/// Minutes after midnight at which the business day begins: 0 for midnight, 240 for a bar that closes at four.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DayStart(pub u16);

/// A trading day of a cafe, by its number since 1970-01-01. Written as an ISO date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BusinessDay(pub i32);

/// Not a date of the form `2026-11-24`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a date: write it as 2026-11-24")]
pub struct BadDay(pub String);

impl BusinessDay {
    /// The calendar date.
    pub fn date(self) -> chrono::NaiveDate {
        chrono::NaiveDate::from_epoch_days(self.0).unwrap_or(chrono::NaiveDate::MAX)
    }

    /// The day that many days later (earlier below zero).
    #[must_use]
    pub const fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// `2026-11`.
    pub fn month(self) -> String {
        self.date().format("%Y-%m").to_string()
    }
}

impl fmt::Display for BusinessDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.date().fmt(f)
    }
}

impl std::str::FromStr for BusinessDay {
    type Err = BadDay;
    fn from_str(text: &str) -> Result<Self, BadDay> {
        let date = date_of(text).ok_or_else(|| BadDay(text.to_owned()))?;
        Ok(Self(date.to_epoch_days()))
    }
}

/// By hand: a parser of any format there is would be a part of every page.
fn date_of(text: &str) -> Option<chrono::NaiveDate> {
    let mut parts = text.rsplitn(3, '-');
    let mut number = || {
        let digits = parts.next()?;
        let plain = digits.bytes().all(|sign| sign.is_ascii_digit());
        digits.parse::<u32>().ok().filter(|_| plain)
    };
    let (day, month) = (number()?, number()?);
    let year = parts.next()?.parse().ok()?;
    chrono::NaiveDate::from_ymd_opt(year, month, day)
}

impl Serialize for BusinessDay {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for BusinessDay {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
