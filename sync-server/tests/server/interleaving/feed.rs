//! Positions are given in the order of the commits, so a cursor that has passed a place never misses what is there.

use super::{ROUNDS, Watch, almost_pushed, ok, sell, start};
use crate::till::TestTill;
use crate::world::World;
use axum::http::StatusCode;
use shared::id::SeriesId;
use shared::journal::Sequence;
use shared::sync::{PullPage, PullQuery};

/// A till that only reads, and everything it has read.
struct Reader<'w> {
    world: &'w World,
    till: TestTill,
    query: PullQuery,
    read: Vec<(SeriesId, Sequence)>,
}

impl Reader<'_> {
    async fn page(&mut self) -> PullPage {
        let answer = self.world.send(self.till.pull(&self.query)).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        let page: PullPage = serde_json::from_value(answer.json).unwrap();
        for held in &page.entries {
            self.read.push((held.entry.series, held.entry.sequence));
            assert_eq!(
                held.position.0,
                self.read.len() as u64,
                "a place was skipped"
            );
        }
        (self.query.after, self.query.hash) = (page.cursor, page.hash);
        page
    }

    async fn read_all(&mut self) {
        loop {
            let page = self.page().await;
            if page.cursor == page.latest {
                return;
            }
        }
    }
}

#[tokio::test]
async fn a_reader_misses_nothing_though_one_push_waits_for_anothers_commit() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut tills = [owner.till(1).await, owner.till(2).await];
    let till = owner.till(3).await;
    let hello = world.send(till.hello(0)).await;
    let mut reader = Reader {
        world: &world,
        query: till.first_pull(hello.json["feed"].as_str().unwrap(), 2),
        till,
        read: Vec::new(),
    };
    let mut watch = Watch::over(&world).await;
    for round in 0..ROUNDS {
        tills.swap(0, 1);
        let [first, second] = &mut tills;
        let (from, behind) = (sell(first, 200), sell(second, 300));
        let before = reader.read.len();
        // The first has its positions and is not committed; the second waits for it.
        let almost = almost_pushed(&world, owner.business, first, from).await;
        let waits = start(&world, second.push(behind, second.entries.len()));
        watch.stopped(1).await;
        let page = reader.page().await;
        assert!(
            page.entries.is_empty() && page.cursor == page.latest,
            "round {round}"
        );
        almost.commit().await.unwrap();
        // Whatever is there by now: it is read without a gap.
        reader.page().await;
        ok(waits).await;
        reader.read_all().await;
        let of = |till: &TestTill, from: usize| {
            let entries = till.entries[from..].iter();
            entries
                .map(|entry| (entry.series, entry.sequence))
                .collect::<Vec<_>>()
        };
        let expected = [of(first, from), of(second, behind)].concat();
        assert_eq!(reader.read[before..], expected, "round {round}");
    }
}
