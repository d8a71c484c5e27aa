//! Liveness: within five minutes of the last fault healing nothing waits.

use crate::world::{Checked, Violation, World};

/// Nothing waits on any till that belongs to a business, and every cursor is at the end of its feed.
pub fn nothing_waits(world: &World<'_>) -> Checked {
    for who in 0..world.machines.len() {
        let machine = &world.machines[who];
        let Some(series) = machine.series() else {
            continue;
        };
        let (Some(till), Some(state)) = (machine.till.as_ref(), machine.sync_state()) else {
            continue;
        };
        let Some(business) = world.server.business_of(series) else {
            // Its feed is known from the moment it joined.
            if state.feed.is_some() {
                let detail = format!("till {who} joined, and the server does not know it");
                return Err(Violation::new("who joined belongs", detail));
            }
            continue;
        };
        let store = &world.server.shops[business].store;
        let revoked = store.is_revoked(series);
        let latest = store.places().len() as u64;
        let head = till.head().sequence;
        let waits = state.durable.sequence != head;
        let behind = !revoked && state.cursor.0 != latest;
        if waits || behind {
            let detail = format!(
                "till {who} after five minutes: durable {} of {head}, cursor {} of {latest}",
                state.durable.sequence, state.cursor
            );
            return Err(Violation::new("nothing waits", detail));
        }
        if till.waiting() != 0 {
            let detail = format!("till {who} has something left to carry over");
            return Err(Violation::new("nothing waits", detail));
        }
        if !revoked && !machine.engine.is_quiet() {
            let detail = format!("till {who} does not come to rest");
            return Err(Violation::new("nothing waits", detail));
        }
    }
    Ok(())
}
