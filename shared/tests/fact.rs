//! What an entry says, whichever way it came.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use shared::clock::{HybridClock, Wall};
use shared::event::{Event, Unreadable};
use shared::fact::Fact;
use shared::id::{AuthorId, SeriesId, SubjectId};
use shared::journal::{Carried, Entry, Hash, Sequence};
use shared::money::Money;
use shared::shift::{ShiftEvent, ShiftOpened};

fn entry(series: u8, clock: u64, event: &Event) -> Entry {
    let written = event.write();
    Entry {
        series: SeriesId::from_bytes([series; 16]),
        sequence: Sequence(5),
        group_size: 1,
        group_index: 0,
        clock: HybridClock::from_bits(clock),
        wall: Wall {
            ms: i64::from(series),
            offset: -180,
        },
        author: AuthorId::TILL,
        subject: SubjectId::from_bytes([8; 16]),
        kind: written.kind.to_owned(),
        version: written.version,
        body: written.body,
    }
}

fn opened() -> Event {
    Event::Shift(ShiftEvent::Opened(ShiftOpened { float: Money::ZERO }))
}

fn carry(origin: Entry, hash: Hash) -> Event {
    Event::Carried(Box::new(Carried::of(origin, hash)))
}

#[test]
fn what_is_carried_is_the_fact_it_was() {
    let (origin, hash) = (entry(1, 100, &opened()), Hash([3; 32]));
    let first = Fact::of(&origin, hash, origin.clock).unwrap();
    let carrier = entry(2, 900, &carry(origin, hash));
    let again = Fact::of(&carrier, Hash([4; 32]), carrier.clock).unwrap();
    assert_eq!(again, first);
    // What counts of its clock is no more than what counts of the clock of the entry that carries it.
    let late = Fact::of(&carrier, Hash([4; 32]), HybridClock::from_bits(40)).unwrap();
    assert_eq!(late.stamp.clock, HybridClock::from_bits(40));
    assert_eq!(late.stamp.fact(), first.stamp.fact());
}

#[test]
fn what_could_hide_is_not_read() {
    let origin = entry(1, 100, &opened());
    let mut astray = entry(2, 900, &carry(origin.clone(), Hash::START));
    astray.subject = SubjectId::from_bytes([9; 16]);
    let twice = entry(3, 990, &carry(astray.clone(), Hash::START));
    let mut newer = origin;
    newer.kind = "robot.danced".to_owned();
    let newer = entry(2, 900, &carry(newer, Hash::START));
    for entry in [astray, twice] {
        let read = Fact::of(&entry, Hash::START, entry.clock);
        assert!(matches!(read, Err(Unreadable::BadBody { .. })), "{read:?}");
    }
    let read = Fact::of(&newer, Hash::START, newer.clock);
    assert!(matches!(read, Err(Unreadable::UnknownKind(_))), "{read:?}");
}
