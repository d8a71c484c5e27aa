//! The document says what the router does: every route in it answers, and what is not in it is not there.

use crate::world::World;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use sync_server::api::{Caller, ROUTES};
use sync_server::openapi;

#[tokio::test]
async fn every_route_of_the_document_is_there_and_keeps_strangers_out() {
    let world = World::new().await;
    let document = openapi::document();
    let mut seen = 0;
    for (path, operations) in document["paths"].as_object().unwrap() {
        for method in operations.as_object().unwrap().keys() {
            seen += 1;
            let route = ROUTES
                .iter()
                .find(|route| route.path == path && route.method == method);
            let route = route.expect("the document is made of the table");
            let id = uuid::Uuid::from_u128(7).to_string();
            let uri = path.replace("{business}", &id).replace("{till}", &id);
            let request = Request::builder()
                .method(method.to_uppercase().as_str())
                .uri(uri);
            let answer = world.send(request.body(Body::empty()).unwrap()).await;
            let expected = match route.by {
                Caller::Person | Caller::Till => StatusCode::UNAUTHORIZED,
                Caller::Anybody => answer.status,
            };
            assert_eq!(answer.status, expected, "{method} {path}");
            assert_ne!(
                answer.status,
                StatusCode::METHOD_NOT_ALLOWED,
                "{method} {path}"
            );
            assert!(!answer.status.is_server_error(), "{method} {path}");
        }
    }
    assert_eq!(seen, ROUTES.len());
}
