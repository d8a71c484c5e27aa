//! Who works here: they are added, get PINs, come and go, sign in, forget their PINs, and approve what others may not do.

use crate::chance::Chance;
use crate::world::{Checked, World};
use shared::id::StaffId;
use shared::staff::{ClockStep, PIN_TRIES_MAX, Pin, Presence, Role, StaffCommand};
use shared::staff::{Person, StaffFields, StaffRejection, TeamView};
use shared::till::{Answer, Command, Query, Rejection, TillFailure};

const NAMES: [&str; 5] = ["Ana", "Luis", "Marta", "Pedro", "Sol"];
/// More than this many people are not added.
const PEOPLE_MAX: usize = 4;

/// Whether a till writes something though it refuses: that somebody's PIN was guessed at too often.
pub fn locks(failure: &TillFailure) -> bool {
    let TillFailure::Rejected(Rejection::Staff(reason)) = failure else {
        return false;
    };
    matches!(reason, StaffRejection::PinLocked { .. })
}

/// Whether somebody would have to sign in before the till does anything.
pub fn locks_out(failure: &TillFailure) -> bool {
    let out = Rejection::Staff(StaffRejection::NobodySignedIn);
    *failure == TillFailure::Rejected(out)
}

impl World<'_> {
    pub(super) fn team(&mut self, who: usize, luck: &mut Chance) -> Checked {
        let view = self.team_at(who);
        let nobody_on = view.sign_in && view.on.is_none();
        let Some(person) = luck.pick(&view.people).cloned() else {
            return self.begin(who, luck);
        };
        match luck.below(10) {
            _ if nobody_on && luck.percent(60) => self.sign_in(who, &view, luck),
            0 | 1 if view.people.len() < PEOPLE_MAX => self.add_somebody(who, &view, luck),
            0..=2 => self.change_somebody(who, &person, luck),
            3 => self.set_pin(who, &person, luck),
            4 | 5 => self.sign_in(who, &view, luck),
            6 => self.staff(who, person.id, StaffCommand::SignOut, "signed out"),
            7 => self.clock(who, &view, luck),
            _ => self.guess(who, &view, luck),
        }
    }

    /// The first two: one who may approve, and one who has to ask and begins to work.
    fn begin(&mut self, who: usize, luck: &mut Chance) -> Checked {
        for _ in 0..2 {
            let view = self.team_at(who);
            self.add_somebody(who, &view, luck)?;
        }
        let view = self.team_at(who);
        self.sign_in(who, &view, luck)
    }

    fn team_at(&mut self, who: usize) -> TeamView {
        let now_ms = self.now_ms;
        self.machines[who].look_at_clock(now_ms);
        let till = self.machines[who].till.as_mut();
        match till.map(|till| till.query(&Query::Team)) {
            Some(Ok(Answer::Team(view))) => *view,
            _ => TeamView::default(),
        }
    }

    fn staff(
        &mut self,
        who: usize,
        staff: StaffId,
        command: StaffCommand,
        happened: &str,
    ) -> Checked {
        let done = self.ask(who, Command::Staff { staff, command })?;
        if done.is_some() {
            self.tally.count(happened);
        }
        Ok(())
    }

    /// Somebody who may approve first, somebody who has to ask next.
    fn a_role_for(&self, people: usize, luck: &mut Chance) -> Role {
        match people {
            0 if self.people.owners && luck.percent(60) => Role::Owner,
            0 => Role::Manager,
            1 => Role::Barista,
            _ => self.a_role(luck),
        }
    }

    fn a_role(&self, luck: &mut Chance) -> Role {
        match luck.below(6) {
            0..=2 => Role::Barista,
            3 | 4 => Role::Manager,
            _ if self.people.owners => Role::Owner,
            _ => Role::Manager,
        }
    }

    fn add_somebody(&mut self, who: usize, view: &TeamView, luck: &mut Chance) -> Checked {
        let staff = StaffId(luck.id(self.now_ms));
        let fields = StaffFields {
            name: luck.pick(&NAMES).map(|name| (*name).to_owned()),
            role: Some(self.a_role_for(view.people.len(), luck)),
            place: u32::try_from(view.people.len()).ok(),
            ..StaffFields::default()
        };
        self.staff(who, staff, StaffCommand::Set(fields), "people added")?;
        let pin = a_pin(luck);
        match self.no.is_none() && luck.percent(85) {
            true => self.give_pin(who, staff, pin, luck.percent(20), "PINs set"),
            false => Ok(()),
        }
    }

    /// Another name, another role, another place; or they leave.
    fn change_somebody(&mut self, who: usize, person: &Person, luck: &mut Chance) -> Checked {
        let mut fields = StaffFields::default();
        match luck.below(5) {
            0 => fields.name = luck.pick(&NAMES).map(|name| (*name).to_owned()),
            1 => fields.role = Some(self.a_role(luck)),
            2 => fields.position = Some("barra".to_owned()),
            3 => fields.place = u32::try_from(luck.below(5)).ok(),
            _ => fields.active = Some(false),
        }
        let command = StaffCommand::Set(fields);
        self.staff(who, person.id, command.clone(), "people changed")?;
        // Another till says something else, and has not heard of it yet.
        let others = self.others_of(who);
        if let Some(other) = luck.pick(&others).copied()
            && luck.percent(40)
        {
            let fields = StaffFields {
                role: Some(self.a_role(luck)),
                name: Some("Otro".to_owned()),
                ..StaffFields::default()
            };
            let command = StaffCommand::Set(fields);
            return self.staff(other, person.id, command, "people changed");
        }
        Ok(())
    }

    fn set_pin(&mut self, who: usize, person: &Person, luck: &mut Chance) -> Checked {
        let happened = match person.has_pin {
            true => "PINs changed",
            false => "PINs set",
        };
        let pin = a_pin(luck);
        self.give_pin(who, person.id, pin, luck.percent(20), happened)
    }

    fn give_pin(
        &mut self,
        who: usize,
        staff: StaffId,
        pin: Pin,
        temporary: bool,
        happened: &str,
    ) -> Checked {
        let known = pin.clone();
        let command = StaffCommand::SetPin { pin, temporary };
        let done = self.ask(who, Command::Staff { staff, command })?;
        if done.is_some() {
            self.tally.count(happened);
            self.people.pins.insert(staff, known);
        }
        Ok(())
    }

    fn sign_in(&mut self, who: usize, view: &TeamView, luck: &mut Chance) -> Checked {
        let mut view = view.clone();
        if luck.percent(60) && view.people.iter().any(|held| held.role == Role::Barista) {
            view.people.retain(|held| held.role == Role::Barista);
        }
        let Some((person, pin)) = self.with_pin(&view, luck) else {
            return Ok(());
        };
        let clock_in = luck.percent(50);
        let command = StaffCommand::SignIn { pin, clock_in };
        self.staff(who, person.id, command, "signed in")?;
        match self.no.is_none() && luck.percent(70) {
            true => self.ask_too_much(who, luck),
            false => Ok(()),
        }
    }

    /// Somebody whose PIN this till can check, and the PIN that they remember.
    fn with_pin(&self, view: &TeamView, luck: &mut Chance) -> Option<(Person, Pin)> {
        let here = view.people.iter().filter(|person| person.pin_here);
        let known = here.filter_map(|person| {
            let pin = self.people.pins.get(&person.id)?;
            Some((person.clone(), pin.clone()))
        });
        luck.pick(&known.collect::<Vec<_>>()).cloned()
    }

    fn clock(&mut self, who: usize, view: &TeamView, luck: &mut Chance) -> Checked {
        let Some((person, pin)) = self.with_pin(view, luck) else {
            return Ok(());
        };
        let step = match (person.presence, luck.percent(50)) {
            (Presence::Out, _) => ClockStep::In,
            (Presence::In { .. }, true) => ClockStep::Pause,
            (Presence::Paused { .. }, true) => ClockStep::Resume,
            (Presence::In { .. } | Presence::Paused { .. }, false) => ClockStep::Out,
        };
        let command = StaffCommand::Clock {
            pin,
            step,
            reason: String::new(),
        };
        self.staff(who, person.id, command, "steps of the time clock")
    }

    /// Wrong PINs: one, or as many as it takes until the till waits; then not even the right one is taken.
    fn guess(&mut self, who: usize, view: &TeamView, luck: &mut Chance) -> Checked {
        let Some((person, right)) = self.with_pin(view, luck) else {
            return Ok(());
        };
        let tries = match self.people.hashes() > PIN_TRIES_MAX {
            true => PIN_TRIES_MAX + 1,
            false => 1,
        };
        for number in 1..=tries {
            let wrong = number <= PIN_TRIES_MAX;
            let pin = match wrong {
                true => the_pin("000000"),
                false => right.clone(),
            };
            let command = StaffCommand::SignIn {
                pin,
                clock_in: false,
            };
            self.staff(who, person.id, command, "signed in")?;
            match &self.no {
                Some(failure) if locks(failure) && !wrong => {
                    self.tally.count("a right PIN that has to wait");
                }
                Some(failure) if locks(failure) => self.tally.count("PINs locked"),
                Some(TillFailure::Rejected(_)) => self.tally.count("wrong PINs"),
                Some(_) | None => return Ok(()),
            }
        }
        Ok(())
    }

    /// Whoever has just signed in does what not everybody may do alone.
    fn ask_too_much(&mut self, who: usize, luck: &mut Chance) -> Checked {
        match luck.percent(50) {
            true => self.void_tab(who, luck),
            false => self.discount(who, luck),
        }
    }

    /// Whoever works at this till may not do this alone: somebody who may says yes, where somebody is there who does.
    pub(super) fn ask_for_approval(
        &mut self,
        who: usize,
        command: Command,
        happened: &str,
        luck: &mut Chance,
    ) -> Checked {
        let Some(TillFailure::Rejected(Rejection::Staff(
            StaffRejection::NotAllowed { .. } | StaffRejection::NobodySignedIn,
        ))) = &self.no
        else {
            return Ok(());
        };
        let mut view = self.team_at(who);
        view.people.retain(|person| person.role > Role::Barista);
        let Some((person, pin)) = self.with_pin(&view, luck) else {
            return Ok(());
        };
        let command = Command::Approved {
            by: person.id,
            pin,
            command: Box::new(command),
        };
        if self.records(who, command)? {
            self.tally.count(happened);
        }
        Ok(())
    }
}

fn a_pin(luck: &mut Chance) -> Pin {
    the_pin(&format!("{}", luck.between(1_000, 9_999)))
}

fn the_pin(digits: &str) -> Pin {
    digits.parse().expect("four to six digits are a PIN")
}
