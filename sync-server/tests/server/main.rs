//! The real router on a real PostgreSQL: a cluster for this program, a database for each test.

mod account;
mod bad_input;
mod enrol;
mod isolation;
mod pull;
mod push;
mod report;
mod revoke;
mod routes;
mod store;
mod till;
mod verify;
mod world;
