//! Everything that reads bytes from outside, one target each: whatever the bytes are, nothing panics, and what is
//! accepted holds what it must.
//!
//! The same functions run in the ordinary tests (the corpus and some mutations of it, seconds) and under libFuzzer,
//! guided by coverage (`cargo xtask fuzz`, minutes or days). What a target found stays in its corpus.
//! Absent: the head and body of a payment provider's webhook, which there are none of yet.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a target says what it found by panicking"
)]

mod draw;
pub mod mutate;
mod stand;
pub mod target;

pub use target::{TARGETS, Target};

/// The code on the receipts of the till that a target starts with: an input that gives money back has to name one.
pub fn till_code() -> shared::order::TillCode {
    let session = shared::till::Query::Session;
    match stand::Stand::new(|_| ()).till().query(&session).unwrap() {
        shared::till::Answer::Session(session) => session.till_code,
        other => panic!("{other:?}"),
    }
}
