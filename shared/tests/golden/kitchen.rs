//! An example of everything that happens between the counter and a station.

use shared::clock::Wall;
use shared::id::{KitchenTicketId, LineId, StationId};
use shared::kitchen::{Sent, SentItem, TicketMarked, TicketState};
use shared::order::OrderEvent;

const AT: Wall = Wall {
    ms: 1_764_000_000_123,
    offset: -180,
};

pub fn events() -> Vec<OrderEvent> {
    let item = |by, modifiers: &[&str], note: &str| SentItem {
        line: LineId::from_bytes([31; 16]),
        name: "Flat white".to_owned(),
        by,
        modifiers: modifiers.iter().map(|name| (*name).to_owned()).collect(),
        note: note.to_owned(),
    };
    let ticket = KitchenTicketId::from_bytes([61; 16]);
    vec![
        OrderEvent::Sent(Sent {
            ticket,
            station: StationId::from_bytes([62; 16]),
            items: vec![item(-1_000, &[], ""), item(1_000, &["Avena"], "tibio")],
            at: AT,
        }),
        OrderEvent::TicketMarked(TicketMarked {
            ticket,
            state: TicketState::Preparing,
            at: AT,
        }),
    ]
}
