//! Orders that are kept for later: put away under a name, taken up again, called off.

mod bar;
mod join;
mod join_sheet;
mod list_sheet;
mod name_sheet;
mod reduce;
mod void_sheet;

pub use bar::TabBar;
pub use join_sheet::{JoinSheetProps, join_sheet};
pub use list_sheet::{TabsSheetProps, tabs_sheet};
pub use name_sheet::name_sheet;
pub use void_sheet::void_sheet;

use kit::words::counter::Counter;
use kit::words::tabs::Tabs as Words;
use shared::id::{LineId, OrderId};
use shared::order::{OrderNumber, Ticket};
use shared::till::{Language, OpenOrderSummary};
use std::collections::HashMap;
use std::rc::Rc;

use crate::payment::Payment;

/// What the page knows of the orders that are open beside the one being made.
#[derive(Clone, Debug, Default)]
pub struct Tabs {
    /// All that are open, oldest first.
    pub open: Rc<Vec<OpenOrderSummary>>,
    /// What was given for an order before it was put away.
    pub paying: HashMap<OrderId, Payment>,
    /// The order that was called off last, as it was.
    pub voided: Option<Rc<Ticket>>,
    /// What went to another order last.
    pub joined: Option<Joined>,
}

/// Lines are to go to another order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joining {
    /// The only line that goes, and its name; all of them where there is none.
    pub only: Option<(LineId, String)>,
    /// The line that was selected, which may go alone.
    pub selected: Option<(LineId, String)>,
}

/// Lines that went to another order.
#[derive(Clone, Debug)]
pub struct Joined {
    /// The order they were on, as it was.
    pub from: Rc<Ticket>,
    /// The one they are on.
    pub to: OrderId,
    /// The lines.
    pub lines: Vec<LineId>,
}

/// A name is being given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Naming {
    /// The name.
    pub name: String,
    /// Whether the order is put away then.
    pub puts_away: bool,
}

/// What can happen to the orders that are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TabsAction {
    /// The order being made is to be kept for later.
    SaveAsked,
    /// It is to have another name.
    RenameAsked,
    /// Another order is to be begun, under a name.
    NewAsked,
    /// A name is being written.
    NameTyped(String),
    /// The name is as it should be.
    NameDone,
    /// An order is taken up again.
    Recalled(OrderId),
    /// All of them are asked for.
    ListOpened,
    /// One of them is looked for.
    Searched(String),
    /// The order being made, or a line of it, is to go to another one.
    JoinAsked,
    /// The selected line alone, or all of it.
    JoinScoped(bool),
    /// To this one.
    JoinedWith(OrderId),
    /// It was a mistake.
    JoinUndone,
    /// The order being made is to be called off.
    VoidAsked,
    /// Why.
    VoidReason(String),
    /// It is called off.
    VoidConfirmed,
    /// It was a mistake to call it off.
    VoidUndone,
}

/// What a command about an order that is kept was sent for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TabAsked {
    /// It gets a name and is put away.
    PutAway,
    /// It gets a name.
    Name,
    /// It is called off.
    Void,
    /// Lines of it go to another one.
    Join,
    /// They come back.
    JoinUndone,
}

/// What an order is called: its name, else its number.
pub fn title(language: Language, name: Option<&str>, number: Option<&OrderNumber>) -> String {
    let words = Counter::of(language);
    match (name, number) {
        (Some(name), _) => name.to_owned(),
        (None, Some(number)) => words.order(number.number),
        (None, None) => words.new_order().to_owned(),
    }
}

/// Whether this is what is looked for: a part of its name or number.
fn fits(tab: &OpenOrderSummary, find: &str, language: Language) -> bool {
    let find = find.trim().to_lowercase();
    let title = title(language, tab.name.as_deref(), tab.number.as_ref());
    title.to_lowercase().contains(&find)
}

/// How long it has been open, in words.
fn age(words: Words, tab: &OpenOrderSummary, minute: i64) -> String {
    words.since(minute - tab.opened.ms.div_euclid(60_000))
}
