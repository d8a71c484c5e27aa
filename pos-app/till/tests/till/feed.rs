//! What others recorded comes in, once, whatever the feed does.

use crate::support::id;
use crate::support::server::{Other, run};
use crate::sync::Joined;
use shared::event::{Event, MenuEvent};
use shared::id::{OrderId, ProductId, SubjectId};
use shared::journal::Sequence;
use shared::menu::{Price, ProductFields};
use shared::money::Money;
use shared::order::{Channel, ChannelSet, Opened, OrderEvent, OrderNumber, TillCode};
use shared::till::{Answer, Query};

fn product(name: &str) -> Event {
    Event::Menu(MenuEvent::ProductSet(ProductFields {
        name: Some(name.to_owned()),
        price: Some(Price::Of(Money::minor(500))),
        ..ProductFields::default()
    }))
}

fn opened(number: u32) -> Event {
    let number = OrderNumber {
        till: TillCode("C2".to_owned()),
        number,
    };
    Event::Order(OrderEvent::Opened(Opened {
        number,
        channel: Channel::Here,
    }))
}

#[test]
fn what_others_record_comes_in_with_the_cursor() {
    let mut joined = Joined::new();
    joined.run();
    let mut other = Other::new(1);
    let product_id = ProductId(id(500));
    joined
        .server
        .arrive(&mut other, &[(product_id.into(), product("Medialuna"))]);
    let order = OrderId(id(600));
    joined
        .server
        .arrive(&mut other, &[(order.into(), opened(3))]);
    joined.engine.poke();
    joined.run();
    assert_eq!(joined.bench.menu().products[0].name, "Medialuna");
    let Answer::Ticket(Some(ticket)) = joined.bench.query(&Query::Ticket { order }) else {
        panic!()
    };
    assert_eq!(ticket.number.unwrap().number, 3);
    // What comes later about the same order is folded with what was there.
    let to_go = Event::Order(OrderEvent::ChannelSet(ChannelSet {
        channel: Channel::ToGo,
    }));
    joined.server.arrive(&mut other, &[(order.into(), to_go)]);
    joined.engine.poke();
    joined.run();
    let Answer::Ticket(Some(ticket)) = joined.bench.query(&Query::Ticket { order }) else {
        panic!()
    };
    assert_eq!(ticket.channel, Channel::ToGo);
    assert!(joined.status().menu_received.is_some());
}

#[test]
fn another_feed_is_read_from_its_start_and_known_entries_are_recognised() {
    let mut joined = Joined::new();
    let mut other = Other::new(1);
    joined
        .server
        .arrive(&mut other, &[(SubjectId(id(500)), product("Chipá"))]);
    joined.run();
    joined.server.feed_id = shared::id::FeedId(uuid::Uuid::from_u128(79));
    joined
        .server
        .arrive(&mut other, &[(SubjectId(id(501)), product("Scon"))]);
    joined.engine.poke();
    joined.run();
    joined.now_ms += 400_000;
    joined.run();
    assert_eq!(joined.bench.menu().products.len(), 2);
}

#[test]
fn a_page_with_a_broken_chain_is_not_taken_in() {
    let mut joined = Joined::new();
    joined.run();
    let mut other = Other::new(1);
    joined
        .server
        .arrive(&mut other, &[(SubjectId(id(500)), product("Chipá"))]);
    joined.server.feed.last_mut().unwrap().1.sequence = Sequence(2);
    joined
        .server
        .headers
        .insert(other.header.series, other.header);
    joined.engine.poke();
    let broken = run(
        &mut joined.engine,
        joined.bench.till(),
        &mut joined.server,
        joined.now_ms,
    );
    assert!(broken.is_err());
    assert!(joined.bench.menu().products.is_empty());
    assert_eq!(joined.status().waiting, 0);
}

#[test]
fn unreadable_and_future_entries_are_kept_and_show_nowhere() {
    let mut joined = Joined::new();
    joined.run();
    let mut other = Other::new(1);
    joined
        .server
        .arrive(&mut other, &[(SubjectId(id(500)), product("Chipá"))]);
    let (clock, mut entry, _) = joined.server.feed.pop().unwrap();
    entry.version = 99;
    let hash = entry.hash(&other.header.hash());
    joined.server.feed.push((clock, entry, hash));
    joined.engine.poke();
    joined.run();
    assert!(joined.bench.menu().products.is_empty());
    assert!(joined.engine.is_quiet());
}
