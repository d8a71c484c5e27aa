//! The checker finds what is not as it must be, and nothing where everything is.

use crate::till::{day, sold};
use crate::world::{Owner, World};
use sqlx::{AssertSqlSafe, Executor};
use sync_server::check::{Looked, Projections, look};

async fn cafe_that_sold(world: &World) -> Owner<'_> {
    let owner = world.owner("a@cafe.test").await;
    for number in 1..=2 {
        let mut till = owner.till(number).await;
        for hour in 8..12 {
            till.sell(day("2026-11-24"), hour, &[sold("Tea", 3, 1_000, 200)]);
        }
        world.send(till.push(0, 5)).await;
        world.send(till.push_all()).await;
    }
    owner
}

async fn looked(owner: &Owner<'_>) -> Looked {
    let name = "Cafe".to_owned();
    look(&owner.world.pool, owner.business, name).await.unwrap()
}

/// Does what nobody can do: changes the database behind its own rules.
async fn damage(world: &World, sql: &str) {
    let mut past = world.past_security().await;
    let sql = format!("SET session_replication_role = replica; {sql}");
    past.execute(AssertSqlSafe(sql)).await.unwrap();
}

#[tokio::test]
async fn a_cafe_in_order_is_well_and_stays_as_it_is() {
    let world = World::new().await;
    let owner = cafe_that_sold(&world).await;
    let before = owner.report("2026-11-24", "2026-11-24").await;
    let found = looked(&owner).await;
    assert!(found.is_well(), "{found:?}");
    assert_eq!((found.series, found.entries > 10), (2, true));
    assert_eq!(found.projections, Projections::Follow);
    assert_eq!(owner.report("2026-11-24", "2026-11-24").await, before);
}

#[tokio::test]
async fn every_kind_of_damage_is_found() {
    let cases = [
        (
            "UPDATE entry SET body = '{}' WHERE sequence = 3",
            "bytes are what was hashed",
        ),
        ("DELETE FROM entry WHERE sequence = 3", "chains hold"),
        (
            "UPDATE entry SET signature = decode(repeat('07', 64), 'hex') WHERE signature IS NOT NULL",
            "signatures verify",
        ),
        (
            "UPDATE series SET head_sequence = head_sequence - 1",
            "heads are the last entries",
        ),
        ("DELETE FROM series", "every series has its row"),
        ("DELETE FROM till_key", "every series has its key"),
        (
            "UPDATE entry SET position = position + 1000 WHERE position = 7",
            "positions are dense",
        ),
        (
            "UPDATE entry SET running = hash WHERE position = 4",
            "the running hash follows",
        ),
        (
            "UPDATE feed SET latest = latest + 1",
            "the feed ends at its last entry",
        ),
    ];
    for (sql, rule) in cases {
        let world = World::new().await;
        let owner = cafe_that_sold(&world).await;
        damage(&world, sql).await;
        let found = looked(&owner).await;
        assert!(!found.is_well(), "{sql}");
        let named = found.findings.iter().any(|finding| finding.rule == rule);
        assert!(named, "{sql}: {:?}", found.findings);
    }
}

#[tokio::test]
async fn figures_that_do_not_follow_are_found() {
    for sql in [
        "UPDATE sales_hour SET revenue = revenue + 1",
        "UPDATE order_state SET total = total + 1 WHERE order_id = (SELECT min(order_id::text)::uuid FROM order_state)",
        "DELETE FROM sales_product",
        "UPDATE till SET last_receipt = 1",
    ] {
        let world = World::new().await;
        let owner = cafe_that_sold(&world).await;
        damage(&world, sql).await;
        let found = looked(&owner).await;
        assert_eq!(found.projections, Projections::Differ, "{sql}");
        assert!(found.findings.is_empty() && !found.is_well(), "{sql}");
    }
}
