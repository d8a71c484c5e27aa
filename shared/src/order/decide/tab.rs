//! An order that is kept for later, and one that is called off.

use super::pay::covered;
use super::{Context, Decision, said};
use crate::order::{Named, OpenOrder, OrderEvent, OrderRejection, Voided};

/// The longest name of a table or of somebody who keeps a tab, in signs.
pub const NAME_MAX: u16 = 40;

/// The order is kept under a name. A table may be opened before anything is on it.
pub fn set_name(order: &OpenOrder, name: &str) -> Decision {
    let name = name.trim();
    if name.chars().count() > usize::from(NAME_MAX) {
        return Err(OrderRejection::TextTooLong { max: NAME_MAX });
    }
    if order.name.as_deref().unwrap_or_default() == name {
        return Ok(Vec::new());
    }
    let name = name.to_owned();
    Ok(vec![OrderEvent::Named(Named { name })])
}

/// The order is called off, with every line that stands on it here.
pub fn void(order: &OpenOrder, reason: &str, context: &Context<'_>) -> Decision {
    let reason = said(reason)?;
    if order.voided.is_some() {
        return Ok(Vec::new());
    }
    if order.number.is_none() {
        return Err(OrderRejection::Empty);
    }
    Ok(vec![OrderEvent::Voided(Voided {
        lines: covered(order, &order.priced()),
        reason,
        approved_by: context.approver,
    })])
}
