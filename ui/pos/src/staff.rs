//! The team on the page: who comes in, who approves, and who is on it. Nothing here knows whether a PIN is right: the till
//! does.

mod approve_sheet;
mod choose;
mod edit_team;
mod new_pin;
mod new_pin_sheet;
mod person;
mod pin_pad;
mod reduce;
mod sign_in;
mod team_sheet;
mod today;

pub use approve_sheet::approve_sheet;
pub use new_pin::{NewPin, NewPinStep};
pub use new_pin_sheet::new_pin_sheet;
pub use person::initials;
pub use sign_in::sign_in_screen;
pub use team_sheet::team_sheet;

use crate::counter::Asked;
use shared::id::StaffId;
use shared::staff::{ClockStep, Pin, Right, Role, StaffRejection};
use shared::till::Command;

/// The most digits of a PIN.
const DIGITS_MAX: usize = 6;

/// The screen that asks who stands here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignIn {
    /// Who says they do.
    pub who: Option<StaffId>,
    /// Their PIN so far.
    pub typed: Typed,
    /// Whether they stay off the time clock.
    pub not_clocking: bool,
    /// Whether they only clock, and which step.
    pub only_clock: Option<ClockStep>,
    /// Whether the time clock of today is shown in the team's place.
    pub today: bool,
}

/// A PIN as it is typed.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Typed {
    digits: String,
    /// Why the last one was refused.
    pub refused: Option<StaffRejection>,
    /// How many were refused: a new one shakes the dots again.
    pub times: u32,
    /// Whether one is being checked.
    pub busy: bool,
}

/// Something that whoever works here may not do alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approving {
    /// What it needs.
    pub right: Right,
    /// Who may approve it, by name.
    pub may: Vec<String>,
    /// What was asked for.
    pub asked: Box<Asked>,
    /// What is to be done.
    pub command: Box<Command>,
    /// Who approves.
    pub who: Option<StaffId>,
    /// Their PIN so far.
    pub typed: Typed,
}

/// The team as it is being changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TeamEdit {
    /// Who is being changed or added; none: the list.
    pub person: Option<PersonEdit>,
    /// Why the last change was refused.
    pub refused: Option<StaffRejection>,
}

/// Somebody who is being changed or added.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonEdit {
    /// Who.
    pub id: StaffId,
    /// Whether they are new.
    pub new: bool,
    /// Their name.
    pub name: String,
    /// Where they work.
    pub position: String,
    /// What they may do.
    pub role: Role,
    /// Their new PIN; empty where it stays.
    pub pin: String,
}

/// What can happen to the team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StaffAction {
    /// Somebody else comes.
    SwitchAsked,
    /// They go back to selling, as who they are.
    Left,
    /// Who stands here.
    Chosen(StaffId),
    /// A digit of the PIN.
    Typed(u8),
    /// The last digit goes.
    Erased,
    /// The PIN is whole.
    Entered,
    /// They clock in with it, or not.
    ClockingToggled,
    /// Only the time clock.
    OnlyClock(Option<ClockStep>),
    /// Only the time clock or not, from the keyboard.
    OnlyClockToggled,
    /// A letter: the next person whose name begins with it.
    Lettered(char),
    /// So many people on, or back.
    Moved(isize),
    /// So many rows of people on, or back.
    MovedRows(isize),
    /// The time clock of today is to be seen, or the team again.
    TodayToggled,
    /// Whoever works here leaves the till to nobody.
    SignOutAsked,
    /// Whoever is chosen forgot their PIN.
    PinForgotten,
    /// The team is asked for.
    TeamOpened,
    /// Somebody is to be added.
    AddAsked,
    /// Somebody is to be changed.
    EditAsked(StaffId),
    /// Back to the list.
    EditLeft,
    /// Their name.
    NameTyped(String),
    /// Where they work.
    PositionTyped(String),
    /// What they may do.
    RoleChosen(Role),
    /// Their new PIN.
    PinTyped(String),
    /// As it is now.
    Saved,
    /// They leave the team.
    TakenOff,
    /// They come back.
    BroughtBack(StaffId),
}

/// What a staff command was sent for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StaffAsked {
    /// Somebody comes in.
    SignIn(StaffId),
    /// Somebody clocks.
    Clock(StaffId),
    /// Somebody is changed.
    Save,
    /// Somebody leaves the team.
    TakeOff(StaffId),
    /// A temporary PIN for who forgot theirs.
    TemporaryPin(StaffId),
    /// Their own PIN, after a temporary one.
    OwnPin,
    /// Anything whose answer needs no words.
    Quiet,
}

impl Typed {
    /// How many digits there are.
    pub const fn count(&self) -> usize {
        self.digits.len()
    }

    /// The PIN, once it can be one.
    pub fn pin(&self) -> Option<Pin> {
        self.digits.parse().ok()
    }

    fn push(&mut self, digit: u8) {
        if self.digits.len() < DIGITS_MAX && digit < 10 && !self.busy {
            self.digits.push(char::from(b'0' + digit));
            self.refused = None;
        }
    }

    fn erase(&mut self) {
        if !self.busy {
            self.digits.pop();
        }
    }

    fn refuse(&mut self, reason: StaffRejection) {
        *self = Self {
            digits: String::new(),
            refused: Some(reason),
            times: self.times.wrapping_add(1),
            busy: false,
        };
    }
}

/// A PIN shows nowhere.
impl std::fmt::Debug for Typed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Typed")
            .field("count", &self.count())
            .field("refused", &self.refused)
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for PersonEdit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PersonEdit")
            .field("name", &self.name)
            .field("role", &self.role)
            .finish_non_exhaustive()
    }
}
