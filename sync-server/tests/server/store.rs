//! The memory store and the PostgreSQL store pass the same tests: each scenario runs on both.

mod day;
mod moves;
pub mod same;

use crate::till::{TestTill, day, sold};
use crate::world::World;
use shared::clock::HybridClock;
use shared::id::{BusinessId, FeedId, RequestId, SeriesId};
use shared::sync::{PushRefusal, PushRequest};
use sync_server::database;
use sync_server::key::ServerKey;
use sync_server::sync::{Ask, IngestError, Ingested, MemoryStore, PostgresStore, ingest};
use uuid::Uuid;

/// A place that takes pushes in.
enum Place<'w> {
    Memory(Box<MemoryStore>),
    Postgres(&'w World, BusinessId),
}

/// How a push says which of its series' requests it is.
#[derive(Clone, Copy)]
struct Mark {
    request: u128,
    /// The counter of the token it shows.
    token: Option<u64>,
    /// Of another feed.
    foreign: bool,
}

const UNMARKED: Mark = Mark {
    request: 1,
    token: None,
    foreign: false,
};

impl Mark {
    fn ask<'k>(&self, key: &'k ServerKey, feed: FeedId, series: SeriesId) -> Ask<'k> {
        let feed = match self.foreign {
            true => FeedId(Uuid::from_u128(5)),
            false => feed,
        };
        Ask {
            key,
            request: RequestId(Uuid::from_u128(self.request)),
            token: self.token.map(|counter| key.token(feed, series, counter)),
        }
    }
}

impl Place<'_> {
    async fn push(
        &mut self,
        push: &PushRequest,
        mark: Mark,
        received_ms: i64,
    ) -> Result<Ingested, String> {
        let key = crate::export::server();
        match self {
            Self::Memory(store) => {
                let ask = mark.ask(&key, store.feed(), push.series);
                // A transaction is a copy that replaces the original.
                let mut copy = store.clone();
                let taken = ingest(copy.as_mut(), push.clone(), &ask, received_ms)
                    .await
                    .map_err(said)?;
                *store = copy;
                Ok(taken)
            }
            Self::Postgres(world, business) => {
                let mut tx = database::begin(&world.pool, *business).await.unwrap();
                let feed: Uuid = sqlx::query_scalar("SELECT feed FROM feed")
                    .fetch_one(&mut *tx)
                    .await
                    .unwrap();
                let ask = mark.ask(&key, FeedId(feed), push.series);
                let mut store = PostgresStore::new(&mut tx, *business);
                let taken = ingest(&mut store, push.clone(), &ask, received_ms)
                    .await
                    .map_err(said)?;
                tx.commit().await.unwrap();
                Ok(taken)
            }
        }
    }
}

fn said<E: std::fmt::Debug>(error: IngestError<E>) -> String {
    match error {
        IngestError::Refused(PushRefusal::Fork { last_common }) => {
            format!("fork after {last_common}")
        }
        IngestError::Refused(refusal) => refusal.to_string(),
        IngestError::UnknownSeries => "unknown series".to_owned(),
        IngestError::Store(error) => format!("{error:?}"),
    }
}

/// Runs one scenario on both stores and compares every answer.
async fn check(tills: &mut [TestTill], pushes: &[PushRequest]) -> Vec<String> {
    let pushes: Vec<_> = pushes.iter().map(|push| (push.clone(), UNMARKED)).collect();
    check_marked(tills, &pushes).await
}

async fn check_marked(tills: &mut [TestTill], pushes: &[(PushRequest, Mark)]) -> Vec<String> {
    run(tills, pushes, async |_, _, _| {}).await
}

/// The same, and looks at what is stored then.
async fn check_and_then(
    tills: &mut [TestTill],
    pushes: &[PushRequest],
    then: impl AsyncFnOnce(&World, BusinessId, &MemoryStore),
) -> Vec<String> {
    let pushes: Vec<_> = pushes.iter().map(|push| (push.clone(), UNMARKED)).collect();
    run(tills, &pushes, then).await
}

async fn run(
    tills: &mut [TestTill],
    pushes: &[(PushRequest, Mark)],
    then: impl AsyncFnOnce(&World, BusinessId, &MemoryStore),
) -> Vec<String> {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut memory = Box::new(MemoryStore::new(owner.business));
    for till in tills.iter() {
        let number = till.header.public_key;
        assert!((1..=3_u8).any(|known| TestTill::new(known).header.public_key == number));
        memory.enrol(till.header);
    }
    for number in 1..=3 {
        if tills
            .iter()
            .any(|till| till.header == TestTill::new(number).header)
        {
            owner.till(number).await;
        }
    }
    let mut memory = Place::Memory(memory);
    let mut postgres = Place::Postgres(&world, owner.business);
    let mut answers = Vec::new();
    for (at, (push, mark)) in pushes.iter().enumerate() {
        let received_ms = 1_790_000_000_000 + at as i64;
        let told = |taken: Result<Ingested, String>| match taken {
            Ok(taken) => format!("{taken:?}"),
            Err(refusal) => refusal,
        };
        let one = told(memory.push(push, *mark, received_ms).await);
        let two = told(postgres.push(push, *mark, received_ms).await);
        assert_eq!(one, two, "push {at}");
        answers.push(one);
    }
    let Place::Memory(memory) = memory else {
        unreachable!("made above")
    };
    same::compare(&world, &memory).await;
    then(&world, owner.business, &memory).await;
    answers
}

