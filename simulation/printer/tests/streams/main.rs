//! Streams that other programs made for real printers: each is read whole, says the right thing and looks right.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod demo;
mod every;
mod place;
