//! The language of the cafe: the rules of money, tax, menu and orders, the journal's format and the wire's.
//!
//! Everything here is pure: no clock, no randomness, no IO, no floats; the same function runs in the till, on
//! the server and in the browser. Time and fresh ids come in as arguments.

pub mod account;
pub mod business;
pub mod clock;
pub mod event;
pub mod fact;
pub mod id;
pub mod journal;
pub mod kitchen;
pub mod menu;
pub mod money;
pub mod order;
pub mod payment;
pub mod percent;
pub mod planted;
pub mod printing;
pub mod problem;
pub mod quantity;
pub mod report;
pub mod review;
pub mod settings;
pub mod shift;
pub mod staff;
pub mod sync;
pub mod tax;
pub mod till;
pub mod wire;
