//! What the window is told of the team.

use super::{ClockLine, Member, MemberPin, Presence, Role, Team};
use crate::clock::Wall;
use crate::id::StaffId;
use crate::journal::PublicKey;
use serde::{Deserialize, Serialize};

/// Everybody who works here, and who works at this till.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamView {
    /// Everybody, in the order of their places.
    pub people: Vec<Person>,
    /// Who works at this till.
    pub on: Option<StaffId>,
    /// Whether somebody has to sign in before anything is sold.
    pub sign_in: bool,
    /// How many are in.
    pub working: u32,
    /// How many are on a break.
    pub paused: u32,
}

/// A member of staff as the screen shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Who.
    pub id: StaffId,
    /// The name that the team knows.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Where they work.
    pub position: String,
    /// Whether they are in.
    pub presence: Presence,
    /// Whether they have a PIN.
    pub has_pin: bool,
    /// Whether this till can check it.
    pub pin_here: bool,
    /// Whether they have to change it.
    pub temporary_pin: bool,
    /// Their steps on the time clock today.
    pub today: Vec<ClockLine>,
}

impl TeamView {
    /// The view of a till with this key, if it answers, at a moment. `is_today` says of a moment whether it belongs to the same day.
    pub fn of(
        team: &Team,
        on: Option<StaffId>,
        reader: Option<&PublicKey>,
        is_today: impl Fn(Wall) -> bool,
    ) -> Self {
        let people: Vec<Person> = team
            .members()
            .iter()
            .map(|member| Person::of(member, reader, &is_today))
            .collect();
        let count = |hoped: fn(&Presence) -> bool| {
            let those = people.iter().filter(|person| hoped(&person.presence));
            u32::try_from(those.count()).unwrap_or(u32::MAX)
        };
        Self {
            on: on.filter(|on| team.member(*on).is_some()),
            // Without its key no PIN can be checked: nobody is asked for one.
            sign_in: reader.is_some() && !team.is_open(reader),
            working: count(|presence| matches!(presence, Presence::In { .. })),
            paused: count(|presence| matches!(presence, Presence::Paused { .. })),
            people,
        }
    }
}

impl Person {
    fn of(member: &Member, reader: Option<&PublicKey>, is_today: impl Fn(Wall) -> bool) -> Self {
        let pin = member.pin.as_ref();
        let here = |pin: &MemberPin| reader.is_some_and(|key| pin.sealed_for(key).is_some());
        let today = member.clocked.iter().filter(|line| is_today(line.wall));
        Self {
            id: member.id,
            name: member.name.clone(),
            role: member.role,
            position: member.position.clone(),
            presence: member.presence,
            has_pin: pin.is_some(),
            pin_here: pin.is_some_and(here),
            temporary_pin: pin.is_some_and(|pin| pin.temporary),
            today: today.cloned().collect(),
        }
    }
}
