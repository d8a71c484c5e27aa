//! Pulls: what others recorded, in order, whole groups, and a cursor that never skips.

use crate::till::{TestTill, day, sold};
use crate::world::World;
use axum::http::StatusCode;
use shared::id::SubjectId;
use shared::journal::Hash;
use shared::sync::{Position, PullPage, PullQuery};

async fn page(world: &World, till: &TestTill, query: &PullQuery) -> PullPage {
    let answer = world.send(till.pull(query)).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    serde_json::from_value(answer.json).unwrap()
}

async fn feed_of(world: &World, till: &TestTill) -> String {
    let hello = world.send(till.hello(0)).await;
    hello.json["feed"].as_str().unwrap().to_owned()
}

/// Everything that a till pulls, page by page.
async fn everything(world: &World, till: &TestTill, limit: u32) -> Vec<PullPage> {
    let mut query = till.first_pull(&feed_of(world, till).await, limit);
    let mut pages = Vec::new();
    loop {
        let page = page(world, till, &query).await;
        (query.after, query.hash) = (page.cursor, page.hash);
        let done = page.cursor == page.latest;
        pages.push(page);
        if done {
            return pages;
        }
    }
}

/// Of a feed that it reads again a till hears what counts of its own clocks, whoever handed them in.
#[tokio::test]
async fn a_till_that_asks_for_its_own_entries_gets_them_in_their_places() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let (mut one, mut two) = (owner.till(1).await, owner.till(2).await);
    for till in [&mut one, &mut two] {
        till.sell(day("2026-11-24"), 9, &[sold("Tea", 3, 1_000, 200)]);
        let pushed = world.send(till.push_all()).await;
        assert_eq!(pushed.status, StatusCode::OK);
    }
    let others = PullQuery {
        own: false,
        ..one.first_pull(&feed_of(&world, &one).await, 2_000)
    };
    let all = PullQuery {
        own: true,
        ..others.clone()
    };
    let (others, all) = (
        page(&world, &one, &others).await,
        page(&world, &one, &all).await,
    );
    let positions: Vec<u64> = all.entries.iter().map(|entry| entry.position.0).collect();
    assert_eq!(positions, (1..=all.latest.0).collect::<Vec<_>>());
    let own = all.entries.iter().map(|entry| &entry.entry);
    let own: Vec<_> = own
        .filter(|entry| entry.series == one.header.series)
        .collect();
    assert_eq!(own, one.entries.iter().collect::<Vec<_>>());
    assert_eq!(all.entries.len() - own.len(), others.entries.len());
    assert_eq!((all.cursor, all.hash), (others.cursor, others.hash));
}

#[tokio::test]
async fn each_till_gets_what_the_others_recorded_and_nothing_else() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let (mut one, mut two) = (owner.till(1).await, owner.till(2).await);
    for hour in 8..20 {
        one.sell(
            day("2026-11-24"),
            hour,
            &[sold("Tea", 3, 1_000, 200), sold("Cake", 4, 1_000, 900)],
        );
        two.sell(day("2026-11-24"), hour, &[sold("Tea", 3, 1_000, 200)]);
    }
    // In turns, so that their positions mix.
    let half = one.entries.len() / 2 / 4 * 4;
    for request in [
        one.push(0, half),
        two.push_all(),
        one.push(half, one.entries.len()),
    ] {
        assert_eq!(world.send(request).await.status, StatusCode::OK);
    }
    for (till, other) in [(&one, &two), (&two, &one)] {
        for limit in [1, 7, 2_000] {
            let pages = everything(&world, till, limit).await;
            let entries = pages.iter().flat_map(|page| &page.entries);
            let entries: Vec<_> = entries.map(|entry| entry.entry.clone()).collect();
            assert_eq!(entries, other.entries);
            let headers: Vec<_> = pages.iter().flat_map(|page| page.headers.clone()).collect();
            assert_eq!(headers, [other.header]);
            for page in &pages {
                let last = page.entries.last();
                assert!(
                    last.is_none_or(|last| last.entry.ends_group()),
                    "groups are whole"
                );
            }
            assert_eq!(
                pages.last().unwrap().cursor.0 as usize,
                one.entries.len() + two.entries.len()
            );
        }
    }
}

