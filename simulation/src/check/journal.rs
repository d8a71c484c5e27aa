//! Journals: what was told is on the server, byte for byte, once, and nothing else is; feeds skip nothing.

use crate::world::{Checked, Violation, World};
use shared::id::SeriesId;
use shared::journal::{Hash, Sequence, cosign_message, verify_message};
use std::collections::BTreeMap;

/// Every entry that a user was told of is on the server at its place, and nothing that nobody was told of.
pub fn on_the_server(world: &mut World<'_>) -> Checked {
    let broken = |detail| Err(Violation::new("told once, there once", detail));
    for (at, shop) in world.server.shops.iter().enumerate() {
        for header in shop.store.joined() {
            let series = header.series;
            let Some(line) = world.ledger.lines.get(&series) else {
                return broken(format!("a series nobody knows: {series}"));
            };
            if line.business != at {
                let detail = format!("series {series} is in business {at}");
                return Err(Violation::new("no entry crosses businesses", detail));
            }
            let mut previous = line.header.hash();
            for (known, recorded) in shop.store.entries(series) {
                let place = recorded.entry.sequence;
                let hash = recorded.entry.hash(&previous);
                let Some(expected) = line.told.get(&(place, hash)) else {
                    return broken(format!("entry {place} of {series} was told to nobody"));
                };
                if recorded.entry != expected.entry || hash != known.hash {
                    return broken(format!(
                        "entry {place} of {series} is another on the server"
                    ));
                }
                previous = hash;
            }
        }
        survives(world, at)?;
    }
    cosigned(world)
}

/// Everything told of that a till of this business holds, or ever told of and did not lose with its files, is a fact on
/// the server; what is lost is named by the till that has a proof of it.
fn survives(world: &World<'_>, business: usize) -> Checked {
    let there = super::facts_there(world, business);
    let fault = |error: till::TillError| Violation::new("a till is read", error.to_string());
    let lines = world.ledger.lines.iter();
    for (series, line) in lines.filter(|(_, line)| line.business == business) {
        for ((place, hash), told) in &line.told {
            if super::is_there(&there, &told.entry, *hash) {
                continue;
            }
            let mut waits = false;
            for machine in &world.machines {
                let Some(till) = machine.till.as_ref() else {
                    continue;
                };
                let joined = world.server.business_of(till.series()) == Some(business);
                // A till that is revoked is told nothing, so that it cannot know what a server that was restored lacks of
                // any but its own series: it hands that over once it is taken back.
                let store = &world.server.shops[business].store;
                let cannot_know = world.server.restored > 0
                    && till.series() != *series
                    && store.is_revoked(till.series());
                if joined && till.holds(*series, *place, *hash).map_err(fault)? {
                    waits |= cannot_know;
                    if cannot_know {
                        continue;
                    }
                    let detail = format!(
                        "entry {place} of {series} is on till {} and not on the server",
                        machine.number
                    );
                    return Err(Violation::new("told once, there once", detail));
                }
            }
            if !waits && !world.lost.contains(&(*series, *place, *hash)) {
                let unknown = world.server.business_of(*series).is_none();
                let alone = world.machines.iter().any(|machine| {
                    machine
                        .till
                        .as_ref()
                        .is_some_and(|till| till.wrote(*series))
                });
                if unknown && alone {
                    continue;
                }
                let detail = format!("entry {place} of {series} is not on the server");
                return Err(Violation::new("told once, there once", detail));
            }
        }
    }
    Ok(())
}

/// What a till holds as durable is signed by the server.
fn cosigned(world: &World<'_>) -> Checked {
    for machine in &world.machines {
        let (Some(series), Some(state)) = (machine.series(), machine.sync_state()) else {
            continue;
        };
        let Some(business) = world.server.business_of(series) else {
            continue;
        };
        let id = world.server.shops[business].store.business();
        let (Some(hash), Some(signature)) = (state.durable.hash, state.server_signature) else {
            continue;
        };
        let message = cosign_message(id, series, state.durable.sequence, &hash);
        if !verify_message(&world.server.key(), &message, &signature) {
            let detail = format!("till {}: {}", machine.number, state.durable.sequence);
            return Err(Violation::new("what is durable is co-signed", detail));
        }
    }
    Ok(())
}

