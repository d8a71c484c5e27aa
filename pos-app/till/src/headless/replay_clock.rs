//! The clock of a till that rings up sales of another day.

use crate::moment::Clock;
use chrono::{LocalResult, NaiveDateTime, TimeDelta, TimeZone};
use chrono_tz::Tz;
use std::sync::atomic::{AtomicI64, Ordering};

/// A clock that is put where the file says.
pub struct ReplayClock(AtomicI64);

impl ReplayClock {
    /// A clock that shows this until it is put elsewhere.
    pub const fn at(now_ms: i64) -> Self {
        Self(AtomicI64::new(now_ms))
    }

    /// Puts the clock.
    pub fn put(&self, ms: i64) {
        self.0.store(ms, Ordering::Relaxed);
    }
}

impl Clock for ReplayClock {
    fn now_ms(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// The instant at which the clocks of a place show `at`. Of the two in the night when they are put back, the first;
/// in the hour that is left out when they are put forward, as much later.
pub fn instant_ms(at: NaiveDateTime, zone: Tz) -> i64 {
    match zone.from_local_datetime(&at) {
        LocalResult::Single(instant) | LocalResult::Ambiguous(instant, _) => {
            instant.timestamp_millis()
        }
        LocalResult::None => {
            let hour = TimeDelta::hours(1);
            let earlier = zone.from_local_datetime(&(at - hour)).earliest();
            earlier.map_or_else(
                || at.and_utc().timestamp_millis(),
                |earlier| (earlier + hour).timestamp_millis(),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(at: &str) -> String {
        let zone = Tz::America__New_York;
        let at = NaiveDateTime::parse_from_str(at, "%Y-%m-%dT%H:%M:%S").unwrap();
        let instant = chrono::DateTime::from_timestamp_millis(instant_ms(at, zone)).unwrap();
        instant
            .with_timezone(&zone)
            .format("%Y-%m-%dT%H:%M:%S%:z")
            .to_string()
    }

    #[test]
    fn the_clocks_are_put_forward_and_back() {
        assert_eq!(shown("2023-01-01T11:01:48"), "2023-01-01T11:01:48-05:00");
        assert_eq!(shown("2023-03-12T02:30:00"), "2023-03-12T03:30:00-04:00");
        assert_eq!(shown("2023-11-05T01:30:00"), "2023-11-05T01:30:00-04:00");
    }
}
