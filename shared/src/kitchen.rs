//! What the kitchen and the bar are told of an order, and how far they are with it.
//!
//! A station makes what is in some categories. What it has to make is sent as a ticket of changes only: what is more than it
//! was told so far, and what is less. Tickets are entries of the order, recorded in the same group as the payment, the
//! saving or the calling off that makes them, so that an order cannot be paid and stay unseen.
//! A ticket that changes nothing, because one line took over what was told of another, is in the books and on no screen.
//! Invariant: what a station was told of a line, ticket by ticket, adds up to the line as it was at the last one; of two
//! tills that tell it at once, the next ticket sets it right.
//! Absent on purpose: printers' bytes, and any rule that a payment depends on.

mod event;
mod station;
mod story;
mod unsent;
mod view;

pub use event::{Sent, SentItem, TicketMarked, TicketState};
pub use station::{STATION_NAME_MAX, STATIONS_MAX, Station, checked, station_of};
pub use story::{FoldedTicket, Kitchen, KitchenStory, Told, Way};
pub use unsent::{Fresh, taken_over, unsent};
pub use view::{BoardTicket, BoardView, Delivery};
