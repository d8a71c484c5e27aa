//! What a restored server lost of another till comes back from whoever holds it.

use crate::support::id;
use crate::support::server::Other;
use crate::sync::Joined;
use shared::event::{Event, MenuEvent};
use shared::id::{FeedId, SubjectId};
use shared::journal::Carried;
use shared::menu::{Price, ProductFields};
use shared::money::Money;
use shared::shift::{ShiftEvent, ShiftOpened};
use uuid::Uuid;

fn product(name: &str) -> Event {
    Event::Menu(MenuEvent::ProductSet(ProductFields {
        name: Some(name.to_owned()),
        price: Some(Price::Of(Money::minor(500))),
        ..ProductFields::default()
    }))
}

fn shift() -> Event {
    Event::Shift(ShiftEvent::Opened(ShiftOpened { float: Money::ZERO }))
}

/// A till that knows the feed, and a server that was restored to before it knew the other till.
fn forgotten() -> (Joined, Vec<(SubjectId, Event)>) {
    let mut joined = Joined::new();
    let mut other = Other::new(1);
    let group = vec![
        (SubjectId(id(500)), product("Chipá")),
        (SubjectId(id(501)), shift()),
    ];
    joined.server.arrive(&mut other, &group);
    joined.run();
    joined.bench.sell(1, 1_000);
    joined.run();
    let own = joined.server.header.series;
    joined
        .server
        .feed
        .retain(|(_, entry, _)| entry.series == own);
    joined.server.feed_id = FeedId(Uuid::from_u128(79));
    (joined, group)
}

fn carried(joined: &Joined) -> Vec<SubjectId> {
    let entries = joined.server.entries.iter();
    let carried = entries.filter(|entry| entry.kind == Carried::KIND);
    carried.map(|entry| entry.subject).collect()
}

fn wait(joined: &mut Joined, ms: i64) {
    joined.now_ms += ms;
    joined.engine.poke();
    joined.run();
}

#[test]
fn what_a_restored_server_lost_of_another_till_is_handed_back() {
    let (mut joined, group) = forgotten();
    // The refused question is repeated, and the feed read again.
    wait(&mut joined, 30_000);
    wait(&mut joined, 30_000);
    assert_eq!(carried(&joined), [], "its own till comes first");
    wait(&mut joined, 30_000);
    let subjects: Vec<_> = group.iter().map(|(subject, _)| *subject).collect();
    assert_eq!(carried(&joined), subjects);
    assert_eq!(joined.bench.menu().products.len(), 1);
    // The other till's drawer is not this one's.
    joined.bench.sell(2, 1_000);
    let live = joined.bench.till().projections().unwrap();
    joined.bench.till().rebuild().unwrap();
    assert_eq!(joined.bench.till().projections().unwrap(), live);
    wait(&mut joined, 60_000);
    let opened = joined.server.entries.iter();
    let opened = opened.filter(|entry| entry.kind == "shift.opened");
    assert_eq!(opened.count(), 1, "one drawer, the till's own");
    assert_eq!(carried(&joined).len(), 2, "handed back once");
}

#[test]
fn what_its_own_till_sends_again_nobody_hands_back() {
    let (mut joined, group) = forgotten();
    wait(&mut joined, 30_000);
    joined.server.arrive(&mut Other::new(1), &group);
    for _ in 0..4 {
        wait(&mut joined, 30_000);
    }
    assert_eq!(carried(&joined), []);
}
