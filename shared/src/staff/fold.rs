//! From events to a member of staff, whatever order they arrived in.

use super::{ClockLine, PinId, Presence, Rights, Role, SealedPin, StaffEvent};
use crate::clock::Wall;
use crate::fact::Facts;
use crate::id::StaffId;
use crate::journal::{PublicKey, Stamp};
use crate::menu::Register;
use serde::{Deserialize, Serialize};

/// A member of staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Who.
    pub id: StaffId,
    /// The name that the team knows.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Where they work.
    pub position: String,
    /// Whether they work here.
    pub active: bool,
    /// Their place among the others.
    pub place: u32,
    /// Their PIN, if they have one.
    pub pin: Option<MemberPin>,
    /// Whether they are in.
    pub presence: Presence,
    /// Their steps on the time clock, in order.
    pub clocked: Vec<ClockLine>,
}

/// Somebody's PIN, as tills check it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberPin {
    /// Which.
    pub id: PinId,
    /// Whether it is to be changed at the next sign-in.
    pub temporary: bool,
    /// What tills check it with, one for each.
    pub sealed: Vec<SealedPin>,
}

impl Member {
    /// What they may do.
    pub fn rights(&self) -> Rights {
        self.role.rights()
    }
}

impl MemberPin {
    /// What the till with this key checks it with.
    pub fn sealed_for(&self, reader: &PublicKey) -> Option<&SealedPin> {
        self.sealed.iter().find(|sealed| sealed.reader == *reader)
    }
}

/// Everything that happened to one member of staff, taken in one by one, in any order.
#[derive(Clone, Debug, Default)]
pub struct MemberFold {
    events: Facts<(Wall, StaffEvent)>,
}

impl MemberFold {
    /// Takes one event in; another copy of the same fact counts no second time.
    pub fn insert(&mut self, stamp: Stamp, wall: Wall, event: StaffEvent) {
        self.events.insert(stamp, (wall, event));
    }

    /// The member of everything taken in; none where nothing says who that is.
    pub fn member(&self, id: StaffId) -> Option<Member> {
        let (mut name, mut role, mut position) =
            <(Register<String>, Register<Role>, Register<String>)>::default();
        let (mut active, mut place) = <(Register<bool>, Register<u32>)>::default();
        let mut pin = Register::default();
        let mut sealed: Vec<(PinId, &SealedPin)> = Vec::new();
        let (mut presence, mut clocked) = (Presence::default(), Vec::new());
        for (stamp, (wall, event)) in self.events.sorted() {
            match event {
                StaffEvent::Set(fields) => {
                    name.set_some(stamp, fields.name.clone());
                    role.set_some(stamp, fields.role);
                    position.set_some(stamp, fields.position.clone());
                    active.set_some(stamp, fields.active);
                    place.set_some(stamp, fields.place);
                }
                StaffEvent::PinSet(set) => {
                    pin.set(stamp, (set.pin, set.temporary));
                    sealed.extend(set.sealed.iter().map(|sealed| (set.pin, sealed)));
                }
                StaffEvent::PinSealed(more) => {
                    sealed.extend(more.sealed.iter().map(|sealed| (more.pin, sealed)));
                }
                StaffEvent::Clocked(step) => {
                    presence = presence.after(step.step, *wall);
                    clocked.push(ClockLine::of(*wall, step));
                }
                StaffEvent::SignedIn(_) | StaffEvent::PinLocked(_) => {}
            }
        }
        let name = name.get()?.clone();
        let pin = pin.get().map(|(pin, temporary)| MemberPin {
            id: *pin,
            temporary: *temporary,
            sealed: first_of_each(*pin, &sealed),
        });
        Some(Member {
            id,
            name,
            role: role.get().copied().unwrap_or_default(),
            position: position.get().cloned().unwrap_or_default(),
            active: active.get().copied().unwrap_or(true),
            place: place.get().copied().unwrap_or_default(),
            pin,
            presence,
            clocked,
        })
    }
}

/// What tills check this PIN with: two tills may have sealed it for the same third one.
fn first_of_each(pin: PinId, sealed: &[(PinId, &SealedPin)]) -> Vec<SealedPin> {
    let mut first: Vec<SealedPin> = Vec::new();
    for (_, sealed) in sealed.iter().filter(|(of, _)| *of == pin) {
        if first.iter().all(|held| held.reader != sealed.reader) {
            first.push((*sealed).clone());
        }
    }
    first
}
