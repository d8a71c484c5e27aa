//! What the till answers its page: nothing is lost on the way, and no bytes make the page fall over.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use shared::till::{Answer, Outcome, TillFailure};
use shared::wire::{WireError, from_bytes, to_bytes};
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Everything {
    flag: bool,
    small: i16,
    large: i64,
    long: u64,
    text: String,
    sign: char,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    maybe: Option<u32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    list: Vec<Kind>,
    pair: (u8, String),
    map: BTreeMap<u32, bool>,
    last: Option<Box<Everything>>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Kind {
    Plain,
    Held(String),
    Both(i32, bool),
    Named {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        count: u64,
    },
}

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![
        Just(Kind::Plain),
        ".*".prop_map(Kind::Held),
        any::<(i32, bool)>().prop_map(|(number, flag)| Kind::Both(number, flag)),
        (prop::option::of(".*"), any::<u64>())
            .prop_map(|(name, count)| Kind::Named { name, count }),
    ]
}

fn alone() -> impl Strategy<Value = Everything> {
    let numbers = any::<(bool, i16, i64, u64, char)>();
    let rest = (
        ".*",
        any::<Option<u32>>(),
        proptest::collection::vec(kind(), 0..4),
        any::<(u8, String)>(),
        any::<BTreeMap<u32, bool>>(),
    );
    (numbers, rest).prop_map(|(numbers, rest)| {
        let (flag, small, large, long, sign) = numbers;
        let (text, maybe, list, pair, map) = rest;
        Everything {
            flag,
            small,
            large,
            long,
            text,
            sign,
            maybe,
            list,
            pair,
            map,
            last: None,
        }
    })
}

fn everything() -> impl Strategy<Value = Everything> {
    (alone(), prop::option::of(alone())).prop_map(|(one, last)| Everything {
        last: last.map(Box::new),
        ..one
    })
}

proptest! {
    #[test]
    fn what_is_read_is_what_was_written(one in everything()) {
        prop_assert_eq!(from_bytes::<Everything>(&to_bytes(&one).unwrap()), Ok(one));
    }

    #[test]
    fn a_part_of_the_bytes_is_refused(one in everything(), cut in any::<prop::sample::Index>()) {
        let bytes = to_bytes(&one).unwrap();
        let part = &bytes[..cut.index(bytes.len())];
        prop_assert!(from_bytes::<Everything>(part).is_err());
        let more = [bytes.as_slice(), &[0]].concat();
        prop_assert_eq!(from_bytes::<Everything>(&more), Err(WireError::Unreadable));
    }

    #[test]
    fn no_bytes_make_the_page_fall_over(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = from_bytes::<Result<Answer, TillFailure>>(&bytes);
        let _ = from_bytes::<Result<Outcome, TillFailure>>(&bytes);
    }
}

#[test]
fn a_list_longer_than_its_bytes_is_refused_before_room_is_made_for_it() {
    let endless = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F];
    assert_eq!(from_bytes::<Vec<u64>>(&endless), Err(WireError::Unreadable));
    assert_eq!(from_bytes::<String>(&endless), Err(WireError::Unreadable));
}

#[test]
fn what_has_to_be_looked_at_to_be_known_does_not_cross() {
    assert_eq!(to_bytes(&0.5), Err(WireError::Unsupported));
    let value = serde_json::json!({ "a": 1 });
    assert!(from_bytes::<serde_json::Value>(&to_bytes(&value).unwrap()).is_err());
}
