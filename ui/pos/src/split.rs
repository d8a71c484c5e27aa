//! An order that is paid in parts. Each part is an order of its own, that lines of the whole one go to.

mod part;
mod reduce;
mod screen;

pub use screen::{SplitScreenProps, split_screen};

use shared::id::{LineId, OrderId};
use shared::order::{Ticket, TicketStatus};
use std::rc::Rc;

/// What the page knows of an order that is paid in parts.
#[derive(Clone, Debug)]
pub struct Split {
    /// The order that lines are taken from.
    pub whole: OrderId,
    /// Its name, which its parts get with their number.
    pub name: Option<String>,
    /// The parts.
    pub parts: Vec<Part>,
    /// The lines that were chosen to go to one.
    pub chosen: Vec<LineId>,
    /// The unit that is being taken apart: the till may not have shown it yet, and it can be put somewhere all the same.
    pub coming: Option<LineId>,
    /// Whether anything was left to assign when a part went to be paid.
    pub left: bool,
    /// So many equal parts, where nobody says who had what.
    pub equal: Option<u16>,
}

/// A part.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its order, which is opened with its first line.
    pub order: OrderId,
    /// What the till last said it holds.
    pub ticket: Option<Rc<Ticket>>,
}

/// What can happen to the parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SplitAction {
    /// The order being made is to be paid in parts.
    Opened,
    /// Back to the order.
    Closed,
    /// A line was touched.
    LineChosen(LineId),
    /// One unit of the chosen line is to be a line of its own.
    OneTaken,
    /// What was chosen goes to this part.
    PutIn(OrderId),
    /// The same, by the part's number.
    PutInPart(usize),
    /// Everything that is left goes to this part.
    RestPutIn(OrderId),
    /// A line of a part goes back.
    TakenBack(OrderId, LineId),
    /// There is to be another part.
    Added,
    /// A part that has nothing is not needed.
    TakenOff(OrderId),
    /// Each pays for what they had.
    ByProduct,
    /// All pay the same: so many parts.
    ByParts(u16),
    /// The first of the equal parts is paid.
    EqualCharged,
    /// A part is paid.
    Charged(OrderId),
    /// The next part is paid.
    NextCharged,
}

impl Split {
    /// A part, by its order.
    pub fn part(&self, order: OrderId) -> Option<&Part> {
        self.parts.iter().find(|part| part.order == order)
    }

    /// The part that is paid next: the first that has something.
    pub fn next(&self) -> Option<OrderId> {
        let waits = |part: &&Part| !part.is_empty() && !part.is_paid();
        self.parts.iter().find(waits).map(|part| part.order)
    }
}

impl Part {
    const fn new(order: OrderId) -> Self {
        Self {
            order,
            ticket: None,
        }
    }

    /// Whether nothing has gone to it.
    pub fn is_empty(&self) -> bool {
        let ticket = self.ticket.as_ref();
        ticket.is_none_or(|ticket| ticket.lines.is_empty())
    }

    /// Whether its money was taken.
    pub fn is_paid(&self) -> bool {
        let ticket = self.ticket.as_ref();
        ticket.is_some_and(|ticket| matches!(ticket.status, TicketStatus::Settled { .. }))
    }
}