/// Each feed holds each entry of its business once, in the order of its series, and its running hash follows.
pub fn feeds(world: &mut World<'_>) -> Checked {
    for shop in &world.server.shops {
        let broken = |detail: String| Err(Violation::new("the feed is whole", detail));
        let mut heads: BTreeMap<SeriesId, u64> = BTreeMap::new();
        let mut hashes: BTreeMap<SeriesId, Vec<Hash>> = BTreeMap::new();
        let mut running = Hash::START;
        for (series, sequence, held) in shop.store.places() {
            let head = heads.entry(*series).or_default();
            if sequence.0 != *head + 1 {
                return broken(format!("{series} goes from {head} to {sequence}"));
            }
            *head = sequence.0;
            let known = hashes.entry(*series).or_insert_with(|| {
                let entries = shop.store.entries(*series);
                entries.map(|(known, _)| known.hash).collect()
            });
            let index = usize::try_from(sequence.0).unwrap_or(usize::MAX) - 1;
            let Some(hash) = known.get(index) else {
                return broken(format!("nothing at {sequence} of {series}"));
            };
            running = running.running(*hash);
            if running != *held {
                return broken(format!("the running hash at {sequence} of {series}"));
            }
        }
        for (series, known) in hashes {
            if heads.get(&series) != Some(&(known.len() as u64)) {
                return broken(format!("entries of {series} without a position"));
            }
        }
    }
    Ok(())
}

/// A till holds of the other series exactly what the feed holds up to its cursor.
pub(crate) fn cursor(world: &mut World<'_>, who: usize) -> Checked {
    let machine = &world.machines[who];
    let (Some(till), Some(state)) = (machine.till.as_ref(), machine.sync_state()) else {
        return Ok(());
    };
    if machine.sick {
        return Ok(());
    }
    let own = till.series();
    let Some(business) = world.server.business_of(own) else {
        return Ok(());
    };
    let shop = &world.server.shops[business];
    if state.feed != Some(shop.store.feed()) {
        return Ok(());
    }
    let mut below: BTreeMap<SeriesId, usize> = BTreeMap::new();
    let passed = usize::try_from(state.cursor.0).unwrap_or(usize::MAX);
    for (series, _, _) in shop.store.places().iter().take(passed) {
        *below.entry(*series).or_default() += 1;
    }
    for header in shop.store.joined().filter(|header| header.series != own) {
        let fault = |error: till::TillError| Violation::new("a till is read", error.to_string());
        let expected = below.get(&header.series).copied().unwrap_or(0);
        let held = till.entries_from(header.series, Sequence(1), usize::MAX);
        let held = held.map_err(fault)?;
        let mut same = 0;
        for (known, recorded) in shop.store.entries(header.series).take(expected) {
            let place = recorded.entry.sequence;
            same += usize::from(
                till.holds(header.series, place, known.hash)
                    .map_err(fault)?,
            );
        }
        // Of its own older series a till may hold more than the server ever got.
        // One that reads the feed from its start again holds more than it has passed.
        let all = shop.store.entries(header.series).count();
        // After a restore of the server a till holds more than the new feed has told it so far; once all is quiet the
        // server has all of that, elsewhere if not there, unless the till is revoked and told nothing.
        let told_all = world.calm && !shop.store.is_revoked(own);
        let may_hold_more = world.server.restored > 0 && !told_all;
        let more = held.len() > all && !till.wrote(header.series) && !may_hold_more;
        let more = more && {
            let there = super::facts_there(world, business);
            let mut held = held.iter();
            !held.all(|(entry, hash)| super::is_there(&there, entry, *hash))
        };
        if same != expected || more {
            let detail = format!(
                "till {who} passed {expected} entries of {} and holds {}",
                header.series,
                held.len()
            );
            return Err(Violation::new("pull never skips", detail));
        }
    }
    Ok(())
}
