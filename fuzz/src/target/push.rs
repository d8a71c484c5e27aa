//! The body of a push, as it comes: decompressed, parsed, checked and taken in.

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, header};
use shared::id::{BusinessId, RequestId, TillId};
use shared::journal::{PublicKey, SeriesHeader, SigningKey, Writer};
use shared::sync::PushRequest;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use sync_server::api::body::{parse, plain};
use sync_server::key::ServerKey;
use sync_server::sync::{Ask, MemoryStore, ingest};
use uuid::Uuid;

/// The key with which the pushes of the corpus are signed.
const KEY: [u8; 32] = [7; 32];
const RECEIVED_MS: i64 = crate::stand::NOON_MS;

pub fn run(input: &[u8]) {
    let Some((first, body)) = input.split_first() else {
        return;
    };
    // Compressed, as tills send it, or plain, which is easier to mutate.
    let mut headers = HeaderMap::new();
    if first % 2 == 1 {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("zstd"));
    }
    let Ok(body) = plain(&headers, Bytes::copy_from_slice(body)) else {
        return;
    };
    let Ok(push) = parse::<PushRequest>(&body) else {
        return;
    };
    take_in(&push);
}

fn take_in(push: &PushRequest) {
    let mut store = MemoryStore::new(BusinessId(Uuid::from_u128(1)));
    store.enrol(SeriesHeader {
        series: push.series,
        writer: Writer::Till(TillId(Uuid::from_u128(2))),
        public_key: PublicKey::of(&SigningKey::from_bytes(&KEY)),
    });
    let key = ServerKey::from_bytes(&[9; 32]);
    let ask = Ask {
        key: &key,
        request: RequestId(Uuid::from_u128(3)),
        token: None,
    };
    let Ok(first) = at_once(ingest(&mut store, push.clone(), &ask, RECEIVED_MS)) else {
        return;
    };
    assert_eq!(first.appended, push.entries.len(), "all of it was new");
    let again = at_once(ingest(&mut store, push.clone(), &ask, RECEIVED_MS));
    let again = again.unwrap_or_else(|error| panic!("a repeated push is refused: {error:?}"));
    assert_eq!((again.appended, again.head), (0, first.head));
    assert_eq!(again.effective_clocks, first.effective_clocks);
    assert_eq!(again.set_aside, first.set_aside);
}

/// Nothing in memory waits for anything.
fn at_once<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the memory waits"),
    }
}
