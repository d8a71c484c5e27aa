//! The real till on a disk that fails. What it had confirmed is there, byte for byte, and nothing is there twice.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod check;
mod damage;
mod day;
mod failures;
mod full;
mod power;
mod stand;
mod wal;
