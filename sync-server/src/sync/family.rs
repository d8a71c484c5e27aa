//! What is stored of subjects that a change touches, and of the orders that share lines with them: those fold as one.

use super::plan::Plan;
use super::store::{History, Store};
use shared::event::Event;
use shared::fact::Fact;
use shared::id::SubjectId;
use shared::journal::{Carried, Entry, Hash};
use shared::order::OrderEvent;
use std::collections::BTreeSet;

/// The order that an entry links its own with. Whether it does depends on neither hash nor clock.
fn linked(entry: &Entry) -> Option<SubjectId> {
    let kind = entry.kind.as_str();
    if !kind.starts_with("order.moved_") && kind != Carried::KIND {
        return None;
    }
    match Fact::of(entry, Hash::START, entry.clock).ok()?.event {
        Event::Order(event) => other(&event),
        _ => None,
    }
}

fn other(event: &OrderEvent) -> Option<SubjectId> {
    event.other_order().map(SubjectId::from)
}

/// What is stored of the subjects of a plan, and of all that are linked with them, by its own entries or by stored ones.
pub async fn history_of<S: Store>(store: &mut S, plan: &Plan) -> Result<History, S::Error> {
    let mut subjects: BTreeSet<SubjectId> = plan.subjects().into_iter().collect();
    if !subjects.is_empty() {
        let entries = plan.appended.iter().map(|appended| &appended.entry);
        subjects.extend(entries.filter_map(linked));
    }
    whole_history(store, subjects).await
}

/// The subjects that are linked with these entries and were not `known`, in order. They are from now on.
pub fn beyond(history: &History, known: &mut BTreeSet<SubjectId>) -> Vec<SubjectId> {
    let entries = history.entries.iter().map(|recorded| &recorded.entry);
    let mut fresh: Vec<_> = entries.filter_map(linked).collect();
    fresh.retain(|subject| known.insert(*subject));
    fresh.sort_unstable();
    fresh
}

/// What is stored of these subjects, and of all that are linked with them.
pub async fn whole_history<S: Store>(
    store: &mut S,
    mut subjects: BTreeSet<SubjectId>,
) -> Result<History, S::Error> {
    let mut history = History::default();
    let mut fresh: Vec<SubjectId> = subjects.iter().copied().collect();
    while !fresh.is_empty() {
        let more = store.history(&fresh).await?;
        fresh = beyond(&more, &mut subjects);
        history.entries.extend(more.entries);
        history.sales.extend(more.sales);
    }
    Ok(history)
}
