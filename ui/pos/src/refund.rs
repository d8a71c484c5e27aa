//! Money given back on the page: which sale, what of it, why and how. What it comes to is asked of the till.

mod find;
mod how;
mod reduce;
mod screen;
mod what;

pub use screen::{RefundScreenProps, refund_screen};

use shared::id::{LineId, OrderId};
use shared::money::Money;
use shared::order::{Back, Goods, PaidLine, PaidView, ReceiptNumber, Ticket, TicketStatus};
use shared::payment::TenderKind;
use shared::quantity::{Quantity, THOUSANDTHS};
use shared::till::SaleSummary;
use std::rc::Rc;

/// What the screen of a refund knows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Refund {
    /// What is looked for.
    pub find: String,
    /// The sales that fit; none until the till has answered.
    pub sales: Option<Rc<Vec<SaleSummary>>>,
    /// The sale that was chosen.
    pub chosen: Option<OrderId>,
    /// Its ticket, once the till has answered.
    pub ticket: Option<Rc<Ticket>>,
    /// The lines that come back, and how much of each.
    pub lines: Vec<(LineId, Quantity)>,
    /// The payment that was one too many, where that comes back.
    pub again: Option<ReceiptNumber>,
    /// How the money is given back.
    pub kind: Kind,
    /// What happens with the goods, once that was said.
    pub goods: Option<Goods>,
    /// Why.
    pub reason: String,
    /// What it comes to.
    pub back: Option<Back>,
    /// Whether it is on its way to the till.
    pub busy: bool,
}

/// How the money is given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind(pub TenderKind);

impl Default for Kind {
    fn default() -> Self {
        Self(TenderKind::Cash)
    }
}

/// What can happen to a refund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefundAction {
    /// The screen is asked for.
    Opened,
    /// Back to selling.
    Left,
    /// A sale is looked for.
    Searched(String),
    /// A sale was chosen.
    Chosen(OrderId),
    /// All of it, or nothing again.
    AllToggled,
    /// A line comes back, or stays.
    LineToggled(LineId),
    /// More or less of a line.
    Stepped(LineId, i64),
    /// A payment that was one too many comes back, or not.
    AgainToggled(ReceiptNumber),
    /// How.
    KindChosen(TenderKind),
    /// Why.
    ReasonSaid(String),
    /// What happens with the goods.
    GoodsSaid(Goods),
    /// It is given.
    Confirmed,
}

impl Refund {
    /// What of the sale was paid, came back, and still can.
    pub fn paid(&self) -> Option<(&ReceiptNumber, &PaidView)> {
        match &self.ticket.as_ref()?.status {
            TicketStatus::Settled { receipt, paid, .. } => Some((receipt, paid)),
            TicketStatus::Open | TicketStatus::Voided { .. } => None,
        }
    }

    /// How much of a line comes back.
    pub fn chosen_of(&self, line: LineId) -> Option<Quantity> {
        let held = self.lines.iter().find(|(held, _)| *held == line);
        held.map(|(_, quantity)| *quantity)
    }

    /// Whether everything that is left comes back.
    pub fn is_all(&self) -> bool {
        let Some((_, paid)) = self.paid() else {
            return false;
        };
        let mut left = paid.lines.iter().filter(|line| line.left > 0).peekable();
        left.peek().is_some()
            && left.all(|line| {
                let chosen = self.chosen_of(line.line).map(Quantity::to_thousandths);
                chosen == Some(line.left)
            })
    }

    /// The receipt that is paid back.
    pub fn of(&self) -> Option<ReceiptNumber> {
        let (receipt, _) = self.paid()?;
        Some(self.again.clone().unwrap_or_else(|| receipt.clone()))
    }

    /// What is given, where everything that must be said was said.
    pub fn ready(&self) -> Option<Money> {
        let said = self.goods().is_some() && !self.reason.trim().is_empty() && !self.busy;
        self.back.as_ref().filter(|_| said).map(Back::given)
    }

    /// What happens with the goods: of a payment that was one too many the customer keeps them.
    pub fn goods(&self) -> Option<Goods> {
        match self.again {
            Some(_) => Some(Goods::Kept),
            None => self.goods,
        }
    }
}

/// What is left of a line.
fn left(line: &PaidLine) -> Option<Quantity> {
    Quantity::thousandths(line.left).ok()
}

/// As much of a line as a step makes of it: whole units, at least one step, at most what is left.
fn stepped(line: &PaidLine, chosen: Option<Quantity>, by: i64) -> Option<Quantity> {
    let now = chosen.map_or(0, Quantity::to_thousandths);
    let next = now.saturating_add(by.saturating_mul(THOUSANDTHS));
    Quantity::thousandths(next.clamp(0, line.left)).ok()
}
