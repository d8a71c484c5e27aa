//! The lines of some orders, whichever of them they are on.

use super::FoldedLine;
use crate::id::{LineId, OrderId};
use crate::journal::Stamp;
use crate::menu::Register;
use crate::order::exception::Returned;
use crate::order::{Covered, Discount, LineAdded, LineEdited, OrderEvent, OrderException};
use crate::planted::{self, Bug};
use crate::quantity::Quantity;
use std::collections::{BTreeMap, BTreeSet};

/// What happened to each line, by its id.
#[derive(Default)]
pub struct Lines<'a> {
    /// The lines, and the order that each was put on.
    added: Vec<(OrderId, &'a LineAdded)>,
    steps: BTreeMap<LineId, i64>,
    edits: BTreeMap<LineId, Register<&'a LineEdited>>,
    removed: BTreeSet<LineId>,
    discounts: BTreeMap<LineId, Register<Option<&'a Discount>>>,
}

impl<'a> Lines<'a> {
    /// Takes in the next thing that happened to a line.
    pub fn take(&mut self, stamp: Stamp, order: OrderId, event: &'a OrderEvent) {
        match event {
            OrderEvent::LineAdded(added) => {
                if !self.added.iter().any(|(_, line)| line.line == added.line) {
                    self.added.push((order, added));
                }
            }
            OrderEvent::QuantityChanged(change) => {
                let step = self.steps.entry(change.line).or_default();
                *step = match planted::is(Bug::StepIsAbsolute) {
                    true => change.by,
                    false => step.saturating_add(change.by),
                };
            }
            OrderEvent::LineEdited(edit) => {
                let held = self.edits.entry(edit.line).or_default();
                held.set(stamp, edit);
            }
            OrderEvent::LineRemoved(removed) => {
                self.removed.insert(removed.line);
            }
            OrderEvent::DiscountSet(set) => {
                if let Some(line) = set.line {
                    let held = self.discounts.entry(line).or_default();
                    held.set(stamp, set.discount.as_ref());
                }
            }
            OrderEvent::Opened(_)
            | OrderEvent::ChannelSet(_)
            | OrderEvent::Named(_)
            | OrderEvent::MovedIn(_)
            | OrderEvent::MovedOut(_)
            | OrderEvent::Sent(_)
            | OrderEvent::TicketMarked(_)
            | OrderEvent::Voided(_)
            | OrderEvent::Settled(_)
            | OrderEvent::Refunded(_) => {}
        }
    }

    /// Every line, and the order that it was put on.
    pub fn births(&self) -> impl Iterator<Item = (LineId, OrderId)> + '_ {
        self.added.iter().map(|(order, added)| (added.line, *order))
    }

    fn step(&self, added: &LineAdded) -> i64 {
        let step = self.steps.get(&added.line).copied().unwrap_or_default();
        added.quantity.to_thousandths().saturating_add(step)
    }

    /// Thousandths of a line by all its steps; nothing where it was removed or called off.
    fn thousandths(&self, added: &LineAdded, called_off: &BTreeSet<LineId>) -> i64 {
        if self.removed.contains(&added.line) || called_off.contains(&added.line) {
            return 0;
        }
        self.step(added).max(0)
    }

    fn line(&self, added: &LineAdded, quantity: Quantity) -> FoldedLine {
        let edit = self.edits.get(&added.line).and_then(Register::get);
        let discount = self.discounts.get(&added.line).and_then(Register::get);
        FoldedLine {
            added: added.clone(),
            quantity,
            modifiers: edit.map_or_else(|| added.modifiers.clone(), |edit| edit.modifiers.clone()),
            note: edit.map_or_else(|| added.note.clone(), |edit| edit.note.clone()),
            discount: discount.copied().flatten().cloned(),
        }
    }

    /// Those of one order that stand, and those that were taken off, the latter with the quantity they had.
    pub fn split(
        &self,
        here: impl Fn(LineId, OrderId) -> bool,
        called_off: &BTreeSet<LineId>,
    ) -> (Vec<FoldedLine>, Vec<FoldedLine>) {
        let (mut stand, mut gone) = (Vec::new(), Vec::new());
        for (birth, added) in &self.added {
            if !here(added.line, *birth) {
                continue;
            }
            match Quantity::thousandths(self.thousandths(added, called_off)) {
                Ok(quantity) => stand.push(self.line(added, quantity)),
                Err(_) => {
                    let before = Quantity::thousandths(self.step(added));
                    gone.push(self.line(added, before.unwrap_or(added.quantity)));
                }
            }
        }
        (stand, gone)
    }

    /// Those that a payment lists, as they were paid.
    pub fn as_paid(&self, covered: &[Covered]) -> Vec<FoldedLine> {
        let known = |paid: &Covered| {
            let mut lines = self.added.iter();
            let (_, added) = lines.find(|(_, added)| added.line == paid.line)?;
            Some(self.line(added, paid.quantity))
        };
        covered.iter().filter_map(known).collect()
    }

    /// What the lines of an order are now and were not when they were paid. A line that it lists and that is not `here`
    /// was paid elsewhere before: it is to be given back.
    pub fn differences(
        &self,
        covered: &[Covered],
        returned: &Returned,
        here: impl Fn(LineId, OrderId) -> bool,
        called_off: &BTreeSet<LineId>,
    ) -> Vec<OrderException> {
        let mut exceptions = Vec::new();
        for (birth, added) in &self.added {
            let line = added.line;
            let paid = covered.iter().find(|covered| covered.line == line);
            let paid = paid.map_or(0, |covered| covered.quantity.to_thousandths());
            let held = match here(line, *birth) {
                true => self.thousandths(added, called_off),
                false => 0,
            };
            match held - paid {
                0 => {}
                thousandths @ 1.. => exceptions.push(OrderException::Late { line, thousandths }),
                less => {
                    let back = returned.get(&line).copied().unwrap_or(0);
                    let thousandths = less.saturating_neg().saturating_sub(back);
                    if thousandths > 0 {
                        exceptions.push(OrderException::RefundDue { line, thousandths });
                    }
                }
            }
        }
        exceptions
    }
}
