//! What the owner must look at: sales that are gone, and numbers printed twice.

use crate::till::{day, sold};
use crate::world::World;
use serde_json::json;
use shared::event::Event;
use shared::id::SubjectId;
use shared::journal::Sequence;
use shared::order::{ReceiptNumber, TillCode};
use shared::till::{EntriesMissing, MissingEntries, TillEvent};

fn missing(series: shared::id::SeriesId, receipts: &[u32]) -> Event {
    let receipt = |number: &u32| ReceiptNumber {
        till: TillCode("C1".to_owned()),
        number: *number,
    };
    let places = MissingEntries {
        series,
        from: Sequence(5),
        upto: Sequence(9),
    };
    let any = !receipts.is_empty();
    Event::Till(TillEvent::EntriesMissing(EntriesMissing {
        entries: any.then_some(places).into_iter().collect(),
        receipts: receipts.iter().map(receipt).collect(),
    }))
}

#[tokio::test]
async fn what_a_till_says_is_missing_is_listed_until_it_says_otherwise() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let other = world.owner("b@cafe.test").await;
    let mut till = owner.till(1).await;
    assert_eq!(
        owner.get("/reviews").await.json,
        json!({ "missing": [], "doubled": [] })
    );
    let subject = SubjectId::from(till.id());
    till.record(subject, &[missing(till.header.series, &[7, 8])]);
    world.send(till.push_all()).await;
    let reviews = owner.get("/reviews").await.json;
    assert_eq!(reviews["missing"][0]["entries"], 5);
    assert_eq!(reviews["missing"][0]["receipts"][1]["number"], 8);
    assert_eq!(other.get("/reviews").await.json["missing"], json!([]));

    let known = till.entries.len();
    till.record(subject, &[missing(till.header.series, &[])]);
    world.send(till.push(known, till.entries.len())).await;
    assert_eq!(owner.get("/reviews").await.json["missing"], json!([]));
}

#[tokio::test]
async fn a_number_that_two_copies_printed_is_listed_with_its_orders() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut till = owner.till(1).await;
    till.sell(day("2026-11-24"), 9, &[sold("Tea", 3, 1_000, 200)]);
    world.send(till.push_all()).await;
    // A copy of it gave its first number as well, and went on in a series of its own.
    let mut copy = till.continued(1);
    copy.forget_numbers();
    copy.sell(day("2026-11-24"), 10, &[sold("Mate", 4, 1_000, 300)]);
    world.send(copy.hello(0)).await;
    world.send(copy.push_all()).await;
    let doubled = owner.get("/reviews").await.json["doubled"].clone();
    assert_eq!(doubled.as_array().map(Vec::len), Some(1), "{doubled}");
    let hours: Vec<_> = (0..2)
        .map(|at| doubled[0]["orders"][at]["hour"].clone())
        .collect();
    assert_eq!(hours, [9, 10]);
}
