//! What a station has to be told: the difference between what it was told and how the order is.

use super::story::Way;
use super::{Kitchen, Sent, SentItem, Station, station_of};
use crate::clock::Wall;
use crate::id::{KitchenTicketId, LineId, StationId};
use crate::order::FoldedLine;
use std::collections::BTreeMap;

/// What new tickets are made of.
#[derive(Clone, Copy, Debug)]
pub struct Fresh<'a> {
    /// The stations there are.
    pub stations: &'a [Station],
    /// The ids of tickets made now: one for each of them.
    pub tickets: &'a [KitchenTicketId],
    /// The till's clock.
    pub wall: Wall,
}

/// The tickets that make what stations were told of an order what it is: `lines` are to be made, and of `gone` nothing.
/// None where nobody has to be told anything.
pub fn unsent(
    kitchen: &Kitchen,
    lines: &[FoldedLine],
    gone: &[FoldedLine],
    fresh: Fresh<'_>,
) -> Vec<Sent> {
    let mut by_station: BTreeMap<usize, Vec<SentItem>> = BTreeMap::new();
    let stand = lines.iter().map(|line| (line, true));
    for (line, stands) in stand.chain(gone.iter().map(|line| (line, false))) {
        let told = kitchen.told.get(&line.added.line);
        let Some(station) = place_of(told.map(|told| told.station), line, fresh.stations) else {
            continue;
        };
        let wanted = match stands {
            true => line.quantity.to_thousandths(),
            false => 0,
        };
        let (way, mut known) = (line.way(), false);
        let items = by_station.entry(station).or_default();
        for (told, thousandths) in told.into_iter().flat_map(|told| &told.ways) {
            known |= *told == way;
            let wanted = if *told == way { wanted } else { 0 };
            items.extend(item(line, wanted.saturating_sub(*thousandths), told));
        }
        if !known {
            items.extend(item(line, wanted, &way));
        }
    }
    let changed = by_station
        .into_iter()
        .filter(|(_, items)| !items.is_empty());
    let changed = changed.zip(fresh.tickets);
    changed
        .map(|((station, items), ticket)| Sent {
            ticket: *ticket,
            station: fresh.stations[station].id,
            items,
            at: fresh.wall,
        })
        .collect()
}

/// What was told of a line and is of another one from now on, since that one was taken from it: a ticket that changes
/// nothing, so that nobody makes it twice. `left` is what stays of the line.
pub fn taken_over(
    kitchen: &Kitchen,
    line: &FoldedLine,
    left: i64,
    (into, thousandths): (LineId, i64),
    fresh: Fresh<'_>,
) -> Option<Sent> {
    let told = kitchen.told.get(&line.added.line)?;
    let way = line.way();
    let known = told.ways.get(&way).copied().unwrap_or(0);
    let moved = known.saturating_sub(left).min(thousandths);
    let less = item(line, moved.checked_neg()?, &way)?;
    let more = SentItem {
        line: into,
        by: moved,
        ..less.clone()
    };
    (moved > 0).then_some(Sent {
        ticket: *fresh.tickets.first()?,
        station: told.station,
        items: vec![less, more],
        at: fresh.wall,
    })
}

/// Where a line's station stands among those there are: the one that was told of it, as long as there is one, so that what
/// somebody makes already is not made twice.
fn place_of(told: Option<StationId>, line: &FoldedLine, stations: &[Station]) -> Option<usize> {
    let at = |id: StationId| stations.iter().position(|station| station.id == id);
    let category = line.added.category.as_ref().map(|category| category.id);
    let usual = || station_of(stations, category).map(|station| station.id);
    told.and_then(at).or_else(|| usual().and_then(at))
}

fn item(line: &FoldedLine, by: i64, (modifiers, note): &Way) -> Option<SentItem> {
    (by != 0).then(|| SentItem {
        line: line.added.line,
        name: line.added.name.clone(),
        by,
        modifiers: modifiers.clone(),
        note: note.clone(),
    })
}
