//! What can happen to a tab, one example each.

use crate::line;
use shared::id::{OrderId, StaffId};
use shared::money::Money;
use shared::order::{Covered, MovedIn, MovedOut, Named, OrderEvent, Voided};
use shared::quantity::Quantity;

/// A tab is named, and called off; lines of it go to another, and others come.
pub fn events() -> [OrderEvent; 4] {
    let voided = OrderEvent::Voided(Voided {
        lines: vec![Covered {
            line: line(1),
            quantity: Quantity::ONE,
            amount: Money::minor(430_000),
        }],
        reason: "Se fue".to_owned(),
        approved_by: Some(StaffId::from_bytes([15; 16])),
    });
    let name = "Mesa 4".to_owned();
    let other = OrderId::from_bytes([16; 16]);
    [
        voided,
        OrderEvent::Named(Named { name }),
        OrderEvent::MovedIn(MovedIn {
            from: other,
            lines: vec![line(1)],
        }),
        OrderEvent::MovedOut(MovedOut {
            to: other,
            lines: vec![line(1), line(2)],
        }),
    ]
}
