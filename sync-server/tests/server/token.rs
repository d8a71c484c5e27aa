//! Tokens over the wire: signed with the request, repeated with it, and given back to one of two copies only.

use crate::till::{TestTill, day, sold};
use crate::world::{Answer, World};
use axum::http::{Request, StatusCode};
use serde_json::json;
use shared::sync::{TOKEN_HEADER, Token};
use sqlx::{AssertSqlSafe, Executor};

const HELLO: &str = "/api/v1/sync/hello";
const PUSH: &str = "/api/v1/sync/push";

fn token(answer: &Answer) -> Option<Token> {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let token = answer.json.get("next_token")?;
    serde_json::from_value(token.clone()).unwrap()
}

fn verdict(answer: &Answer) -> &serde_json::Value {
    &answer.json["verdict"]["verdict"]
}

fn hello(till: &TestTill, id: u128, token: Option<Token>) -> Request<axum::body::Body> {
    till.marked(HELLO, &till.hello_of(0), id, token)
}

fn push(till: &TestTill, from: usize, id: u128, token: Option<Token>) -> Request<axum::body::Body> {
    till.marked(PUSH, &till.push_of(from, till.entries.len()), id, token)
}

fn sell(till: &mut TestTill) -> usize {
    let from = till.entries.len();
    till.sell(day("2026-11-24"), 9, &[sold("Tea", 3, 1_000, 200)]);
    from
}

#[tokio::test]
async fn a_lost_answer_is_given_again_and_a_copy_is_told_that_it_is_one() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut till = owner.till(1).await;
    let first = token(&world.send(hello(&till, 1, None)).await);
    assert_eq!(first.map(|token| token.counter()), Some(1));
    // A hello whose answer was lost, and the same once more.
    let second = token(&world.send(hello(&till, 2, first)).await);
    assert_eq!(token(&world.send(hello(&till, 2, first)).await), second);
    let mut copy = till.clone();
    sell(&mut till);
    let third = token(&world.send(push(&till, 0, 3, second)).await);
    assert_eq!(token(&world.send(push(&till, 0, 3, second)).await), third);
    assert_eq!(third.map(|token| token.counter()), Some(3));
    // The copy knows what was sold, and has asked nothing since.
    copy.clone_from(&till);
    let from = sell(&mut copy);
    let refused = world.send(push(&copy, from, 4, second)).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text);
    assert_eq!(refused.json["push"], json!({ "refusal": "clone" }));
    let heard = world.send(hello(&copy, 5, second)).await;
    assert_eq!((verdict(&heard), token(&heard)), (&json!("clone"), None));
    // None of that made the till's own token an older one.
    let heard = world.send(hello(&till, 6, third)).await;
    assert_eq!(verdict(&heard), &json!("ok"));
    assert_eq!(token(&heard).map(|token| token.counter()), Some(4));
}

#[tokio::test]
async fn a_token_that_was_never_given_means_that_the_server_was_restored() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut till = owner.till(1).await;
    let other = owner.till(2).await;
    let ours = token(&world.send(hello(&till, 1, None)).await);
    let theirs = token(&world.send(hello(&other, 1, None)).await);
    sell(&mut till);
    for never in [theirs, ours.map(|token| Token::new(7, [0; 16]).max(token))] {
        let refused = world.send(push(&till, 0, 2, never)).await;
        assert_eq!(
            refused.json["push"],
            json!({ "refusal": "server_restored" })
        );
        // It goes on with the token that the server would have.
        let heard = world.send(hello(&till, 3, never)).await;
        assert_eq!(verdict(&heard), &json!("server_restored"));
        assert_eq!(token(&heard), ours);
    }
    token(&world.send(push(&till, 0, 4, ours)).await).unwrap();
}

