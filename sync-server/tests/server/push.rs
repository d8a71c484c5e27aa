//! Pushes: taken in once, whatever the network does; refused only for order, chain, signature and size.

use crate::till::{TestTill, day, sold};
use crate::world::{Answer, Owner, World};
use axum::http::StatusCode;
use serde_json::{Value, json};
use shared::clock::HybridClock;
use shared::journal::{Signature, cosign_message, verify_message};
use shared::sync::{PUSH_ENTRIES_MAX, PushAnswer};

fn answer(answer: &Answer) -> PushAnswer {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    serde_json::from_value(answer.json.clone()).unwrap()
}

fn refusal(answer: &Answer) -> Value {
    assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.text);
    assert_eq!(answer.json["code"], "push_refused");
    answer.json["push"].clone()
}

async fn counted(owner: &Owner<'_>) -> Value {
    let report = owner.report("2026-11-01", "2026-11-30").await;
    json!([report["orders"], report["revenue"]])
}

fn till_that_sold(till: &mut TestTill) {
    till.sell(
        day("2026-11-24"),
        9,
        &[
            sold("Flat white", 1, 2_000, 380),
            sold("Medialuna", 2, 1_000, 150),
        ],
    );
    till.sell(day("2026-11-24"), 10, &[sold("Flat white", 1, 1_000, 380)]);
}

#[tokio::test]
async fn a_repeated_push_counts_once() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut till = owner.till(1).await;
    till_that_sold(&mut till);
    let first = answer(&world.send(till.push_all()).await);
    let again = answer(&world.send(till.push_all()).await);
    assert_eq!(first, again);
    assert_eq!(first.durable, till.head().sequence);
    assert_eq!(first.durable_hash, till.head().hash);
    assert_eq!(counted(&owner).await, json!([2, "12.90"]));
    let message = cosign_message(
        owner.business,
        till.header.series,
        first.durable,
        &first.durable_hash,
    );
    let signature: Signature = first.server_signature;
    assert!(verify_message(
        &world.app.key.public(),
        &message,
        &signature
    ));
}

#[tokio::test]
async fn an_answer_that_was_lost_costs_a_retry_with_more_behind_it() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut till = owner.till(1).await;
    till_that_sold(&mut till);
    world.send(till.push(0, 3)).await;
    let whole = answer(&world.send(till.push_all()).await);
    assert_eq!(whole.durable, till.head().sequence);
    let middle = answer(&world.send(till.push(3, till.entries.len())).await);
    assert_eq!(middle.durable, till.head().sequence);
    assert_eq!(counted(&owner).await, json!([2, "12.90"]));
}

#[tokio::test]
async fn ten_equal_pushes_at_once_have_one_effect() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut till = owner.till(1).await;
    till_that_sold(&mut till);
    let pushes = (0..10).map(|_| world.send(till.push_all()));
    let answers = futures_util::future::join_all(pushes).await;
    for one in &answers {
        assert_eq!(answer(one).durable, till.head().sequence);
        assert_eq!(answer(one).latest.0, till.entries.len() as u64);
    }
    assert_eq!(counted(&owner).await, json!([2, "12.90"]));
}

#[tokio::test]
async fn a_gap_says_what_is_expected() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut till = owner.till(1).await;
    till_that_sold(&mut till);
    let refused = refusal(&world.send(till.push(2, till.entries.len())).await);
    assert_eq!(refused, json!({ "refusal": "gap", "expected": 1 }));
}

#[tokio::test]
async fn another_history_at_the_same_places_is_a_fork() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut till = owner.till(1).await;
    till_that_sold(&mut till);
    let mut other = till.clone();
    till.sell(day("2026-11-24"), 11, &[sold("Tea", 3, 1_000, 200)]);
    other.sell(day("2026-11-24"), 11, &[sold("Cake", 4, 1_000, 900)]);
    world.send(till.push_all()).await;
    // The opening of the order is the same in both; the line is where they part.
    let last_common = till.entries.len() as u64 - 2;
    let fork = json!({ "refusal": "fork", "last_common": last_common });
    let refused = refusal(&world.send(other.push_all()).await);
    assert_eq!(refused, fork);
    let hello = world.send(other.hello(3)).await;
    assert_eq!(hello.json["verdict"]["verdict"], "fork", "{}", hello.text);
    other.sell(day("2026-11-24"), 12, &[sold("Cake", 4, 1_000, 900)]);
    let behind = till.entries.len();
    let refused = refusal(&world.send(other.push(behind, other.entries.len())).await);
    assert_eq!(refused["refusal"], "fork");
    assert_eq!(counted(&owner).await, json!([3, "14.90"]));
}

