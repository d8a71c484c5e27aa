//! Every till works in the same way and knows the same team.

use super::agree::readers;
use crate::recount::{Person, Presence, Recount};
use crate::world::{Checked, Violation, World};
use rusqlite::types::Value as Cell;
use serde_json::{Value, json};
use shared::staff::{self, TeamView};
use shared::till::{Answer, Query};

/// Settings and team as a recount shows them, and what PINs are checked with the same on all tills.
pub fn is_the_same(world: &mut World<'_>, business: usize, expected: &Recount) -> Checked {
    let mut first: Option<Vec<Vec<Cell>>> = None;
    for who in readers(world, business) {
        let Some(till) = world.machines[who].till.as_mut() else {
            continue;
        };
        let fault = |detail: String| Violation::new("a till is read", detail);
        let session = match till.query(&Query::Session) {
            Ok(Answer::Session(session)) => session,
            other => return Err(fault(format!("{other:?}"))),
        };
        same_settings(who, &session.counter, &expected.settings)?;
        let view = match till.query(&Query::Team) {
            Ok(Answer::Team(view)) => view,
            other => return Err(fault(format!("{other:?}"))),
        };
        same_team(who, &view, &expected.team)?;
        let tables = till.projections();
        let tables = tables.map_err(|error| fault(error.to_string()))?;
        let rows = tables.into_iter().find(|(table, _)| *table == "staff");
        let rows = rows.map_or_else(Vec::new, |(_, rows)| rows);
        let same = first.get_or_insert_with(|| rows.clone());
        if *same != rows {
            let detail = format!("till {who}: {rows:?}, and another {same:?}");
            return Err(Violation::new("all know the same team", detail));
        }
    }
    Ok(())
}

fn same_settings(
    who: usize,
    shown: &shared::settings::Settings,
    [cash, tips, stations]: &[Option<Value>; 3],
) -> Checked {
    let usual_cash = || json!({ "step": 0, "to": "nearest" });
    let cash = cash.clone().unwrap_or_else(usual_cash);
    let tips = tips.clone().unwrap_or_else(|| json!([1_000, 1_500]));
    let stations = stations.clone().unwrap_or_else(|| json!([]));
    let expected = json!({ "cash": cash, "tips": tips, "stations": stations });
    match serde_json::to_value(shown) {
        Ok(shown) if shown == expected => Ok(()),
        shown => {
            let detail = format!("till {who}: {shown:?}, counted again {expected}");
            Err(Violation::new("all have the same settings", detail))
        }
    }
}

fn same_team(who: usize, view: &TeamView, expected: &[Person]) -> Checked {
    let shown: Vec<Person> = view.people.iter().map(person).collect();
    // The list says in which order, not at which places.
    let expected = expected.iter().cloned();
    let expected: Vec<Person> = expected
        .map(|person| Person { place: 0, ..person })
        .collect();
    if shown == expected {
        return Ok(());
    }
    let detail = format!("till {who}: {shown:?}, counted again {expected:?}");
    Err(Violation::new("all know the same team", detail))
}

fn person(shown: &staff::Person) -> Person {
    let role = serde_json::to_value(shown.role).ok();
    let role = role.and_then(|role| role.as_str().map(str::to_owned));
    Person {
        id: shown.id.0,
        name: shown.name.clone(),
        role: role.unwrap_or_default(),
        position: shown.position.clone(),
        place: 0,
        pin: shown.has_pin.then_some(shown.temporary_pin),
        presence: match shown.presence {
            staff::Presence::Out => Presence::Out,
            staff::Presence::In { since } => Presence::In(since.ms),
            staff::Presence::Paused { came, since } => Presence::Paused(came.ms, since.ms),
        },
    }
}
