//! What can happen to a tab, one example each.

use crate::line;
use shared::id::StaffId;
use shared::money::Money;
use shared::order::{Covered, Named, OrderEvent, Voided};
use shared::quantity::Quantity;

/// A tab is named, and called off.
pub fn events() -> [OrderEvent; 2] {
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
    [voided, OrderEvent::Named(Named { name })]
}