#[tokio::test]
async fn chain_signature_and_size_refuse_and_nothing_of_it_is_kept() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut till = owner.till(1).await;
    till_that_sold(&mut till);
    let whole = till.push_of(0, till.entries.len());
    let path = "/api/v1/sync/push";

    let mut unsigned = whole.clone();
    unsigned.head_signature = Signature([0; 64]);
    let refused = refusal(&world.send(till.json(path, &unsigned)).await);
    assert_eq!(refused["refusal"], "wrong_signature");

    let mut changed = whole.clone();
    changed.entries[1].body.0.push(b' ');
    let refused = refusal(&world.send(till.json(path, &changed)).await);
    assert_eq!(refused["refusal"], "wrong_signature");

    let mut cut = whole.clone();
    cut.entries.truncate(1);
    let refused = refusal(&world.send(till.json(path, &cut)).await);
    assert_eq!(
        refused,
        json!({ "refusal": "chain", "reason": "broken_group", "at": 1 })
    );

    let mut empty = whole.clone();
    empty.entries.clear();
    assert_eq!(
        refusal(&world.send(till.json(path, &empty)).await)["refusal"],
        "empty"
    );

    while till.entries.len() <= PUSH_ENTRIES_MAX {
        till_that_sold(&mut till);
    }
    assert_eq!(
        refusal(&world.send(till.push_all()).await)["refusal"],
        "too_large"
    );
    assert_eq!(counted(&owner).await, json!([0, "0.00"]));
    assert_eq!(answer(&world.send(till.push(0, 7)).await).latest.0, 7);
}

#[tokio::test]
async fn what_nobody_can_read_is_stored_set_aside_and_blocks_nothing() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut till = owner.till(1).await;
    till.record_raw("order.settled", 1, b"{not json");
    till.record_raw("order.settled", 9, b"{}");
    till.record_raw("robot.danced", 1, b"{}");
    till.record_raw("nul\0kind", 1, &[0xff, 0x00, 0xfe]);
    till_that_sold(&mut till);
    let taken = answer(&world.send(till.push_all()).await);
    let aside: Vec<u64> = taken.set_aside.iter().map(|sequence| sequence.0).collect();
    assert_eq!(aside, [1, 2, 3, 4]);
    assert_eq!(taken.applied, till.head().sequence);
    assert_eq!(answer(&world.send(till.push_all()).await), taken);
    assert_eq!(counted(&owner).await, json!([2, "12.90"]));
    let listed = owner.get("/set-aside").await.json;
    assert_eq!(listed.as_array().unwrap().len(), 4);
    assert_eq!(listed[1]["kind"], "order.settled");
    assert_eq!(owner.get("/tills").await.json[0]["set_aside"], 4);
}

#[tokio::test]
async fn a_clock_from_the_future_counts_as_a_minute_ahead() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut till = owner.till(1).await;
    till.clock = HybridClock::at(4_000_000_000_000);
    till_that_sold(&mut till);
    let first = answer(&world.send(till.push_all()).await);
    assert_eq!(first.effective_clocks.len(), till.entries.len());
    let again = answer(&world.send(till.push_all()).await);
    assert_eq!(again, first, "what was fixed at the first arrival stays");
}

#[tokio::test]
async fn a_push_may_be_compressed_and_no_bomb_gets_through() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut till = owner.till(1).await;
    till_that_sold(&mut till);
    let plain = serde_json::to_vec(&till.push_of(0, till.entries.len())).unwrap();
    let packed = zstd::encode_all(plain.as_slice(), 3).unwrap();
    let sent = till.encoded("POST", "/api/v1/sync/push", packed, Some("zstd"));
    assert_eq!(
        answer(&world.send(sent).await).durable,
        till.head().sequence
    );
    let bomb = zstd::encode_all(vec![b' '; 64 << 20].as_slice(), 3).unwrap();
    let sent = till.encoded("POST", "/api/v1/sync/push", bomb, Some("zstd"));
    assert_eq!(world.send(sent).await.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn amounts_beyond_all_limits_break_no_sum() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut till = owner.till(1).await;
    let order = till.next_order();
    let mut events =
        till.events_of_sale(order, day("2026-11-24"), 9, &[sold("x\0y", 0, 1_000, 100)]);
    let Some(shared::event::Event::Order(shared::order::OrderEvent::Settled(settled))) =
        events.last_mut()
    else {
        panic!("a sale ends with its payment");
    };
    settled.lines[0].amount = shared::money::Money::minor(i64::MIN);
    settled.hour = 200;
    till.record(order, &events);
    till_that_sold(&mut till);
    assert!(
        answer(&world.send(till.push_all()).await)
            .set_aside
            .is_empty()
    );
    assert_eq!(counted(&owner).await, json!([2, "12.90"]));
}

#[tokio::test]
async fn two_tills_sell_into_one_order() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let (mut one, mut two) = (owner.till(1).await, owner.till(2).await);
    let order = one.next_order();
    let events = one.events_of_sale(
        order,
        day("2026-11-24"),
        9,
        &[sold("Tea", 3, 1_000, 200), sold("Cake", 4, 1_000, 900)],
    );
    one.record(order, &events[..2]);
    two.record(order, &events[2..]);
    // The payment arrives first.
    world.send(two.push_all()).await;
    assert_eq!(counted(&owner).await, json!([1, "11.00"]));
    let names = owner.report("2026-11-01", "2026-11-30").await["top5_by_revenue"].clone();
    assert_eq!(names, json!([["Cake", "9.00"], ["", "2.00"]]));
    world.send(one.push_all()).await;
    let names = owner.report("2026-11-01", "2026-11-30").await["top5_by_revenue"].clone();
    assert_eq!(names, json!([["Cake", "9.00"], ["Tea", "2.00"]]));
    assert_eq!(counted(&owner).await, json!([1, "11.00"]));
}
