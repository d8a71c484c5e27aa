//! The targets.

mod clock;
mod code;
mod event;
mod file;
mod hello;
mod ipc;
mod journal;
mod menu_csv;
mod money;
mod order;
mod page;
mod push;
mod query;
mod sales_csv;

/// Something that reads bytes from outside.
pub struct Target {
    /// Its name, which is also that of its corpus.
    pub name: &'static str,
    /// Reads an input; panics where something does not hold.
    pub run: fn(&[u8]),
    /// How many mutations the ordinary tests try: those that open a till are dear.
    pub tries: u32,
}

const fn target(name: &'static str, run: fn(&[u8]), tries: u32) -> Target {
    Target { name, run, tries }
}

/// All of them.
pub const TARGETS: [Target; 14] = [
    target("push", push::run, 1_500),
    target("page", page::run, 100),
    target("hello", hello::run, 5_000),
    target("journal", journal::run, 1_500),
    target("event", event::run, 20_000),
    target("order", order::run, 3_000),
    target("clock", clock::run, 20_000),
    target("query", query::run, 10_000),
    target("code", code::run, 20_000),
    target("money", money::run, 20_000),
    target("menu_csv", menu_csv::run, 100),
    target("sales_csv", sales_csv::run, 3_000),
    target("ipc", ipc::run, 150),
    target("file", file::run, 60),
];
