//! Pushes that meet: of one till, and of two tills about one order.

use super::{Held, ROUNDS, Watch, ok, sell, start};
use crate::report::assert_rebuild_changes_nothing;
use crate::till::{day, sold};
use crate::world::World;
use serde_json::json;

#[tokio::test]
async fn two_equal_pushes_of_one_till_count_once() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut till = owner.till(1).await;
    let mut watch = Watch::over(&world).await;
    for _ in 0..ROUNDS {
        let from = sell(&mut till, 100);
        let held = Held::rows(&world, "SELECT 1 FROM series").await;
        // The same request twice, as a till repeats it, and one that has got further meanwhile.
        let upto = till.entries.len();
        let equal = [(); 2].map(|()| start(&world, till.push(from, upto)));
        sell(&mut till, 100);
        let further = start(&world, till.push(from, till.entries.len()));
        watch.stopped(3).await;
        held.let_go().await;
        for answer in equal {
            assert!(ok(answer).await.json["durable"].as_u64() >= Some(upto as u64));
        }
        assert_eq!(ok(further).await.json["durable"], till.entries.len());
    }
    let report = owner.report("2026-11-24", "2026-11-24").await;
    assert_eq!(report["orders"], 2 * ROUNDS);
    assert_eq!(report["revenue"], format!("{}.00", 2 * ROUNDS));
    assert_rebuild_changes_nothing(&world, owner.business).await;
}

#[tokio::test]
async fn two_tills_that_write_one_order_at_once_both_count() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let (mut one, mut two) = (owner.till(1).await, owner.till(2).await);
    let mut watch = Watch::over(&world).await;
    for round in 0..ROUNDS {
        let order = one.next_order();
        let lines = [sold("Tea", 3, 1_000, 200), sold("Cake", 4, 1_000, 900)];
        let events = one.events_of_sale(order, day("2026-11-24"), 9, &lines);
        let (from, behind) = (one.entries.len(), two.entries.len());
        one.record(order, &events[..2]);
        two.record(order, &events[2..]);
        let held = Held::rows(&world, "SELECT 1 FROM feed").await;
        // Either the lines or the payment come first.
        let first = one.push(from, one.entries.len());
        let second = two.push(behind, two.entries.len());
        let (first, second) = if round % 2 == 0 {
            (first, second)
        } else {
            (second, first)
        };
        let first = start(&world, first);
        watch.stopped(1).await;
        let second = start(&world, second);
        watch.stopped(2).await;
        held.let_go().await;
        ok(first).await;
        ok(second).await;
    }
    let report = owner.report("2026-11-24", "2026-11-24").await;
    assert_eq!(report["orders"], ROUNDS);
    assert_eq!(report["revenue"], format!("{}.00", 11 * ROUNDS));
    let names = json!([
        ["Cake", format!("{}.00", 9 * ROUNDS)],
        ["Tea", format!("{}.00", 2 * ROUNDS)]
    ]);
    assert_eq!(report["top5_by_revenue"], names);
    assert_rebuild_changes_nothing(&world, owner.business).await;
}
