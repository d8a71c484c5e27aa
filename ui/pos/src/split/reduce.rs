//! What a touch on the parts asks of the till, and what its answers show.

use super::{Part, Split, SplitAction};
use crate::counter::{Asked, Effect, Mint, Screen, State};
use crate::payment::Shares;
use shared::id::{LineId, OrderId};
use shared::order::{NAME_MAX, OrderCommand, Ticket};
use shared::quantity::THOUSANDTHS;
use shared::till::{Command, Query};
use std::rc::Rc;

/// So many parts at most.
const PARTS_MAX: usize = 12;
/// Equal parts.
const EQUAL: std::ops::RangeInclusive<u16> = 2..=12;

impl State {
    pub(crate) fn split_action(&mut self, action: SplitAction, mint: &mut Mint<'_>) -> Vec<Effect> {
        match action {
            SplitAction::Opened => self.open_split(mint),
            SplitAction::Closed => {
                self.screen = Screen::Sell;
                vec![Effect::Query(Query::OpenOrders), Effect::FocusSearch]
            }
            SplitAction::LineChosen(line) => {
                if let Some(split) = &mut self.split {
                    match split.chosen.iter().position(|held| *held == line) {
                        Some(at) => drop(split.chosen.remove(at)),
                        None => split.chosen.push(line),
                    }
                }
                Vec::new()
            }
            SplitAction::OneTaken => self.take_one_apart(mint),
            SplitAction::PutIn(part) => self.put_in(part, false),
            SplitAction::PutInPart(number) => {
                let parts = self.split.as_ref().map_or(&[][..], |split| &split.parts);
                match number.checked_sub(1).and_then(|at| parts.get(at)) {
                    Some(part) => self.put_in(part.order, false),
                    None => Vec::new(),
                }
            }
            SplitAction::RestPutIn(part) => self.put_in(part, true),
            SplitAction::TakenBack(part, line) => self.take_back(part, line),
            SplitAction::Added => {
                if let Some(split) = &mut self.split
                    && split.parts.len() < PARTS_MAX
                {
                    split.parts.push(Part::new(OrderId(mint())));
                }
                Vec::new()
            }
            SplitAction::TakenOff(order) => {
                if let Some(split) = &mut self.split {
                    split
                        .parts
                        .retain(|part| part.order != order || !part.is_empty());
                }
                Vec::new()
            }
            SplitAction::ByProduct => self.choose_equal(None),
            SplitAction::ByParts(count) => self.choose_equal(Some(count)),
            SplitAction::EqualCharged => self.charge_equal(),
            SplitAction::Charged(part) => self.charge_part(part),
            SplitAction::NextCharged => self.charge_next(),
        }
    }

    /// All pay the same, in so many parts; or each for what they had.
    fn choose_equal(&mut self, count: Option<u16>) -> Vec<Effect> {
        if let Some(split) = &mut self.split {
            split.equal = count.map(|count| count.clamp(*EQUAL.start(), *EQUAL.end()));
            split.chosen.clear();
        }
        Vec::new()
    }

    fn charge_next(&mut self) -> Vec<Effect> {
        let split = self.split.as_ref();
        if split.is_some_and(|split| split.equal.is_some()) {
            return self.charge_equal();
        }
        match split.and_then(Split::next) {
            Some(part) => self.charge_part(part),
            None => Vec::new(),
        }
    }

    fn open_split(&mut self, mint: &mut Mint<'_>) -> Vec<Effect> {
        if !self.can_move() {
            return Vec::new();
        }
        (self.sheet, self.snack) = (None, None);
        let whole = self.order.id;
        let ticket = self.order.ticket.as_ref();
        let name = ticket.and_then(|ticket| ticket.name.clone());
        match &mut self.split {
            Some(split) if split.whole == whole => split.chosen.clear(),
            held => {
                let parts = (0..2).map(|_| Part::new(OrderId(mint()))).collect();
                *held = Some(Split {
                    whole,
                    name,
                    parts,
                    chosen: Vec::new(),
                    coming: None,
                    left: true,
                    equal: None,
                });
            }
        }
        self.screen = Screen::Split;
        self.ask_parts()
    }

    /// What the till says of the parts that were opened.
    pub(crate) fn ask_parts(&self) -> Vec<Effect> {
        let parts = self.split.as_ref().map_or(&[][..], |split| &split.parts);
        let opened = parts.iter().filter(|part| part.ticket.is_some());
        let ask = |part: &Part| Effect::Query(Query::Ticket { order: part.order });
        opened.map(ask).collect()
    }

    fn take_one_apart(&mut self, mint: &mut Mint<'_>) -> Vec<Effect> {
        let Some(split) = &mut self.split else {
            return Vec::new();
        };
        let [line] = split.chosen[..] else {
            return Vec::new();
        };
        let held = self.order.line(line);
        if held.is_none_or(|held| held.quantity.to_thousandths() <= THOUSANDTHS) {
            return Vec::new();
        }
        let into = LineId(mint());
        (split.chosen, split.coming) = (vec![into], Some(into));
        vec![self.ask(Asked::Change, OrderCommand::TakeOne { line, into })]
    }

