//! What happens to the team, and what the till's answers make of its screens.

use super::{Approving, PersonEdit, SignIn, StaffAction, StaffAsked, TeamEdit, Typed};
use crate::counter::{Asked, Effect, Mint, Offer, Say, Screen, Sheet, State};
use shared::id::StaffId;
use shared::staff::{
    Person, Presence, Right, Role, StaffCommand, StaffFields, StaffRejection, TeamView,
};
use shared::till::{Command, Rejection, TillFailure};
use std::rc::Rc;

impl State {
    pub(crate) fn staff_action(&mut self, action: StaffAction, mint: &mut Mint<'_>) -> Vec<Effect> {
        match action {
            StaffAction::SwitchAsked => {
                (self.sheet, self.snack) = (None, None);
                self.ask_who();
                Vec::new()
            }
            StaffAction::Left => self.leave_sign_in(),
            StaffAction::Chosen(who) => self.choose_person(who),
            StaffAction::Typed(digit) => self.type_pin(|typed| typed.push(digit)),
            StaffAction::Erased => self.type_pin(Typed::erase),
            StaffAction::Entered => self.enter_pin(),
            StaffAction::ClockingToggled => self.with_sign_in(|sign_in| {
                sign_in.not_clocking = !sign_in.not_clocking;
            }),
            StaffAction::OnlyClock(step) => self.with_sign_in(|sign_in| sign_in.only_clock = step),
            StaffAction::OnlyClockToggled => self.toggle_only_clock(),
            StaffAction::Lettered(letter) => self.choose_by_letter(letter, mint),
            StaffAction::Moved(by) => self.choose_beside(by, mint),
            StaffAction::MovedRows(by) => self.choose_row(by, mint),
            StaffAction::TodayToggled => {
                self.with_sign_in(|sign_in| sign_in.today = !sign_in.today)
            }
            StaffAction::SignOutAsked => self.staff_left(),
            StaffAction::PinForgotten => self.pin_forgotten(),
            StaffAction::TeamOpened => {
                self.sheet = Some(Sheet::Team(TeamEdit::default()));
                Vec::new()
            }
            StaffAction::AddAsked => {
                let first = self.team.as_ref().is_none_or(|team| !team.sign_in);
                let id = StaffId(mint());
                self.edit_person(PersonEdit {
                    id,
                    new: true,
                    name: String::new(),
                    position: String::new(),
                    role: if first { Role::Owner } else { Role::Barista },
                    pin: String::new(),
                })
            }
            StaffAction::EditAsked(id) => self.edit_known(id),
            StaffAction::EditLeft => self.with_team(|edit| *edit = TeamEdit::default()),
            StaffAction::NameTyped(text) => self.with_person(|person| person.name = text),
            StaffAction::PositionTyped(text) => self.with_person(|person| person.position = text),
            StaffAction::RoleChosen(role) => self.with_person(|person| person.role = role),
            StaffAction::PinTyped(text) => self.with_person(|person| {
                let digits = text.chars().filter(char::is_ascii_digit);
                person.pin = digits.take(super::DIGITS_MAX).collect();
            }),
            StaffAction::Saved => self.save_person(),
            StaffAction::TakenOff => self.take_off(),
            StaffAction::BroughtBack(id) => vec![set(
                StaffAsked::Quiet,
                id,
                StaffFields {
                    active: Some(true),
                    ..StaffFields::default()
                },
            )],
        }
    }

    /// The team is other than before, or known for the first time.
    pub(crate) fn told_team(&mut self, team: TeamView) -> Vec<Effect> {
        let asks = team.sign_in && team.on.is_none();
        self.team = Some(Rc::new(team));
        let begun = !matches!(self.screen, Screen::Starting | Screen::FirstDay(_));
        if asks && begun && !matches!(self.screen, Screen::SignIn(_)) {
            (self.sheet, self.snack) = (None, None);
            self.ask_who();
        }
        // Also where the page was begun anew before they had chosen one.
        let on = self.team.as_ref().and_then(|team| team.on);
        if let (Some(on), Screen::Sell, None) = (on, &self.screen, &self.sheet)
            && self.has_temporary_pin(on)
        {
            self.choose_own_pin(on);
        }
        Vec::new()
    }

    /// Whether somebody has to come in before the till sells.
    pub(crate) fn asks_who(&self) -> bool {
        let team = self.team.as_ref();
        team.is_some_and(|team| team.sign_in && team.on.is_none())
    }