#[tokio::test]
async fn both_stores_take_in_the_same() {
    let (mut one, mut two) = (TestTill::new(1), TestTill::new(2));
    for hour in 8..14 {
        one.sell(
            day("2026-11-24"),
            hour,
            &[sold("Tea", 3, 1_000, 200), sold("Cake", 4, 2_000, 900)],
        );
        two.sell(day("2026-11-25"), hour, &[sold("Tea", 3, 3_000, 200)]);
    }
    one.record_raw("robot.danced", 1, b"{}");
    let (half, all) = (one.push_of(0, 12), one.push_of(0, one.entries.len()));
    let later = one.push_of(12, one.entries.len());
    let other = two.push_of(0, two.entries.len());
    let mut fork = TestTill::new(1);
    fork.sell(day("2026-11-24"), 8, &[sold("Soup", 5, 1_000, 1)]);
    let fork = fork.push_of(0, fork.entries.len());
    let pushes = [
        later.clone(),
        half.clone(),
        other.clone(),
        half,
        later,
        all,
        fork,
        other,
    ];
    let answers = check(&mut [one, two], &pushes).await;
    assert!(answers[0].contains("missing"), "{answers:?}");
    assert_eq!(answers[6], "fork after 1");
}

#[tokio::test]
async fn both_stores_fold_one_subject_from_two_series_in_any_order() {
    let (mut one, mut two) = (TestTill::new(1), TestTill::new(2));
    let order = one.next_order();
    let lines = [sold("Tea", 3, 1_000, 200), sold("Cake", 4, 2_000, 900)];
    let events = one.events_of_sale(order, day("2026-11-24"), 9, &lines);
    one.record(order, &events[..2]);
    two.record(order, &events[2..3]);
    two.record(order, &events[3..]);
    one.record(order, &events[3..]);
    let pushes = [
        two.push_of(0, 2),
        one.push_of(0, 2),
        one.push_of(2, one.entries.len()),
        TestTill::new(3).push_of(0, 0),
    ];
    let answers = check(&mut [one, two], &pushes).await;
    assert_eq!(answers[3], "unknown series");
}

#[tokio::test]
async fn what_is_carried_by_a_till_whose_clock_is_behind_counts_as_it_did() {
    let (mut one, mut two) = (TestTill::new(1), TestTill::new(2));
    one.sell(day("2026-11-24"), 9, &[sold("Tea", 3, 1_000, 200)]);
    two.clock = HybridClock::at(1);
    two.carry(&one.entries[2..], &one.hashes[2..]);
    let pushes = [one.push_of(0, 2), two.push_of(0, two.entries.len())];
    let written: Vec<_> = one.entries[2..].iter().map(|entry| entry.clock).collect();
    let answers = check_and_then(&mut [one, two.clone()], &pushes, async |_, _, memory| {
        let held = memory.entries(two.header.series);
        let counts: Vec<_> = held.map(|(known, _)| known.effective).collect();
        assert_eq!(counts, written);
    })
    .await;
    assert!(answers[1].contains("appended: 1"), "{answers:?}");
}

#[tokio::test]
async fn both_stores_tell_a_repeated_push_from_a_copy_and_from_a_token_they_never_gave() {
    let mut till = TestTill::new(1);
    for hour in 8..14 {
        till.sell(day("2026-11-24"), hour, &[sold("Tea", 3, 1_000, 200)]);
    }
    let third = till.entries.len() / 3;
    let (one, two, three) = (
        till.push_of(0, third),
        till.push_of(third, 2 * third),
        till.push_of(2 * third, 3 * third),
    );
    let mark = |request: u128, token: u64| Mark {
        request,
        token: Some(token),
        foreign: false,
    };
    let foreign = Mark {
        foreign: true,
        ..mark(5, 1)
    };
    let pushes = [
        (one.clone(), UNMARKED),
        // Before the first token a till repeats as it likes.
        (one.clone(), UNMARKED),
        (two.clone(), mark(5, 2)),
        (two.clone(), foreign),
        (two.clone(), mark(5, 1)),
        (two.clone(), mark(5, 1)),
        (two.clone(), mark(6, 1)),
        // What brings nothing new leaves the token as it is.
        (two.clone(), mark(6, 2)),
        (three.clone(), mark(7, 2)),
        (three.clone(), mark(7, 2)),
        (two, mark(5, 1)),
        (three.clone(), mark(8, 2)),
        (three, mark(8, 4)),
    ];
    let answers = check_marked(&mut [till], &pushes).await;
    let next = |at: usize| {
        let (_, rest) = answers[at].split_once("next_token: Some(Token(").unwrap();
        rest.split_once(')').unwrap().0
    };
    assert_eq!([next(0), next(1)], ["1", "1"], "{answers:?}");
    let (never, copy) = (
        "the server never gave this token",
        "another copy of this till has spoken since",
    );
    assert_eq!([&*answers[2], &*answers[3]], [never, never]);
    assert_eq!([next(4), next(5)], ["2", "2"], "{answers:?}");
    assert_eq!(answers[6], copy);
    assert_eq!([next(7), next(8), next(9)], ["2", "3", "3"], "{answers:?}");
    assert_eq!([&*answers[10], &*answers[11]], [copy, copy]);
    assert_eq!(answers[12], never);
}