#[tokio::test]
async fn a_cursor_of_another_history_is_told_so() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let (mut one, two) = (owner.till(1).await, owner.till(2).await);
    one.sell(day("2026-11-24"), 9, &[sold("Tea", 3, 1_000, 200)]);
    world.send(one.push_all()).await;
    let right = two.first_pull(&feed_of(&world, &two).await, 10);
    let wrong_hash = PullQuery {
        hash: Hash([1; 32]),
        ..right.clone()
    };
    let wrong_feed = PullQuery {
        feed: "00000000-0000-0000-0000-000000000009".parse().unwrap(),
        ..right.clone()
    };
    let beyond = PullQuery {
        after: Position(99),
        ..right.clone()
    };
    for query in [wrong_hash, wrong_feed, beyond] {
        let answer = world.send(two.pull(&query)).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert_eq!(answer.json["code"], "feed_changed");
    }
    assert_eq!(
        page(&world, &two, &right).await.entries.len(),
        one.entries.len()
    );
}

#[tokio::test]
async fn bytes_that_nobody_can_read_arrive_unchanged() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let (mut one, two) = (owner.till(1).await, owner.till(2).await);
    one.record_raw("robot.danced", 3, &[0xff, 0, 0xfe, b'"']);
    world.send(one.push_all()).await;
    let pages = everything(&world, &two, 10).await;
    assert_eq!(pages[0].entries[0].entry, one.entries[0]);
}

#[tokio::test]
async fn a_page_of_large_entries_stays_small() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let (mut one, two) = (owner.till(1).await, owner.till(2).await);
    for number in 0..100_u128 {
        let written = shared::event::Written {
            kind: "robot.danced",
            version: 1,
            body: shared::journal::Body(vec![b'x'; 60_000]),
        };
        one.append(&[(SubjectId(uuid::Uuid::from_u128(number)), written)]);
        if number % 10 == 9 {
            let upto = one.entries.len();
            assert_eq!(
                world.send(one.push(upto - 10, upto)).await.status,
                StatusCode::OK
            );
        }
    }
    let pages = everything(&world, &two, 2_000).await;
    assert_eq!(pages.len(), 2);
    assert_eq!(
        pages.iter().map(|page| page.entries.len()).sum::<usize>(),
        100
    );
}

#[tokio::test]
async fn a_till_hears_of_what_others_send_and_not_of_its_own() {
    use futures_util::StreamExt;
    use tower::ServiceExt;
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let (mut one, mut two) = (owner.till(1).await, owner.till(2).await);
    one.sell(day("2026-11-24"), 9, &[sold("Tea", 3, 1_000, 200)]);
    two.sell(day("2026-11-24"), 9, &[sold("Tea", 3, 1_000, 200)]);
    let request = two.request("GET", "/api/v1/sync/poke", Vec::new());
    let response = world.router.clone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let mut stream = response.into_body().into_data_stream();
    assert!(
        stream
            .next()
            .await
            .unwrap()
            .unwrap()
            .starts_with(b"event: hello")
    );
    world.send(two.push_all()).await;
    // A push may be heard only once the channel is open: repeat what is harmless to repeat.
    let mut sent = 0;
    loop {
        sent += 1;
        one.sell(day("2026-11-24"), 9, &[sold("Tea", 3, 1_000, 200)]);
        world.send(one.push(0, one.entries.len())).await;
        let heard =
            tokio::time::timeout(std::time::Duration::from_millis(500), stream.next()).await;
        if let Ok(Some(Ok(event))) = heard {
            assert!(event.starts_with(b"event: poke\ndata:"), "{event:?}");
            break;
        }
        assert!(sent < 40, "nothing was heard");
    }
}