#[tokio::test]
async fn a_token_is_signed_with_the_request_and_a_till_without_one_is_taken_as_ever() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut till = owner.till(1).await;
    sell(&mut till);
    let ours = token(&world.send(hello(&till, 1, None)).await);
    let mut stripped = push(&till, 0, 2, ours);
    stripped.headers_mut().remove(TOKEN_HEADER);
    let mut added = push(&till, 0, 2, None);
    let text = ours.unwrap().to_string().parse().unwrap();
    added.headers_mut().insert(TOKEN_HEADER, text);
    for forged in [stripped, added] {
        let refused = world.send(forged).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{}", refused.text);
    }
    token(&world.send(push(&till, 0, 3, ours)).await).unwrap();
    // An older version of the program says no token, however often.
    for id in 4..7 {
        let from = sell(&mut till);
        let taken = token(&world.send(push(&till, from, id, None)).await);
        assert_eq!(taken.map(|token| token.counter()), Some(2));
    }
}

#[tokio::test]
async fn of_two_copies_that_speak_at_once_one_is_told() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut till = owner.till(1).await;
    let mut held = token(&world.send(hello(&till, 1, None)).await);
    for round in 0..40 {
        sell(&mut till);
        let (one, two) = (100 + 2 * round, 101 + 2 * round);
        // A hello against a push, and two hellos.
        let first = match round % 2 {
            0 => hello(&till, one, held),
            _ => push(&till, 0, one, held),
        };
        let (first, second) = tokio::join!(world.send(first), world.send(hello(&till, two, held)));
        let tokens = [&first, &second].map(|answer| answer.json.get("next_token").cloned());
        let given: Vec<_> = tokens.into_iter().flatten().collect();
        assert_eq!(given.len(), 1, "{} {}", first.text, second.text);
        held = serde_json::from_value(given[0].clone()).unwrap();
        let told = [&first, &second]
            .map(|answer| verdict(answer) == "clone" || answer.json["push"]["refusal"] == "clone");
        assert_eq!(told.iter().filter(|told| **told).count(), 1, "{told:?}");
    }
}

#[tokio::test]
async fn a_server_that_went_back_calls_no_till_a_copy() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut till = owner.till(1).await;
    let mut held = token(&world.send(hello(&till, 1, None)).await);
    for id in 2..5 {
        let from = sell(&mut till);
        held = token(&world.send(push(&till, from, id, held)).await);
    }
    let kept = till.entries.len();
    // What came after the backup, and a push of which the till has no answer.
    let from = sell(&mut till);
    token(&world.send(push(&till, from, 5, held)).await).unwrap();
    for (counter, feed) in [
        (4, "feed"),
        (3, "feed"),
        (0, "feed"),
        (4, "gen_random_uuid()"),
    ] {
        let mut past = world.past_security().await;
        let back = format!(
            "SET session_replication_role = replica;
            DELETE FROM entry WHERE sequence > {kept};
            UPDATE series SET token = {counter}, token_request = NULL, head_sequence = {kept},
                head_hash = (SELECT hash FROM entry e WHERE e.series = series.series AND e.sequence = {kept})
            WHERE head_sequence > 0;
            UPDATE feed SET feed = {feed}, latest = {kept},
                running = (SELECT running FROM entry WHERE position = {kept})"
        );
        past.execute(AssertSqlSafe(back)).await.unwrap();
        let repeated = world.send(push(&till, from, 5, held)).await;
        if repeated.status == StatusCode::OK {
            assert_eq!((counter, feed), (4, "feed"));
            continue;
        }
        assert_eq!(
            repeated.json["push"],
            json!({ "refusal": "server_restored" })
        );
        let hello = till.marked(HELLO, &till.hello_of(kept), 6, held);
        let heard = world.send(hello).await;
        assert_eq!(verdict(&heard), &json!("server_restored"));
        let given = token(&heard);
        assert!(given.is_some_and(|given| Some(given) != held));
        token(&world.send(push(&till, from, 7, given)).await).unwrap();
    }
}
