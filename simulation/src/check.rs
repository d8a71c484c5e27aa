//! Everything that is promised (sync.md, section 10), asserted at a quiet moment.
//!
//! Invariant: what is expected is counted from what users were told, by code that shares nothing with the folds.

mod agree;
mod figures;
mod journal;
mod quiet;

pub(crate) use agree::rebuilt;
pub(crate) use journal::cursor;

use crate::ledger::Told;
use crate::recount::{Recount, recount};
use crate::world::{Checked, World};

/// Checks a world in which everybody has synced.
pub(crate) fn everything(world: &mut World<'_>) -> Checked {
    quiet::nothing_waits(world)?;
    journal::on_the_server(world)?;
    journal::feeds(world)?;
    for who in 0..world.machines.len() {
        journal::cursor(world, who)?;
    }
    for business in 0..world.server.shops.len() {
        let shown = counted(world, business, |_| true);
        let taken_in = counted(world, business, |told| !told.aside);
        agree::tills(world, business, &shown)?;
        agree::server(world, business, &taken_in)?;
        figures::all_say_the_same(world, business, &taken_in, &shown)?;
    }
    for who in 0..world.machines.len() {
        agree::rebuilt(world, who)?;
    }
    figures::receipts(world)
}

fn counted(world: &World<'_>, business: usize, counts: impl Fn(&Told) -> bool) -> Recount {
    let lines = world.ledger.lines.values();
    let lines = lines.filter(|line| line.business == business);
    let there = |told: &&Told| told.received_ms.is_some() && counts(told);
    recount(lines.flat_map(|line| &line.told).filter(there))
}