    pub(crate) fn ask_who(&mut self) {
        self.keep_given();
        let people = self.team.as_ref().map_or(&[][..], |team| &team.people);
        let only = match people {
            [only] => Some(only.id),
            _ => None,
        };
        self.screen = Screen::SignIn(SignIn {
            who: only,
            ..SignIn::default()
        });
    }

    pub(crate) fn leave_sign_in(&mut self) -> Vec<Effect> {
        if self.asks_who() {
            return Vec::new();
        }
        self.screen = Screen::Sell;
        vec![Effect::FocusSearch]
    }

    /// The till is left to nobody: the next one says who they are. What is on the order stays.
    pub(super) fn staff_left(&mut self) -> Vec<Effect> {
        let on = self.team.as_mut().and_then(|team| {
            let team = Rc::make_mut(team);
            team.on.take()
        });
        let out = |on| ask(StaffAsked::Quiet, on, StaffCommand::SignOut);
        on.map(out).into_iter().collect()
    }

    fn choose_person(&mut self, who: StaffId) -> Vec<Effect> {
        if let Some(Sheet::Approve(approving)) = &mut self.sheet {
            (approving.who, approving.typed) = (Some(who), Typed::default());
            return Vec::new();
        }
        self.with_sign_in(|sign_in| {
            *sign_in = SignIn {
                who: Some(who),
                ..SignIn::default()
            }
        })
    }

    fn type_pin(&mut self, change: impl FnOnce(&mut Typed)) -> Vec<Effect> {
        if let Some(Sheet::Approve(approving)) = &mut self.sheet {
            change(&mut approving.typed);
            return Vec::new();
        }
        if let Some(Sheet::NewPin(new)) = &mut self.sheet {
            change(&mut new.typed);
            return Vec::new();
        }
        self.with_sign_in(|sign_in| change(&mut sign_in.typed))
    }

    fn enter_pin(&mut self) -> Vec<Effect> {
        if let Some(Sheet::Approve(approving)) = &mut self.sheet {
            return approve(approving).into_iter().collect();
        }
        if let Some(Sheet::NewPin(_)) = &self.sheet {
            return self.new_pin_entered();
        }
        let Screen::SignIn(sign_in) = &mut self.screen else {
            return Vec::new();
        };
        let known = sign_in.who.zip(sign_in.typed.pin());
        let Some((staff, pin)) = known.filter(|_| !sign_in.typed.busy) else {
            return Vec::new();
        };
        sign_in.typed.busy = true;
        let (asked, command) = match sign_in.only_clock {
            Some(step) => {
                let reason = String::new();
                let clock = StaffCommand::Clock { pin, step, reason };
                (StaffAsked::Clock(staff), clock)
            }
            None => {
                let clock_in = !sign_in.not_clocking;
                let sign_in = StaffCommand::SignIn { pin, clock_in };
                (StaffAsked::SignIn(staff), sign_in)
            }
        };
        vec![ask(asked, staff, command)]
    }

    /// What a command about the team did.
    pub(crate) fn staff_done(&mut self, asked: StaffAsked) -> Vec<Effect> {
        let name = |state: &Self, id| {
            let team = state.team.as_ref();
            let person = team.and_then(|team| team.people.iter().find(|person| person.id == id));
            person.map(|person| person.name.clone()).unwrap_or_default()
        };
        match asked {
            StaffAsked::SignIn(id) => {
                let name = name(self, id);
                if let Some(team) = &mut self.team {
                    Rc::make_mut(team).on = Some(id);
                }
                self.screen = Screen::Sell;
                if self.has_temporary_pin(id) {
                    self.choose_own_pin(id);
                    return Vec::new();
                }
                vec![self.say(Say::Greeted(name), None), Effect::FocusSearch]
            }
            StaffAsked::Clock(id) => {
                let name = name(self, id);
                self.with_sign_in(|sign_in| *sign_in = SignIn::default());
                vec![self.say(Say::Clocked(name), None)]
            }
            StaffAsked::Save => self.with_team(|edit| *edit = TeamEdit::default()),
            StaffAsked::TakeOff(id) => {
                let name = name(self, id);
                self.with_team(|edit| *edit = TeamEdit::default());
                vec![self.say(Say::TakenOff(name), Some(Offer::BringBack(id)))]
            }
            StaffAsked::TemporaryPin(id) => {
                let name = name(self, id);
                self.temporary_pin_set(id, name)
            }
            StaffAsked::OwnPin => self.own_pin_set(),
            StaffAsked::Quiet => Vec::new(),
        }
    }

