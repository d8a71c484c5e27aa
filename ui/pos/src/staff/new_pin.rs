//! A PIN that is being chosen: a temporary one for who forgot theirs, which somebody who runs the team then approves, or one's
//! own at the first sign-in with that.

use super::{Approving, SignIn, StaffAsked, Typed};
use crate::counter::{Asked, Effect, Say, Screen, Sheet, State};
use shared::id::StaffId;
use shared::staff::{Pin, Right, StaffCommand};
use shared::till::Command;

/// A PIN that is being chosen.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPin {
    /// Whose.
    pub whose: StaffId,
    /// Which of the two.
    pub step: NewPinStep,
    /// What was typed.
    pub typed: Typed,
}

/// How far the choosing is.
#[derive(Clone, PartialEq, Eq)]
pub enum NewPinStep {
    /// A temporary one, for who forgot theirs.
    Temporary,
    /// One's own, for the first time. `differed`: the second time was not the same.
    Own {
        /// Whether it was typed twice, and not the same both times.
        differed: bool,
    },
    /// One's own once more.
    Again(Pin),
}

impl NewPin {
    fn of(whose: StaffId, step: NewPinStep) -> Self {
        Self {
            whose,
            step,
            typed: Typed::default(),
        }
    }
}

/// A PIN shows nowhere.
impl std::fmt::Debug for NewPin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewPin")
            .field("whose", &self.whose)
            .field("typed", &self.typed)
            .finish_non_exhaustive()
    }
}

impl State {
    /// Whoever is chosen forgot their PIN.
    pub(super) fn pin_forgotten(&mut self) -> Vec<Effect> {
        if let Screen::SignIn(SignIn { who: Some(who), .. }) = self.screen {
            self.sheet = Some(Sheet::NewPin(NewPin::of(who, NewPinStep::Temporary)));
        }
        Vec::new()
    }

    /// Who came in with a temporary PIN chooses their own before anything else.
    pub(super) fn choose_own_pin(&mut self, whose: StaffId) {
        let step = NewPinStep::Own { differed: false };
        self.sheet = Some(Sheet::NewPin(NewPin::of(whose, step)));
    }

    /// The PIN that is being chosen is typed.
    pub(super) fn new_pin_entered(&mut self) -> Vec<Effect> {
        let Some(Sheet::NewPin(new)) = &mut self.sheet else {
            return Vec::new();
        };
        let Some(pin) = new.typed.pin().filter(|_| !new.typed.busy) else {
            return Vec::new();
        };
        let whose = new.whose;
        let step = match &new.step {
            NewPinStep::Temporary => {
                self.ask_for_approval(whose, pin);
                return Vec::new();
            }
            NewPinStep::Own { .. } => NewPinStep::Again(pin),
            NewPinStep::Again(first) if *first == pin => {
                new.typed.busy = true;
                return vec![set_pin(StaffAsked::OwnPin, whose, pin, false)];
            }
            NewPinStep::Again(_) => NewPinStep::Own { differed: true },
        };
        *new = NewPin::of(whose, step);
        Vec::new()
    }

    /// Who runs the team says yes to the temporary PIN, with their own.
    fn ask_for_approval(&mut self, whose: StaffId, pin: Pin) {
        let right = Right::ManageStaff;
        let team = self.team.as_ref();
        let able = team.into_iter().flat_map(|team| &team.people);
        let theirs = able.clone().find(|person| person.id == whose);
        // Nobody gives a PIN to who may more than they do themselves.
        let least = theirs.map(|person| person.role).unwrap_or_default();
        let able = able.filter(|person| person.id != whose && person.role >= least);
        let able = able.filter(|person| person.role.rights().allow(right));
        let may: Vec<String> = able.map(|person| person.name.clone()).collect();
        let command = Command::Staff {
            staff: whose,
            command: StaffCommand::SetPin {
                pin,
                temporary: true,
            },
        };
        self.sheet = Some(Sheet::Approve(Approving {
            right,
            who: self.sole_approver(&may),
            may,
            asked: Box::new(Asked::Staff(StaffAsked::TemporaryPin(whose))),
            command: Box::new(command),
            typed: Typed::default(),
        }));
    }

    /// A temporary PIN is set: they come in with it.
    pub(super) fn temporary_pin_set(&mut self, whose: StaffId, name: String) -> Vec<Effect> {
        if let Screen::SignIn(sign_in) = &mut self.screen
            && sign_in.who == Some(whose)
        {
            *sign_in = SignIn {
                who: Some(whose),
                ..SignIn::default()
            };
        }
        vec![self.say(Say::TemporaryPin(name), None)]
    }

    /// Their own PIN is set: now they sell.
    pub(super) fn own_pin_set(&mut self) -> Vec<Effect> {
        // Who has left the till meanwhile is told nothing.
        if !self.must_choose_pin() {
            return Vec::new();
        }
        self.sheet = None;
        vec![self.say(Say::PinChanged, None), Effect::FocusSearch]
    }

    /// Whether a sheet lies over the screen that is closed only by leaving the till.
    pub(crate) fn must_choose_pin(&self) -> bool {
        let Some(Sheet::NewPin(new)) = &self.sheet else {
            return false;
        };
        !matches!(new.step, NewPinStep::Temporary)
    }

    /// Nobody goes on with a temporary PIN: closing the choice leaves the till to nobody.
    pub(crate) fn leave_pin_unchosen(&mut self) -> Vec<Effect> {
        self.sheet = None;
        let effects = self.staff_left();
        self.ask_who();
        effects
    }
}

fn set_pin(asked: StaffAsked, staff: StaffId, pin: Pin, temporary: bool) -> Effect {
    let command = StaffCommand::SetPin { pin, temporary };
    Effect::Ask(Asked::Staff(asked), Command::Staff { staff, command })
}
