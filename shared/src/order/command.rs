//! What staff can ask of an order. Ids are minted by the caller before the command is sent, so that a command
//! that is repeated because its answer was lost changes nothing.

use super::{Channel, Cut, Goods, ReceiptNumber};
use crate::id::{KitchenTicketId, LineId, ModifierId, ProductId, RefundId};
use crate::kitchen::TicketState;
use crate::money::Money;
use crate::payment::{Tender, TenderKind};
use crate::quantity::Quantity;
use serde::{Deserialize, Serialize};

/// An order to an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderCommand {
    /// A tap on a product: one more of a line that is the same, or a new line with the usual modifiers.
    Tap {
        /// The product.
        product: ProductId,
        /// The id of the new line, where one is made.
        line: LineId,
    },
    /// A new line, never merged with another.
    AddLine {
        /// The id of the new line.
        line: LineId,
        /// What is sold.
        item: Item,
        /// How much of it.
        quantity: Quantity,
        /// The modifiers; the usual ones where none are named.
        modifiers: Option<Vec<ModifierId>>,
        /// A note for the bar.
        note: String,
    },
    /// More or less of a line; at nothing it is taken off.
    StepQuantity {
        /// The line.
        line: LineId,
        /// Thousandths more (less below zero).
        by: i64,
    },
    /// Other modifiers and note of a line.
    EditLine {
        /// The line.
        line: LineId,
        /// All its modifiers now.
        modifiers: Vec<ModifierId>,
        /// Its note now.
        note: String,
    },
    /// One unit of a line of several becomes a line of its own, so that it alone can be changed.
    TakeOne {
        /// The line.
        line: LineId,
        /// The id of the new line.
        into: LineId,
    },
    /// A line is taken off.
    RemoveLine {
        /// The line.
        line: LineId,
    },
    /// A line that was taken off comes back, as a new line.
    RestoreLine {
        /// The line that was taken off.
        line: LineId,
        /// The id of the new line.
        into: LineId,
    },
    /// For here or to go.
    SetChannel {
        /// Which.
        channel: Channel,
    },
    /// Takes something off a line, or off all of them; nothing any more where there is no cut.
    SetDiscount {
        /// The line; none for the whole order.
        line: Option<LineId>,
        /// How much.
        cut: Option<Cut>,
        /// Why.
        reason: String,
    },
    /// Keeps the order under a name: a table's or somebody's; under none where it is empty.
    SetName {
        /// The name.
        name: String,
    },
    /// Tells the stations what they have not been told of it yet.
    Send,
    /// A station is so far with a ticket of the order, also where that is paid.
    MarkTicket {
        /// The ticket.
        ticket: KitchenTicketId,
        /// How far.
        state: TicketState,
    },
    /// Calls the whole order off: nothing of it is paid.
    Void {
        /// Why.
        reason: String,
    },
    /// Takes the money and closes the order.
    Settle {
        /// What is given.
        tenders: Vec<Tender>,
        /// The total that the screen showed: another one is refused rather than charged.
        total: Money,
        /// What is given on top.
        #[serde(default)]
        tip: Money,
    },
    /// Gives money back for a paid order.
    Refund {
        /// The id of the refund.
        refund: RefundId,
        /// The receipt that is paid back.
        of: ReceiptNumber,
        /// The lines that come back, and how much of each; of a payment that was one too many, none are named.
        lines: Vec<(LineId, Quantity)>,
        /// How the money is given back.
        kind: TenderKind,
        /// What the screen says is given: another amount is refused.
        given: Money,
        /// What happens with the goods.
        goods: Goods,
        /// Why.
        reason: String,
    },
}

/// What a line sells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// Something on the menu, at its price.
    Product(ProductId),
    /// Something on the menu whose price is asked at the counter.
    Priced {
        /// The product.
        product: ProductId,
        /// The price of one unit.
        price: Money,
    },
    /// An amount with a name, which needs no menu.
    Amount {
        /// What it is for.
        name: String,
        /// The price of one unit.
        price: Money,
    },
}
