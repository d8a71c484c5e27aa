//! The shift and its drawer on the page: what is being counted and typed. Every amount that is shown comes from the till
//! or from `shared`.

mod cash_sheet;
mod close_sheet;
mod count;
mod drawer;
mod open;
mod reduce;
mod report;
mod screen;

pub use cash_sheet::cash_sheet;
pub use close_sheet::close_sheet;
pub use screen::{ShiftScreenProps, shift_screen};

use crate::payment::Entry;
use shared::id::{MovementId, ShiftId};
use shared::money::{Currency, Money};
use shared::order::OrderNumber;
use shared::shift::{LineKind, Pieces, ShiftView, XReport, ZReport, counted};
use std::rc::Rc;

/// What the screen of the shift knows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shift {
    /// The drawer; none until the till has answered.
    pub view: Option<Rc<ShiftView>>,
    /// The report of the open shift.
    pub x: Option<Rc<XReport>>,
    /// The last closes.
    pub zs: Rc<Vec<ZReport>>,
    /// What was counted so far, in the order in which it was touched.
    pub pieces: Vec<Pieces>,
    /// Whether the drawer is being counted once more.
    pub again: bool,
    /// The float.
    pub float: Float,
    /// The note for the owner.
    pub note: String,
    /// What the right side shows.
    pub side: Side,
    /// Whether a command is on its way that is not to be sent twice.
    pub busy: bool,
}

/// The float that is being chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Float {
    /// One of the likely ones.
    Quick(Money),
    /// What was typed.
    Typed(Entry),
}

/// The right side of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// The report of the open shift.
    #[default]
    X,
    /// What was done with the drawer.
    Log,
    /// The closes.
    Zs,
}

/// Cash that is about to go in or out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moving {
    /// In or out.
    pub kind: LineKind,
    /// How much.
    pub entry: Entry,
    /// Why.
    pub reason: String,
}

/// A close that waits for its last word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Closing {
    /// The open orders that stopped it.
    pub orders: Vec<OrderNumber>,
}

/// What can happen to the shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShiftAction {
    /// The screen is asked for.
    Opened,
    /// Back to selling.
    Left,
    /// A likely float.
    FloatChosen(Money),
    /// Another float, to be typed.
    OtherFloat,
    /// The shift is opened with that float.
    OpenAsked,
    /// Cash is to go in or out.
    MoveAsked(LineKind),
    /// Why.
    ReasonSaid(String),
    /// It goes.
    MoveConfirmed,
    /// It goes back.
    MoveUndone(MovementId),
    /// The drawer is opened for counting.
    DrawerAsked,
    /// One more or less of a note.
    Stepped(Money, i32),
    /// So many of a note.
    PiecesTyped(Money, String),
    /// The count is right.
    CountConfirmed,
    /// Count once more.
    CountAgain,
    /// The note for the owner.
    NoteTyped(String),
    /// The shift is to be closed.
    CloseAsked,
    /// It is closed; open orders stay open where that was said.
    CloseConfirmed {
        /// Whether they do.
        leave_open: bool,
    },
    /// Another side.
    SideChosen(Side),
    /// The main button, by Enter or F9.
    MainAction,
}

/// What a command to the shift was sent for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShiftAsked {
    /// It opens.
    Open,
    /// Cash goes in or out.
    Move(MovementId, LineKind, Money),
    /// The drawer was opened.
    Drawer,
    /// The drawer was counted.
    Count,
    /// It closes.
    Close,
    /// Anything whose answer needs no words.
    Quiet,
}

impl Default for Float {
    fn default() -> Self {
        Self::Quick(Money::ZERO)
    }
}

impl Float {
    /// The amount; nothing where nothing was typed.
    pub fn amount(&self, currency: Currency) -> Money {
        match self {
            Self::Quick(amount) => *amount,
            Self::Typed(entry) => entry.amount(currency).unwrap_or_default(),
        }
    }
}

impl Moving {
    /// Whether it can go: something, for a reason.
    pub fn is_ready(&self, currency: Currency) -> bool {
        let amount = self.entry.amount(currency);
        amount.is_some_and(|amount| !amount.is_zero()) && !self.reason.trim().is_empty()
    }
}

impl Shift {
    /// The shift that is open.
    pub fn open_id(&self) -> Option<ShiftId> {
        let open = self.view.as_ref()?.open.as_ref()?;
        Some(open.shift)
    }

    /// Whether the drawer is being counted: no count holds, or it is done again.
    pub fn is_counting(&self) -> bool {
        let open = self.view.as_ref().and_then(|view| view.open.as_ref());
        let count = open.and_then(|open| open.count.as_ref());
        self.again || !count.is_some_and(|count| count.holds)
    }

    /// How many of a note were counted.
    pub fn pieces_of(&self, value: Money) -> Pieces {
        let held = self.pieces.iter().find(|held| held.value == value);
        held.copied().unwrap_or(Pieces { value, pieces: 0 })
    }

    /// What was counted so far.
    pub fn counted(&self) -> Money {
        counted(&self.pieces)
    }
}
