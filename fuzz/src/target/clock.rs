//! Clock readings and the days and hours that follow from wall clocks.

use crate::draw::Draw;
use shared::clock::{AHEAD_MAX_MS, BusinessDay, DayStart, HybridClock, Wall};

pub fn run(input: &[u8]) {
    let mut draw = Draw(input);
    merges(&mut draw);
    walls(&mut draw);
    let text = String::from_utf8_lossy(draw.0);
    if let Ok(day) = text.parse::<BusinessDay>() {
        assert_eq!(day.to_string().parse(), Ok(day));
    }
    if let Ok(clock) = serde_json::from_str::<HybridClock>(&text) {
        assert_eq!(HybridClock::from_bits(clock.to_bits()), clock);
    }
}

fn merges(draw: &mut Draw<'_>) {
    let reading = |draw: &mut Draw<'_>| HybridClock::from_bits(draw.number().cast_unsigned());
    let (own, other, now_ms) = (reading(draw), reading(draw), draw.number());
    let heard = own.heard(other, now_ms);
    assert!(heard >= own && (heard == own || heard == other));
    let too_far = i128::from(other.ms()) > i128::from(now_ms) + i128::from(AHEAD_MAX_MS);
    assert_eq!(heard, if too_far { own } else { own.max(other) });
    let ticked = heard.tick(now_ms);
    assert!(ticked > heard || heard == HybridClock::from_bits(u64::MAX));
    assert!(ticked >= HybridClock::at(now_ms));
    let effective = ticked.effective(now_ms);
    assert!(effective <= ticked);
    assert_eq!(effective.effective(now_ms), effective);
}

fn walls(draw: &mut Draw<'_>) {
    let wall = Wall {
        ms: draw.number(),
        offset: i16::from_le_bytes([draw.byte(), draw.byte()]),
    };
    let start = DayStart(u16::from_le_bytes([draw.byte(), draw.byte()]));
    assert!(wall.hour() < 24 && wall.minute_of_day() < 1_440);
    let day = wall.business_day(start);
    assert!(day <= wall.business_day(DayStart(0)));
    // A day is written into the journal, and must be read from it as it was.
    let written = serde_json::to_string(&day).unwrap();
    assert_eq!(
        serde_json::from_str::<BusinessDay>(&written).unwrap(),
        day,
        "{written}"
    );
    assert!(!day.month().is_empty() && day.plus(1) >= day);
}
