//! Everything that is promised (sync.md, section 10), asserted at a quiet moment.
//!
//! Invariant: what is expected is counted from what users were told, by code that shares nothing with the folds.

mod agree;
mod counter;
mod drawers;
mod figures;
mod journal;
mod quiet;
mod spent;
mod tabs;

pub(crate) use agree::rebuilt;
pub(crate) use journal::cursor;
pub(crate) use quiet::nothing_waits;
pub use spent::Spent;

use crate::ledger::Told;
use crate::recount::{self, Recount, recount};
use crate::script::{Act, What};
use crate::world::{Checked, World};
use shared::id::SeriesId;
use shared::journal::{Entry, Hash, Sequence};
use std::collections::BTreeSet;

/// Checks a world in which everybody has synced.
pub(crate) fn everything(world: &mut World<'_>) -> Checked {
    nothing_waits(world)?;
    journal::on_the_server(world)?;
    journal::feeds(world)?;
    for who in 0..world.machines.len() {
        journal::cursor(world, who)?;
    }
    for business in 0..world.server.shops.len() {
        let shown = counted(world, business, |_| true);
        let taken_in = counted(world, business, |told| !told.aside);
        world.count_turns(&shown);
        agree::tills(world, business, &shown)?;
        tabs::are_the_same(world, business, &shown)?;
        tabs::add_up(world, &shown)?;
        counter::is_the_same(world, business, &shown)?;
        agree::server(world, business, &taken_in)?;
        figures::all_say_the_same(world, business, &taken_in, &shown)?;
    }
    for who in 0..world.machines.len() {
        agree::rebuilt(world, who)?;
    }
    drawers::are_counted(world)?;
    figures::receipts(world)
}

/// Whether files are put back, copied or lost in this world: then a till does not know all that it wrote.
fn is_torn(world: &World<'_>) -> bool {
    let torn = |act: &Act| matches!(act.what, What::PutBack | What::CopyMachine | What::LoseWal);
    world.script.acts.iter().any(torn)
}

/// The facts that are on the server, in whichever series, whether they count there yet or not.
pub(crate) fn facts_there(world: &World<'_>, business: usize) -> BTreeSet<FactThere> {
    let store = &world.server.shops[business].store;
    let mut facts = BTreeSet::new();
    for header in store.joined() {
        for (known, recorded) in store.entries(header.series) {
            let entry = &recorded.entry;
            facts.insert((entry.series, entry.sequence, known.hash));
            if let Some(origin) = recount::origin(entry) {
                facts.insert(origin);
            }
        }
    }
    facts
}

/// Whether an entry is on the server, or what it carries is: it says nothing of its own then.
pub(crate) fn is_there(there: &BTreeSet<FactThere>, entry: &Entry, hash: Hash) -> bool {
    let origin = recount::origin(entry);
    there.contains(&(entry.series, entry.sequence, hash))
        || origin.is_some_and(|origin| there.contains(&origin))
}

/// The first place and the hash of a fact.
pub(crate) type FactThere = (SeriesId, Sequence, Hash);

fn counted(world: &World<'_>, business: usize, counts: impl Fn(&Told) -> bool) -> Recount {
    let lines = world.ledger.lines.values();
    let lines = lines.filter(|line| line.business == business);
    let there = |told: &&Told| told.received_ms.is_some() && counts(told);
    recount(lines.flat_map(|line| line.told.values()).filter(there))
}
