//! The hybrid clock never goes back, and the business day is the one of the place.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

use proptest::prelude::*;
use shared::clock::{AHEAD_MAX_MS, BusinessDay, DayStart, HybridClock, Wall};

proptest! {
    #[test]
    fn readings_strictly_increase_whatever_the_wall_clock_does(
        walls in proptest::collection::vec(-10_000_i64..2_000_000_000_000, 1..200),
    ) {
        let mut clock = HybridClock::default();
        for wall in walls {
            let next = clock.tick(wall);
            prop_assert!(next > clock);
            clock = next;
        }
    }

    #[test]
    fn hearing_never_goes_back_and_never_runs_ahead_more_than_a_minute(
        own in 0_i64..2_000_000_000_000, other in 0_i64..4_000_000_000_000, now in 0_i64..2_000_000_000_000,
    ) {
        let before = HybridClock::at(own);
        let after = before.heard(HybridClock::at(other), now);
        prop_assert!(after >= before);
        prop_assert!(after == before || after.ms() <= now + AHEAD_MAX_MS);
    }

    #[test]
    fn the_business_day_is_the_date_at_the_place(
        ms in 0_i64..4_000_000_000_000, offset in -720_i16..840, start in 0_u16..720,
    ) {
        let wall = Wall { ms, offset };
        let day = wall.business_day(DayStart(start));
        let local = chrono::DateTime::from_timestamp_millis(ms + i64::from(offset) * 60_000).unwrap();
        let shifted = local - chrono::Duration::minutes(i64::from(start));
        prop_assert_eq!(day.to_string(), shifted.date_naive().to_string());
        prop_assert_eq!(u32::from(wall.hour()), chrono::Timelike::hour(&local));
        prop_assert_eq!(day.to_string().parse::<BusinessDay>(), Ok(day));
    }
}

#[test]
fn a_full_counter_carries_into_the_milliseconds() {
    let full = HybridClock::from_bits(HybridClock::at(5).to_bits() | 0xFFFF);
    assert_eq!(full.tick(5).ms(), 6);
}

#[test]
fn a_clock_years_ahead_does_not_count_at_the_server() {
    let received = 1_000_000_000_000;
    let wrong = HybridClock::at(received * 3);
    assert_eq!(
        wrong.effective(received),
        HybridClock::at(received + AHEAD_MAX_MS)
    );
    assert_eq!(HybridClock::at(5).effective(received), HybridClock::at(5));
}

#[test]
fn a_clock_beyond_the_calendar_has_a_day_that_reads_back() {
    for ms in [i64::MIN, i64::MIN + 1, i64::MAX - 1, i64::MAX] {
        let day = Wall {
            ms,
            offset: i16::MIN,
        }
        .business_day(DayStart(u16::MAX));
        assert_eq!(day.to_string().parse(), Ok(day));
    }
}
