//! The cafes' memory: takes in what tills recorded, keeps the figures, and shows owners their cafe.
//!
//! Invariants: the server never refuses a fact that happened at a counter; entries are never changed; everything
//! else can be folded again from them; tenants are kept apart by PostgreSQL.

pub mod account;
pub mod api;
pub mod app;
pub mod business;
pub mod check;
pub mod cli;
pub mod cloud;
pub mod database;
pub mod journal;
pub mod key;
pub mod live;
pub mod menu;
pub mod openapi;
pub mod order;
pub mod pages;
pub mod report;
pub mod review;
pub mod serve;
pub mod sync;
pub mod text;
pub mod throttle;
pub mod till;
pub mod verify;
