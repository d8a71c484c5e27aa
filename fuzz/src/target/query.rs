//! The query string of a pull, as the server reads it.

use axum::http::Request;
use shared::sync::PullQuery;
use sync_server::api::body::query;

pub fn run(input: &[u8]) {
    let mut uri = b"/api/v1/sync/pull?".to_vec();
    uri.extend(input);
    let Ok(request) = Request::builder().uri(uri.as_slice()).body(()) else {
        return;
    };
    let (parts, ()) = request.into_parts();
    let Ok(asked) = query::<PullQuery>(&parts) else {
        return;
    };
    let PullQuery {
        feed,
        after,
        hash,
        limit,
        head,
        own,
    } = &asked;
    let again =
        format!("/x?feed={feed}&after={after}&hash={hash}&limit={limit}&head={head}&own={own}");
    let (parts, ()) = Request::builder().uri(again).body(()).unwrap().into_parts();
    let read = query::<PullQuery>(&parts).unwrap_or_else(|_| panic!("its own words do not read"));
    assert_eq!(read, asked);
}
