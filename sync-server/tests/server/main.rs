//! The real router on a real PostgreSQL: a cluster for this program, a database for each test.

#![allow(clippy::unwrap_used, clippy::panic)]

mod account;
mod bad_input;
mod check;
mod cloud;
mod document;
mod dropped;
mod enrol;
mod export;
mod hours;
mod interleaving;
mod isolation;
mod keys;
mod lineage;
mod pages;
mod pull;
mod push;
mod report;
mod restored;
mod review;
mod revoke;
mod routes;
mod store;
mod till;
mod token;
mod upgrade;
mod verify;
mod world;
