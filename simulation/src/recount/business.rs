//! Who works here, counted again.

use super::Fact;
use super::order::text;
use serde_json::Value;
use uuid::Uuid;

/// A member of staff who works here, counted again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub id: Uuid,
    /// The name that the team knows.
    pub name: String,
    /// What they may do, as bodies name it.
    pub role: String,
    /// Where they work.
    pub position: String,
    /// Their place among the others.
    pub place: u64,
    /// Whether they have a PIN, and whether it is to be changed.
    pub pin: Option<bool>,
    /// Whether they are in, since when, and of a break when they came.
    pub presence: Presence,
}

/// Whether somebody is in, as milliseconds of their till's clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Presence {
    /// Not here.
    #[default]
    Out,
    /// Here since.
    In(i64),
    /// Came, and on a break since.
    Paused(i64, i64),
}

impl Person {
    /// Where the screen shows them among the others.
    pub fn seat(&self) -> (u64, &str, Uuid) {
        (self.place, &self.name, self.id)
    }
}

/// The person that these sorted facts are about; none where they are about nobody, or about somebody who left.
pub fn person(id: Uuid, facts: &[Fact]) -> Option<Person> {
    let mut person = Person {
        id,
        role: "barista".to_owned(),
        ..Person::default()
    };
    let (mut known, mut active) = (false, true);
    for Fact {
        kind,
        body,
        wall_ms,
        ..
    } in facts
    {
        match *kind {
            "staff.set" => {
                known |= body.get("name").is_some();
                take(&mut person.name, body, "name");
                take(&mut person.role, body, "role");
                take(&mut person.position, body, "position");
                let place = body.get("place").and_then(Value::as_u64);
                person.place = place.unwrap_or(person.place);
                active = body
                    .get("active")
                    .and_then(Value::as_bool)
                    .unwrap_or(active);
            }
            "staff.pin_set" => {
                let temporary = body.get("temporary").and_then(Value::as_bool);
                person.pin = Some(temporary.unwrap_or(false));
            }
            "staff.clocked" => {
                person.presence = after(person.presence, text(body, "step"), *wall_ms);
            }
            _ => {}
        }
    }
    (known && active).then_some(person)
}

fn take(field: &mut String, body: &Value, name: &str) {
    if let Some(value) = body.get(name).and_then(Value::as_str) {
        value.clone_into(field);
    }
}

/// After a step of the time clock. One that makes no sense changes nothing.
fn after(presence: Presence, step: &str, at: i64) -> Presence {
    match (presence, step) {
        (Presence::Out, "in") => Presence::In(at),
        (Presence::In(came), "pause") => Presence::Paused(came, at),
        (Presence::Paused(came, _), "resume") => Presence::In(came),
        (Presence::In(_) | Presence::Paused(..), "out") => Presence::Out,
        _ => presence,
    }
}
