//! The customer's page says when the cafe is open; only its own people say when that is.

use crate::world::{World, get};
use axum::http::StatusCode;
use serde_json::json;

#[tokio::test]
async fn an_owner_sets_the_hours_that_anybody_reads() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let path = format!("/api/v1/businesses/{}/opening-hours", owner.business);
    let week = json!([
        { "weekday": 1, "opens": 480, "closes": 1200 },
        { "weekday": 5, "opens": 1200, "closes": 1560 },
    ]);
    let set = owner.call("PUT", &path, Some(&week)).await;
    assert_eq!((set.status, &set.json), (StatusCode::OK, &week));
    let public = format!("/api/v1/public/businesses/{}", owner.business);
    let read = world.send(get(&public, &[])).await;
    assert_eq!(read.json["hours"], week);

    let closes_first = json!([{ "weekday": 1, "opens": 600, "closes": 600 }]);
    let eighth_day = json!([{ "weekday": 8, "opens": 600, "closes": 700 }]);
    for wrong in [
        closes_first,
        eighth_day,
        json!({}),
        json!([{ "weekday": -1 }]),
    ] {
        let refused = owner.call("PUT", &path, Some(&wrong)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let other = world.owner("b@cafe.test").await;
    let foreign = other.call("PUT", &path, Some(&week)).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    assert_eq!(world.send(get(&public, &[])).await.json["hours"], week);
}
