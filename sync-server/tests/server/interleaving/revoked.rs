//! Pushes that meet the owner's decision about their till.

use super::{Held, ROUNDS, Watch, almost_pushed, ok, sell, start};
use crate::report::assert_rebuild_changes_nothing;
use crate::till::TestTill;
use crate::world::{Owner, World};
use axum::body::Body;
use axum::http::Request;

fn decide(owner: &Owner<'_>, till: &TestTill, what: &str) -> Request<Body> {
    let path = format!(
        "/api/v1/businesses/{}/tills/{}/{what}",
        owner.business,
        till.id()
    );
    let request = Request::post(path).header("authorization", format!("Bearer {}", owner.token));
    request.body(Body::empty()).unwrap()
}

async fn orders(owner: &Owner<'_>) -> u64 {
    owner.report("2026-11-24", "2026-11-24").await["orders"]
        .as_u64()
        .unwrap()
}

async fn set_aside(owner: &Owner<'_>) -> usize {
    owner.get("/set-aside").await.json.as_array().unwrap().len()
}

#[tokio::test]
async fn a_push_that_meets_a_revocation_is_counted_or_set_aside_and_never_lost() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut till = owner.till(1).await;
    let mut watch = Watch::over(&world).await;
    for round in 0..ROUNDS {
        let from = sell(&mut till, 200);
        if round % 2 == 0 {
            // The push has looked whether its till belongs; then the owner revokes it.
            let almost = almost_pushed(&world, owner.business, &till, from).await;
            let revoked = start(&world, decide(&owner, &till, "revoke"));
            watch.stopped(1).await;
            almost.commit().await.unwrap();
            ok(revoked).await;
            assert_eq!(set_aside(&owner).await, 0, "round {round}");
        } else {
            // The push waits for its turn; the owner revokes the till meanwhile.
            let held = Held::rows(&world, "SELECT 1 FROM series").await;
            let push = start(&world, till.push(from, till.entries.len()));
            watch.stopped(1).await;
            ok(start(&world, decide(&owner, &till, "revoke"))).await;
            held.let_go().await;
            ok(push).await;
            assert_eq!(
                set_aside(&owner).await,
                till.entries.len() - from,
                "round {round}"
            );
        }
        ok(start(&world, decide(&owner, &till, "reinstate"))).await;
        assert_eq!(set_aside(&owner).await, 0, "round {round}");
        assert_eq!(orders(&owner).await, round as u64 + 1);
    }
    assert_rebuild_changes_nothing(&world, owner.business).await;
}

#[tokio::test]
async fn a_push_that_waited_while_its_till_was_taken_back_counts() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut till = owner.till(1).await;
    let mut watch = Watch::over(&world).await;
    for round in 0..ROUNDS {
        let from = sell(&mut till, 200);
        ok(start(&world, decide(&owner, &till, "revoke"))).await;
        let held = Held::rows(&world, "SELECT 1 FROM series").await;
        // The owner is first in the queue; the push began while its till was still revoked.
        let taken_back = start(&world, decide(&owner, &till, "reinstate"));
        watch.stopped(1).await;
        let push = start(&world, till.push(from, till.entries.len()));
        watch.stopped(2).await;
        held.let_go().await;
        ok(taken_back).await;
        ok(push).await;
        assert_eq!(set_aside(&owner).await, 0, "round {round}");
        assert_eq!(orders(&owner).await, round as u64 + 1);
    }
    assert_rebuild_changes_nothing(&world, owner.business).await;
}
