//! A discount as it is being given: each touch that makes it whole applies it at once.

use super::OrderAction;
use crate::counter::{Asked, Effect, Sheet, State};
use crate::payment::{Entry, Key};
use shared::id::LineId;
use shared::money::{Currency, Money};
use shared::order::{Cut, Discount, OrderCommand, Ticket};
use shared::percent::Percent;

/// The parts that are offered, in basis points; the last one is a treat.
pub const PARTS: [u32; 5] = [500, 1_000, 2_000, 5_000, 10_000];

/// A discount as it is being given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Discounting {
    /// The line that had the buttons when it was begun: the sheet offers it beside the whole order.
    pub offered: Option<LineId>,
    /// The line; none for the whole order.
    pub line: Option<LineId>,
    /// How much.
    pub cut: Option<Cut>,
    /// The amount or the percentage that is being typed.
    pub typed: Option<Typing>,
    /// Why.
    pub reason: String,
}

/// What is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typing {
    /// A percentage.
    Part(String),
    /// An amount.
    Amount(Entry),
}

impl Discounting {
    /// The discount that this ticket's line, or all of it, has now.
    pub fn of(ticket: Option<&Ticket>, offered: Option<LineId>, line: Option<LineId>) -> Self {
        let held = held(ticket, line).cloned();
        Self {
            offered,
            line,
            cut: held.as_ref().map(|discount| discount.cut),
            typed: None,
            reason: held.map(|discount| discount.reason).unwrap_or_default(),
        }
    }

    /// What it would be taken off.
    pub fn base(&self, ticket: &Ticket) -> Money {
        match self.line {
            Some(id) => {
                let line = ticket.lines.iter().find(|line| line.line == id);
                line.map_or(Money::ZERO, |line| line.amount)
            }
            None => {
                let taken = ticket.discount.as_ref().map(|(_, taken)| *taken);
                ticket.totals.subtotal - ticket.totals.discount + taken.unwrap_or_default()
            }
        }
    }

    fn press(&mut self, key: Key, currency: Currency) {
        match &mut self.typed {
            Some(Typing::Amount(entry)) => {
                entry.press(key, currency);
                let amount = entry.amount(currency);
                self.cut = amount.map(Cut::Amount).filter(|cut| cut.is_some());
            }
            Some(Typing::Part(digits)) => {
                match key {
                    Key::Digit(digit) if digits.len() < 3 => {
                        digits.push(char::from(b'0' + digit % 10));
                    }
                    Key::Erase => {
                        digits.pop();
                    }
                    Key::Digit(_) | Key::DoubleZero | Key::Point => {}
                }
                let part: Option<u32> = digits.parse().ok();
                let part = part.and_then(|part| Percent::basis_points(part * 100).ok());
                self.cut = part.map(Cut::Part).filter(|cut| cut.is_some());
            }
            None => {}
        }
    }
}

fn held(ticket: Option<&Ticket>, line: Option<LineId>) -> Option<&Discount> {
    let ticket = ticket?;
    let held = match line {
        Some(id) => {
            let line = ticket.lines.iter().find(|line| line.line == id)?;
            line.discount.as_ref()
        }
        None => ticket.discount.as_ref(),
    };
    held.map(|(discount, _)| discount)
}

impl State {
    pub(super) fn open_discount(&mut self, line: Option<LineId>) -> Vec<Effect> {
        if self.order.is_empty() || self.order.settling {
            return Vec::new();
        }
        self.snack = None;
        let ticket = self.order.ticket.as_deref();
        self.sheet = Some(Sheet::Discount(Discounting::of(ticket, line, line)));
        Vec::new()
    }

    pub(super) fn discount_action(&mut self, action: &OrderAction) -> Vec<Effect> {
        let ticket = self.order.ticket.clone();
        let Some(Sheet::Discount(giving)) = &mut self.sheet else {
            return Vec::new();
        };
        match action {
            OrderAction::DiscountScoped(line) => {
                *giving = Discounting::of(ticket.as_deref(), giving.offered, *line);
                return Vec::new();
            }
            OrderAction::DiscountTyped(typing) => {
                giving.typed = Some(typing.clone());
                return Vec::new();
            }
            OrderAction::DiscountCut(cut) => (giving.cut, giving.typed) = (Some(*cut), None),
            OrderAction::DiscountReason(reason) => giving.reason.clone_from(reason),
            OrderAction::DiscountCleared => {
                let line = giving.line;
                *giving = Discounting {
                    offered: giving.offered,
                    line,
                    ..Discounting::default()
                };
                return vec![self.set_discount(line, None, String::new())];
            }
            _ => return Vec::new(),
        }
        self.apply_discount()
    }

    /// Applies the discount once its size and its reason are known, and it is other than the ticket's.
    pub(super) fn apply_discount(&mut self) -> Vec<Effect> {
        let ticket = self.order.ticket.as_deref();
        let Some(Sheet::Discount(giving)) = &self.sheet else {
            return Vec::new();
        };
        let Some(cut) = giving.cut.filter(|_| !giving.reason.trim().is_empty()) else {
            return Vec::new();
        };
        let held = held(ticket, giving.line);
        let same = held.is_some_and(|held| held.cut == cut && held.reason == giving.reason.trim());
        if same {
            return Vec::new();
        }
        let (line, reason) = (giving.line, giving.reason.clone());
        vec![self.set_discount(line, Some(cut), reason)]
    }

    fn set_discount(&self, line: Option<LineId>, cut: Option<Cut>, reason: String) -> Effect {
        self.ask(
            Asked::Change,
            OrderCommand::SetDiscount { line, cut, reason },
        )
    }

    /// A key of the keypad, where a discount is being typed. It applies with Enter or a reason, not at each key.
    pub(crate) fn discount_key(&mut self, key: Key) -> bool {
        let currency = self.locale().currency;
        match &mut self.sheet {
            Some(Sheet::Discount(giving)) => {
                giving.press(key, currency);
                true
            }
            _ => false,
        }
    }
}
