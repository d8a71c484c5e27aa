//! A page of the feed, taken in by a till: all of it with its cursor, or nothing.

use crate::stand::server::{ADDRESS, Server};
use crate::stand::{NOON_MS, Stand, with};
use shared::money::Currency;
use std::cell::RefCell;
use till::Till;
use till::sync::{Action, Engine, Response};

thread_local! {
    static STAND: RefCell<Option<Stand>> = const { RefCell::new(None) };
}

pub fn run(input: &[u8]) {
    with(
        &STAND,
        || Stand::new(join),
        |stand| {
            let mut engine = Engine::default();
            let now_ms = ask_for_a_page(&mut engine, stand.till());
            let head = stand.till().head();
            let page = Response {
                status: 200,
                is_cortado: true,
                date_ms: None,
                body: input.to_vec(),
            };
            // What cannot be taken in is refused.
            let _ = engine.received(stand.till(), now_ms, Ok(page));
            let after = stand.till().head();
            assert_eq!(
                after, head,
                "a page writes nothing into the till's own series"
            );
            stand.check();
            stand.put_back();
            stand.open().unwrap();
        },
    );
}

fn join(till: &mut Till) {
    let server = Server::new(till.header().unwrap());
    till.join(ADDRESS, &server.enrolment(Currency::ARS))
        .unwrap();
}

/// Says hello and hands everything in, until the till asks for a page.
fn ask_for_a_page(engine: &mut Engine, till: &mut Till) -> i64 {
    let mut server = Server::new(till.header().unwrap());
    engine.poke();
    for step in 0..10 {
        let now_ms = NOON_MS + step * 400_000;
        let Action::Send(request) = engine.poll(till, now_ms).unwrap() else {
            continue;
        };
        if request.path.starts_with("/api/v1/sync/pull") {
            return now_ms;
        }
        let answer = server.answer(&request);
        engine.received(till, now_ms, Ok(answer)).unwrap();
    }
    panic!("the till asks for no page");
}
