//! One shift, counted again from the bodies of what its till told its user.

use super::order::{list, number, text};
use serde_json::Value;
use std::collections::BTreeMap;

/// What a shift comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// How many payments.
    pub sales: i64,
    /// What they add up to, less what was given back for goods.
    pub net: i64,
    /// What was given back for goods.
    pub refunds: i64,
    /// What was taken off prices.
    pub discounts: i64,
    /// Tips, less those that were given back.
    pub tips: i64,
    /// What the smallest coin made of it.
    pub rounding: i64,
    /// What stayed, by the way in which it was given, as its body names it.
    pub stayed: BTreeMap<String, i64>,
    /// What should be in the drawer.
    pub drawer: i64,
    /// Movements of cash that stand: more, or less below zero.
    moved: BTreeMap<String, i64>,
    float: i64,
}

/// Shifts by their ids.
pub type Shifts = BTreeMap<String, Counted>;

/// Takes one more entry in: of a shift its subject, of a payment or a refund the shift that it names.
pub fn take(shifts: &mut Shifts, kind: &str, subject: &str, body: &Value) {
    let named = match kind {
        "order.settled" | "order.refunded" => text(body, "shift"),
        kind if kind.starts_with("shift.") => subject,
        _ => return,
    };
    let shift = shifts.entry(named.to_owned()).or_default();
    match kind {
        "order.settled" => {
            let totals = body.get("totals").unwrap_or(&Value::Null);
            shift.sales += 1;
            shift.net += number(totals, "total");
            shift.discounts += number(totals, "discount");
            shift.tips += number(body, "tip");
            shift.rounding += number(body, "rounding");
            for tender in list(body, "tenders") {
                shift.stays(tender, 1);
            }
            *shift.stayed.entry("cash".to_owned()).or_default() -= number(body, "change");
        }
        "order.refunded" => {
            shift.net -= number(body, "total");
            shift.refunds += number(body, "total");
            shift.tips -= number(body, "tip");
            shift.rounding -= number(body, "rounding");
            shift.stays(body.get("tender").unwrap_or(&Value::Null), -1);
        }
        "shift.opened" => shift.float = number(body, "float"),
        "shift.pay_in" | "shift.pay_out" => {
            let sign = if kind == "shift.pay_in" { 1 } else { -1 };
            let movement = text(body, "movement").to_owned();
            shift.moved.insert(movement, sign * number(body, "amount"));
        }
        "shift.movement_undone" => {
            shift.moved.remove(text(body, "movement"));
        }
        _ => {}
    }
    let cash = shift.stayed.get("cash").copied().unwrap_or(0);
    shift.drawer = shift.float + cash + shift.moved.values().sum::<i64>();
}

impl Counted {
    fn stays(&mut self, tender: &Value, sign: i64) {
        let kind = text(tender, "kind").to_owned();
        *self.stayed.entry(kind).or_default() += sign * number(tender, "amount");
    }
}
