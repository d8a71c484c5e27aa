//! Figures that are read, or thrown away and counted anew, while sales come in.

use super::{Held, ROUNDS, Watch, almost_pushed, ok, sell, start};
use crate::report::assert_rebuild_changes_nothing;
use crate::world::{Owner, World};
use serde_json::Value;
use sync_server::sync::rebuild;

/// The sum that the report shows by hour and by product: they are of one moment or they differ.
async fn figures(owner: &Owner<'_>) -> (Value, Value) {
    let report = owner.report("2026-11-24", "2026-11-24").await;
    let by_product = report["top5_by_revenue"][0][1].clone();
    (report["revenue"].clone(), by_product)
}

#[tokio::test]
async fn a_report_shows_a_push_whole_or_not_at_all() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut till = owner.till(1).await;
    let mut shown = figures(&owner).await.0;
    for round in 0..ROUNDS {
        let from = sell(&mut till, 100);
        let almost = almost_pushed(&world, owner.business, &till, from).await;
        let (revenue, by_product) = figures(&owner).await;
        assert_eq!(revenue, shown, "round {round}");
        assert!(round == 0 || by_product == revenue, "round {round}");
        // The report is asked for while the push commits.
        let commit = tokio::spawn(almost.commit());
        let (revenue, by_product) = figures(&owner).await;
        assert!(
            revenue == by_product || round == 0,
            "{revenue} {by_product}"
        );
        commit.await.unwrap().unwrap();
        let (revenue, by_product) = figures(&owner).await;
        assert_eq!(revenue, format!("{}.00", round + 1));
        assert_eq!(by_product, revenue);
        shown = revenue;
    }
}

#[tokio::test]
async fn a_rebuild_counts_what_came_before_it_and_what_came_meanwhile_is_added() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut tills = [owner.till(1).await, owner.till(2).await];
    let mut watch = Watch::over(&world).await;
    for round in 0..ROUNDS {
        let [one, two] = &mut tills;
        let (from, behind) = (sell(one, 100), sell(two, 100));
        let pool = world.pool.clone();
        let anew = |business| tokio::spawn(async move { rebuild(&pool, business).await });
        if round % 2 == 0 {
            // It waits for a push that has written everything and has not committed, and another waits for it.
            let almost = almost_pushed(&world, owner.business, one, from).await;
            let anew = anew(owner.business);
            watch.stopped(1).await;
            let push = start(&world, two.push(behind, two.entries.len()));
            watch.stopped(2).await;
            almost.commit().await.unwrap();
            anew.await.unwrap().unwrap();
            ok(push).await;
        } else {
            // It is stopped half-way through throwing away; two pushes wait for it.
            let held = Held::rows(&world, "SELECT 1 FROM sales_hour").await;
            let anew = anew(owner.business);
            watch.stopped(1).await;
            let pushes = [
                one.push(from, one.entries.len()),
                two.push(behind, two.entries.len()),
            ];
            let pushes = pushes.map(|push| start(&world, push));
            watch.stopped(3).await;
            held.let_go().await;
            anew.await.unwrap().unwrap();
            for push in pushes {
                ok(push).await;
            }
        }
        assert_eq!(figures(&owner).await.0, format!("{}.00", 2 * (round + 1)));
    }
    assert_rebuild_changes_nothing(&world, owner.business).await;
}
