//! What an order may do.
//!
//! `decide` turns a command into events or a rejection; `Order::fold` turns events into a state, whatever order
//! they arrived in. Invariants: a line is priced once, when it is added; a paid total never changes; the fold
//! never fails, what makes no sense becomes a visible exception.
//! Absent on purpose: clocks and fresh ids, they come in with the context and the command.

mod command;
mod decide;
mod discount;
mod event;
mod exception;
mod fold;
mod known;
mod number;
mod paid;
mod price;
mod refund;
mod rejection;
mod ticket;
mod total;

pub use command::{Item, OrderCommand};
pub use decide::{Context, Move, NAME_MAX, decide, move_lines};
pub use discount::{Cut, Discount};
pub use event::{
    Channel, ChannelSet, ChosenModifier, Covered, DiscountSet, Goods, LineAdded, LineCategory,
    LineEdited, LineRemoved, MovedIn, MovedOut, Named, Opened, OrderEvent, QuantityChanged,
    Refunded, Settled, Voided,
};
pub use exception::OrderException;
pub use fold::{FoldedLine, OpenOrder, Order, OrderFold, SettledOrder};
pub use number::{OrderNumber, ReceiptNumber, TillCode};
pub use paid::{PaidAgain, PaidLine, PaidView, RefundView};
pub use price::{Priced, PricedLine, price};
pub use refund::{Back, BackError, back};
pub use rejection::OrderRejection;
pub use ticket::{Ticket, TicketLine, TicketStatus};
pub use total::{Totals, paid_amounts, totals};
