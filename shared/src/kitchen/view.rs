//! What the kitchen's screen shows.

use super::{FoldedTicket, SentItem, TicketState};
use crate::clock::Wall;
use crate::id::{KitchenTicketId, OrderId, StationId};
use crate::order::{Channel, Order, OrderNumber};
use serde::{Deserialize, Serialize};

/// The screen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardView {
    /// The tickets that somebody has to see to, oldest first.
    pub tickets: Vec<BoardTicket>,
    /// Those that were taken last, newest first, which can be called back.
    pub done: Vec<BoardTicket>,
}

/// A ticket on the screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardTicket {
    /// The ticket.
    pub ticket: KitchenTicketId,
    /// The order.
    pub order: OrderId,
    /// The order's number.
    pub number: Option<OrderNumber>,
    /// The table's or somebody's name that the order is kept under.
    pub name: Option<String>,
    /// For here or to go.
    pub channel: Channel,
    /// The station that makes it.
    pub station: StationId,
    /// What is to be made, and what is not after all.
    pub items: Vec<SentItem>,
    /// When it was sent.
    pub sent: Wall,
    /// How far it is.
    pub state: TicketState,
    /// Since when.
    pub since: Wall,
    /// Whether it reached the station.
    #[serde(default)]
    pub delivery: Delivery,
}

/// Whether a ticket reached its station.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// It stands on the screen, or came out of the printer.
    #[default]
    Sent,
    /// The printer has not printed it yet.
    Queued,
    /// It did not come out, or not for sure: somebody has to look.
    Failed,
    /// Somebody at the station has seen it.
    Acknowledged,
}

impl BoardTicket {
    /// What a tap on it makes of it: where nothing is to be made any more, it is enough that somebody saw it.
    pub fn next(&self) -> TicketState {
        match self.calls_off() {
            true => TicketState::Done,
            false => self.state.next(),
        }
    }

    /// Whether it only says that things are not to be made after all.
    pub fn calls_off(&self) -> bool {
        self.items.iter().all(|item| item.by < 0)
    }

    /// A ticket of an order.
    pub fn of(order: &Order, held: &FoldedTicket) -> Self {
        Self {
            ticket: held.sent.ticket,
            order: order.id(),
            number: order.number().cloned(),
            name: order.name().map(str::to_owned),
            channel: order.channel(),
            station: held.sent.station,
            items: held.changes(),
            sent: held.sent.at,
            state: held.state,
            since: held.since,
            delivery: match held.state {
                TicketState::New => Delivery::Sent,
                TicketState::Preparing | TicketState::Ready | TicketState::Done => {
                    Delivery::Acknowledged
                }
            },
        }
    }
}
