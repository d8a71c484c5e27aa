//! The team as it is being changed on its sheet.

use super::reduce::{ask, set};
use super::{PersonEdit, StaffAsked, TeamEdit};
use crate::counter::{Effect, Sheet, State};
use shared::id::StaffId;
use shared::staff::{Pin, StaffCommand, StaffFields};

impl State {
    pub(super) fn edit_known(&mut self, id: StaffId) -> Vec<Effect> {
        let team = self.team.as_ref();
        let person = team.and_then(|team| team.people.iter().find(|person| person.id == id));
        match person.cloned() {
            Some(person) => self.edit_person(PersonEdit {
                id,
                new: false,
                name: person.name,
                position: person.position,
                role: person.role,
                pin: String::new(),
            }),
            None => Vec::new(),
        }
    }

    pub(super) fn edit_person(&mut self, person: PersonEdit) -> Vec<Effect> {
        self.with_team(|edit| {
            *edit = TeamEdit {
                person: Some(person),
                refused: None,
            }
        })
    }

    pub(super) fn save_person(&mut self) -> Vec<Effect> {
        let Some(Sheet::Team(TeamEdit {
            person: Some(person),
            ..
        })) = &self.sheet
        else {
            return Vec::new();
        };
        let pin: Option<Pin> = person.pin.parse().ok();
        if !person.pin.is_empty() && pin.is_none() {
            return Vec::new();
        }
        let place = self.team.as_ref().map_or(0, |team| team.people.len());
        let fields = StaffFields {
            name: Some(person.name.clone()),
            role: Some(person.role),
            position: Some(person.position.clone()),
            active: None,
            place: person.new.then(|| u32::try_from(place).unwrap_or(u32::MAX)),
        };
        let temporary = false;
        let id = person.id;
        let pin = pin.map(|pin| {
            let command = StaffCommand::SetPin { pin, temporary };
            ask(StaffAsked::Save, id, command)
        });
        std::iter::once(set(StaffAsked::Save, id, fields))
            .chain(pin)
            .collect()
    }

    pub(super) fn take_off(&mut self) -> Vec<Effect> {
        let Some(Sheet::Team(TeamEdit {
            person: Some(person),
            ..
        })) = &self.sheet
        else {
            return Vec::new();
        };
        let fields = StaffFields {
            active: Some(false),
            ..StaffFields::default()
        };
        vec![set(StaffAsked::TakeOff(person.id), person.id, fields)]
    }

    pub(super) fn with_team(&mut self, change: impl FnOnce(&mut TeamEdit)) -> Vec<Effect> {
        if let Some(Sheet::Team(edit)) = &mut self.sheet {
            change(edit);
        }
        Vec::new()
    }

    pub(super) fn with_person(&mut self, change: impl FnOnce(&mut PersonEdit)) -> Vec<Effect> {
        self.with_team(|edit| {
            edit.refused = None;
            if let Some(person) = &mut edit.person {
                change(person);
            }
        })
    }
}
