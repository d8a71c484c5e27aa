//! Enrolment: a code has one winner, who may ask again; a series has one business.

use super::{Held, ROUNDS, Watch, ok, start};
use crate::till::TestTill;
use crate::world::World;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode};
use std::net::SocketAddr;
use sync_server::app::now_ms;
use sync_server::till::make_code_of;

const CODES: &str = "SELECT 1 FROM enrolment_code WHERE used_by IS NULL";

/// A request from a place of its own: a hundred refusals are too many for one.
fn from_elsewhere(round: usize, mut request: Request<Body>) -> Request<Body> {
    let address = SocketAddr::from(([10, 0, 0, round as u8], 1));
    request.extensions_mut().insert(ConnectInfo(address));
    request
}

#[tokio::test]
async fn two_tills_with_one_code_have_one_winner() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut watch = Watch::over(&world).await;
    for round in 0..ROUNDS {
        let code = make_code_of(&world.pool, owner.business, "", now_ms()).await;
        let code = code.unwrap();
        let held = Held::rows(&world, CODES).await;
        let tries = [2 * round, 2 * round + 1].map(|number| {
            let request = TestTill::new(number as u8).enrol(&code);
            start(&world, from_elsewhere(round, request))
        });
        watch.stopped(2).await;
        held.let_go().await;
        let mut won = 0;
        for answer in tries {
            let answer = answer.await.unwrap();
            match answer.status {
                StatusCode::OK => won += 1,
                _ => assert_eq!(answer.json["code"], "enrolment_code_refused"),
            }
        }
        assert_eq!(won, 1, "round {round}");
    }
    let tills = owner.get("/tills").await.json;
    assert_eq!(tills.as_array().unwrap().len(), ROUNDS);
}

#[tokio::test]
async fn a_till_that_asks_twice_at_once_gets_one_place_and_two_equal_answers() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let mut watch = Watch::over(&world).await;
    for round in 0..ROUNDS {
        let code = make_code_of(&world.pool, owner.business, "", now_ms()).await;
        let code = code.unwrap();
        let held = Held::rows(&world, CODES).await;
        let till = TestTill::new(round as u8);
        let [first, again] = [(); 2].map(|()| start(&world, till.enrol(&code)));
        watch.stopped(2).await;
        held.let_go().await;
        assert_eq!(ok(first).await.json, ok(again).await.json, "round {round}");
    }
    let tills = owner.get("/tills").await.json;
    assert_eq!(tills.as_array().unwrap().len(), ROUNDS);
}

#[tokio::test]
async fn a_series_that_joins_two_businesses_at_once_is_in_one() {
    let world = World::new().await;
    let (one, two) = (
        world.owner("a@cafe.test").await,
        world.owner("b@cafe.test").await,
    );
    let mut watch = Watch::over(&world).await;
    for round in 0..ROUNDS {
        let till = TestTill::new(round as u8);
        let mut codes = Vec::new();
        for owner in [&one, &two] {
            let code = make_code_of(&world.pool, owner.business, "", now_ms()).await;
            codes.push(code.unwrap());
        }
        let held = Held::rows(&world, CODES).await;
        let tries: Vec<_> = codes
            .iter()
            .map(|code| start(&world, till.enrol(code)))
            .collect();
        watch.stopped(2).await;
        held.let_go().await;
        let mut won = 0;
        for answer in tries {
            let answer = answer.await.unwrap();
            match answer.status {
                StatusCode::OK => won += 1,
                _ => assert_eq!(answer.json["code"], "series_taken", "{}", answer.text),
            }
        }
        assert_eq!(won, 1, "round {round}");
    }
    let count = async |owner: &crate::world::Owner<'_>| {
        owner.get("/tills").await.json.as_array().unwrap().len()
    };
    assert_eq!(count(&one).await + count(&two).await, ROUNDS);
}
