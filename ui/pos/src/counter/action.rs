//! What can happen on the page, and what the page asks of the world.

use super::Sheet;
use crate::kitchen::{KitchenAction, KitchenAsked};
use crate::menu::MenuAction;
use crate::order::OrderAction;
use crate::payment::PaymentAction;
use crate::printing::{PrintingAction, PrintingAsked};
use crate::refund::RefundAction;
use crate::shift::{ShiftAction, ShiftAsked};
use crate::split::SplitAction;
use crate::staff::{StaffAction, StaffAsked};
use crate::tabs::{TabAsked, TabsAction};
use crate::till::TillAction;
use shared::id::{LineId, OrderId};
use shared::money::Money;
use shared::staff::Right;
use shared::till::{Answer, Command, Language, Outcome, Query, Theme, TillFailure, Touched};
use uuid::Uuid;

/// Makes fresh ids: the browser's generator on the page, a counter in tests.
pub type Mint<'a> = dyn FnMut() -> Uuid + 'a;

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The page is there.
    Started,
    /// A second went by.
    Ticked(i64),
    /// The till says that views are other than before.
    Touched(Touched),
    /// The till answered a question.
    Told(Query, Result<Answer, TillFailure>),
    /// The till did, or refused, what it was asked.
    Answered(Asked, Result<Outcome, TillFailure>),
    /// The till did not do what it was asked since somebody else has to approve it: one of these people.
    NotAllowed(Asked, Command, Right, Vec<String>),
    /// To the order.
    Order(OrderAction),
    /// To the menu and its search.
    Menu(MenuAction),
    /// To the payment and the keypad.
    Payment(PaymentAction),
    /// To the shift.
    Shift(ShiftAction),
    /// To a refund.
    Refund(RefundAction),
    /// To the team.
    Staff(StaffAction),
    /// To the orders that are kept.
    Tabs(TabsAction),
    /// To the parts of an order.
    Split(SplitAction),
    /// To the printer.
    Printing(PrintingAction),
    /// To the stations.
    Kitchen(KitchenAction),
    /// To the till itself.
    Till(TillAction),
    /// What lies over the screen was closed.
    SheetClosed,
    /// Something was laid over the screen.
    SheetOpened(Sheet),
    /// A line at the foot has been there long enough.
    SnackExpired(u64),
    /// What the line at the foot offers was taken.
    OfferTaken,
    /// The escape key.
    Escaped,
}

macro_rules! kinds {
    ($($kind:ident($action:ty)),* $(,)?) => {
        $(impl From<$action> for Action {
            fn from(action: $action) -> Self {
                Self::$kind(action)
            }
        })*
    };
}

kinds! {
    Order(OrderAction),
    Menu(MenuAction),
    Payment(PaymentAction),
    Shift(ShiftAction),
    Refund(RefundAction),
    Staff(StaffAction),
    Tabs(TabsAction),
    Split(SplitAction),
    Printing(PrintingAction),
    Kitchen(KitchenAction),
    Till(TillAction),
}

/// What a command was sent for: decides what its answer means to the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A tap on a product.
    Tap,
    /// A long press on a product: its line is opened.
    TapAndEdit,
    /// A change of the order that can be undone.
    Change,
    /// A line was taken off.
    Remove {
        /// Its name.
        name: String,
    },
    /// One unit became a line of its own.
    TakeOne {
        /// The new line.
        into: LineId,
    },
    /// Back to how it was.
    Undo,
    /// The order is paid.
    Settle {
        /// The order.
        order: OrderId,
    },
    /// Money is given back.
    Refund {
        /// For which order.
        order: OrderId,
        /// How much.
        given: Money,
    },
    /// A product got its price.
    Price,
    /// Something about the shift.
    Shift(ShiftAsked),
    /// Something about the team.
    Staff(StaffAsked),
    /// Something about an order that is kept.
    Tab(TabAsked),
    /// Lines go to this part of an order, or come back from it.
    Split(OrderId),
    /// Something about the printer.
    Printing(PrintingAsked),
    /// Something about the stations.
    Kitchen(KitchenAsked),
    /// A menu came in.
    Import,
    /// The till joins a business.
    Enrol,
    /// Anything whose answer needs no words.
    Quiet,
    /// A copy of the journal.
    Copy,
}

/// What the page asks of the world.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// A command, after all that were asked before it.
    Ask(Asked, Command),
    /// A command that need not wait for others.
    AskAside(Asked, Command),
    /// A question.
    Query(Query),
    /// The keyboard goes to the search field.
    FocusSearch,
    /// The keyboard goes to this field.
    FocusOn(&'static str),
    /// The keyboard goes back to where it was before the sheet.
    FocusBack,
    /// The page wears these colours and this language.
    Wear(Theme, Language),
    /// In six seconds the line at the foot goes.
    ExpireSnack(u64),
}
