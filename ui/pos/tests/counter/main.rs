//! The counter's reducer, driven by touches against the real rules of `shared`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

mod cafe;
mod drawer;
mod keys;
mod kitchen;
mod payment;
mod printing;
mod sell;
mod shift;
mod split;
mod tabs;
mod team;
mod till;