    fn has_temporary_pin(&self, id: StaffId) -> bool {
        let people = self.team.iter().flat_map(|team| &team.people);
        let mut theirs = people.filter(|person| person.id == id);
        theirs.any(|person| person.temporary_pin)
    }

    /// A command about the team was refused.
    pub(crate) fn staff_refused(&mut self, failure: TillFailure) -> Vec<Effect> {
        let TillFailure::Rejected(Rejection::Staff(reason)) = failure else {
            self.type_pin(|typed| typed.busy = false);
            return vec![self.say(Say::Refused(failure), None)];
        };
        match &mut self.sheet {
            Some(Sheet::Team(edit)) => edit.refused = Some(reason),
            _ => {
                self.type_pin(|typed| typed.refuse(reason));
            }
        }
        Vec::new()
    }

    /// The till said that somebody else has to approve it.
    pub(crate) fn not_allowed(
        &mut self,
        (right, may): (Right, Vec<String>),
        asked: Asked,
        command: Command,
    ) {
        self.snack = None;
        // It is asked again with somebody's approval, or left.
        self.waits_no_more();
        self.sheet = Some(Sheet::Approve(Approving {
            right,
            asked: Box::new(asked),
            command: Box::new(command),
            who: self.sole_approver(&may),
            may,
            typed: Typed::default(),
        }));
    }

    /// Nothing is on its way any more: what the till did not take can be asked again.
    pub(crate) fn waits_no_more(&mut self) {
        self.order.settling = false;
        self.shift_waits_no_more();
        self.refund_waits_no_more();
    }

    /// The till refused an approved command: for the PIN, or for what it is.
    pub(crate) fn approval_refused(&mut self, failure: &TillFailure) -> bool {
        let Some(Sheet::Approve(approving)) = &mut self.sheet else {
            return false;
        };
        match failure {
            TillFailure::Rejected(Rejection::Staff(
                reason @ (StaffRejection::WrongPin { .. }
                | StaffRejection::PinLocked { .. }
                | StaffRejection::NoPin
                | StaffRejection::PinNotHere
                | StaffRejection::NotAllowed { .. }),
            )) => {
                approving.typed.refuse(reason.clone());
                true
            }
            _ => {
                self.sheet = None;
                false
            }
        }
    }

    pub(super) fn sole_approver(&self, may: &[String]) -> Option<StaffId> {
        let team = self.team.as_ref()?;
        let mut able = able(&team.people, may);
        let first = able.next()?;
        able.next().is_none().then_some(first.id)
    }

    fn with_sign_in(&mut self, change: impl FnOnce(&mut SignIn)) -> Vec<Effect> {
        if let Screen::SignIn(sign_in) = &mut self.screen {
            change(sign_in);
        }
        Vec::new()
    }
}

/// Those of these people whose PIN this till can check.
pub(super) fn able<'a>(
    people: &'a [Person],
    may: &'a [String],
) -> impl Iterator<Item = &'a Person> {
    let able = |person: &&Person| person.pin_here && may.contains(&person.name);
    people.iter().filter(able)
}

fn approve(approving: &mut Approving) -> Option<Effect> {
    let (by, pin) = approving.who.zip(approving.typed.pin())?;
    if approving.typed.busy {
        return None;
    }
    approving.typed.busy = true;
    let command = approving.command.clone();
    let approved = Command::Approved { by, pin, command };
    Some(Effect::Ask((*approving.asked).clone(), approved))
}

pub(super) fn set(asked: StaffAsked, staff: StaffId, fields: StaffFields) -> Effect {
    ask(asked, staff, StaffCommand::Set(fields))
}

pub(super) fn ask(asked: StaffAsked, staff: StaffId, command: StaffCommand) -> Effect {
    Effect::Ask(Asked::Staff(asked), Command::Staff { staff, command })
}

/// What a person can do on the time clock now.
pub(super) const fn steps(presence: Presence) -> &'static [shared::staff::ClockStep] {
    use shared::staff::ClockStep::{In, Out, Pause, Resume};
    match presence {
        Presence::Out => &[In],
        Presence::In { .. } => &[Pause, Out],
        Presence::Paused { .. } => &[Resume, Out],
    }
}