    /// What was chosen goes to a part, or all that is left.
    fn put_in(&mut self, part: OrderId, all: bool) -> Vec<Effect> {
        let Some(split) = &mut self.split else {
            return Vec::new();
        };
        let chosen = std::mem::take(&mut split.chosen);
        let is_paid = split.part(part).is_none_or(Part::is_paid);
        let held = self.order.ticket.as_ref();
        let lines = held.map_or(&[][..], |ticket| &ticket.lines);
        let lines = lines.iter().map(|line| line.line);
        let mut lines: Vec<_> = lines.filter(|line| all || chosen.contains(line)).collect();
        // The till hears of a unit taken apart before it hears where that goes.
        let coming = split.coming.take().filter(|line| chosen.contains(line));
        lines.extend(coming.filter(|line| !all && !lines.contains(line)));
        if is_paid || lines.is_empty() {
            return Vec::new();
        }
        let from = self.order.id;
        let moves = Command::MoveLines {
            from,
            to: part,
            lines,
        };
        vec![Effect::Ask(Asked::Split(part), moves)]
    }

    /// A part of a table that has a name gets it with its number, once there is something on it.
    fn name_part(&self, ticket: &Ticket) -> Option<Effect> {
        let split = self.split.as_ref()?;
        let order = ticket.order;
        let place = split.parts.iter().position(|part| part.order == order)?;
        let name = split.name.as_ref().filter(|_| ticket.name.is_none())?;
        let name = part_name(name, place + 1);
        let command = OrderCommand::SetName { name };
        Some(Effect::Ask(Asked::Quiet, Command::Order { order, command }))
    }

    fn take_back(&mut self, part: OrderId, line: LineId) -> Vec<Effect> {
        let split = self.split.as_ref();
        let held = split.and_then(|split| split.part(part));
        if held.is_none_or(Part::is_paid) {
            return Vec::new();
        }
        let moves = Command::MoveLines {
            from: part,
            to: self.order.id,
            lines: vec![line],
        };
        vec![Effect::Ask(Asked::Split(part), moves)]
    }

    fn charge_part(&mut self, part: OrderId) -> Vec<Effect> {
        let split = self.split.as_ref();
        let held = split.and_then(|split| split.part(part));
        let Some(ticket) = held.filter(|part| !part.is_empty() && !part.is_paid()) else {
            return Vec::new();
        };
        let ticket = ticket.ticket.clone();
        let left = !self.order.is_empty();
        self.take_up(part);
        if let Some(split) = &mut self.split {
            split.left = left;
        }
        let payment = self.order.paying.take().unwrap_or_default();
        self.order.ticket = ticket;
        self.screen = Screen::Pay(payment);
        self.sheet = None;
        vec![Effect::Query(Query::Ticket { order: part })]
    }

    /// What is left is paid in equal parts: one payment, a tender for each.
    fn charge_equal(&mut self) -> Vec<Effect> {
        let equal = self.split.as_ref().and_then(|split| split.equal);
        let Some(of) = equal.filter(|_| !self.order.is_empty()) else {
            return Vec::new();
        };
        let mut payment = self.order.paying.take().unwrap_or_default();
        if payment.given.is_empty() {
            payment.shares = Shares { left: of, of };
        }
        self.screen = Screen::Pay(payment);
        (self.sheet, self.snack) = (None, None);
        Vec::new()
    }

    /// Lines went to a part, or came back from it.
    pub(crate) fn split_done(&mut self, part: OrderId, ticket: Option<Ticket>) -> Vec<Effect> {
        let Some(ticket) = ticket else {
            return Vec::new();
        };
        let whole = self.order.id;
        let other = match ticket.order == part {
            true => whole,
            false => part,
        };
        // What would be taken back is on another order by now.
        self.order.undo.clear();
        self.told_part(&ticket);
        let mut effects = vec![Effect::Query(Query::Ticket { order: other })];
        effects.extend(self.name_part(&ticket));
        if ticket.order == whole {
            self.order.show(ticket);
        }
        effects
    }

    /// A part shows what the till says of it.
    pub(crate) fn told_part(&mut self, ticket: &Ticket) {
        let parts = self.split.as_mut().map(|split| &mut split.parts);
        let mut parts = parts.into_iter().flatten();
        if let Some(part) = parts.find(|part| part.order == ticket.order) {
            part.ticket = Some(Rc::new(ticket.clone()));
        }
    }

    /// An order is paid, called off, or has become another: the parts that were taken from it are orders like others.
    pub(crate) fn no_longer_whole(&mut self, order: OrderId) {
        self.split = self.split.take().filter(|split| split.whole != order);
    }

    /// A part was paid, and its receipt was seen: the others come next, where there is something left. None where that was
    /// no part.
    pub(crate) fn back_to_split(&mut self, paid: OrderId) -> Option<Vec<Effect>> {
        let split = self.split.as_ref()?;
        split.part(paid)?;
        let whole = split.whole;
        let waits = split
            .parts
            .iter()
            .any(|part| part.order != paid && !part.is_empty() && !part.is_paid());
        if !waits && !split.left {
            self.split = None;
            return Some(vec![Effect::Query(Query::OpenOrders), Effect::FocusSearch]);
        }
        self.take_up(whole);
        self.screen = Screen::Split;
        let mut effects = self.ask_parts();
        effects.push(Effect::Query(Query::Ticket { order: paid }));
        effects.push(Effect::Query(Query::Ticket { order: whole }));
        Some(effects)
    }
}

/// `Mesa 4 · 2`, no longer than a name may be.
fn part_name(name: &str, number: usize) -> String {
    let tail = format!(" · {number}");
    let most = usize::from(NAME_MAX).saturating_sub(tail.chars().count());
    let name: String = name.chars().take(most).collect();
    format!("{}{tail}", name.trim_end())
}
