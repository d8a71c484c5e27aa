//! What a till says when it meets the server, and what the server makes of it.

use crate::draw::Draw;
use shared::journal::{Hash, Head, Sequence};
use shared::sync::{HelloRequest, Verdict};
use std::collections::BTreeMap;
use sync_server::api::body::parse;
use sync_server::sync::judge;

pub fn run(input: &[u8]) {
    // The last bytes say what the server has.
    let (body, tail) = input.split_at(input.len().saturating_sub(24));
    let Ok(hello) = parse::<HelloRequest>(body).or_else(|_| parse(input)) else {
        return;
    };
    let mut draw = Draw(tail);
    let mut stored = BTreeMap::new();
    for said in hello
        .samples
        .iter()
        .chain([&hello.acknowledged, &hello.head])
    {
        match draw.below(4) {
            0 => {}
            1 => drop(stored.insert(said.sequence, Hash([draw.byte(); 32]))),
            _ => drop(stored.insert(said.sequence, said.hash)),
        }
    }
    let head = Head {
        sequence: Sequence(draw.number().unsigned_abs()),
        hash: hello.head.hash,
    };
    let heads = || {
        hello
            .samples
            .iter()
            .chain([&hello.acknowledged, &hello.head])
    };
    let differs = |said: &Head| {
        stored
            .get(&said.sequence)
            .is_some_and(|here| *here != said.hash)
    };
    match judge(&hello, head, &stored) {
        Verdict::Ok { send_from } => {
            assert!(send_from > head.sequence || head.sequence == Sequence(u64::MAX));
            assert!(
                hello.head.sequence >= head.sequence,
                "a till that lacks entries may go on"
            );
        }
        Verdict::Fork { last_common } => {
            assert!(heads().any(differs), "a fork, and nothing differs");
            assert!(last_common == Sequence::NONE || stored.contains_key(&last_common));
        }
        Verdict::Restored { durable } => assert!(durable > hello.head.sequence),
        _ => {}
    }
}
