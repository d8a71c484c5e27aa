//! What happens to a refund, and what the till's answers make of its screen.

use super::{Kind, Refund, RefundAction, left, stepped};
use crate::counter::{Asked, Effect, Mint, Say, Screen, State};
use shared::id::{LineId, OrderId, RefundId};
use shared::money::Money;
use shared::order::{OrderCommand, Ticket};
use shared::quantity::Quantity;
use shared::till::{Answer, Command, Query, TillFailure};
use std::rc::Rc;

/// How many sales are shown.
const SHOWN: u32 = 50;

impl State {
    pub(crate) fn refund_action(
        &mut self,
        action: RefundAction,
        mint: &mut Mint<'_>,
    ) -> Vec<Effect> {
        match action {
            RefundAction::Opened => {
                self.screen = Screen::Refund(Refund::default());
                (self.sheet, self.snack) = (None, None);
                vec![
                    Effect::Query(sales(String::new())),
                    Effect::FocusOn("#find-sale"),
                ]
            }
            RefundAction::Left => {
                self.screen = Screen::Sell;
                vec![Effect::FocusSearch]
            }
            RefundAction::Searched(find) => {
                self.with_refund(|refund| refund.find.clone_from(&find));
                vec![Effect::Query(sales(find))]
            }
            RefundAction::Chosen(order) => self.choose_sale(order),
            RefundAction::AllToggled => self.change_back(Refund::toggle_all),
            RefundAction::LineToggled(line) => self.change_back(|refund| refund.toggle(line)),
            RefundAction::Stepped(line, by) => self.change_back(|refund| refund.step(line, by)),
            RefundAction::AgainToggled(receipt) => self.change_back(|refund| {
                refund.lines.clear();
                refund.again = (refund.again.as_ref() != Some(&receipt)).then_some(receipt);
            }),
            RefundAction::KindChosen(kind) => self.change_back(|refund| refund.kind = Kind(kind)),
            RefundAction::ReasonSaid(reason) => {
                self.with_refund(|refund| refund.reason = reason);
                Vec::new()
            }
            RefundAction::GoodsSaid(goods) => {
                self.with_refund(|refund| refund.goods = Some(goods));
                Vec::new()
            }
            RefundAction::Confirmed => self.give_back(mint),
        }
    }

    fn with_refund(&mut self, change: impl FnOnce(&mut Refund)) {
        if let Screen::Refund(refund) = &mut self.screen {
            change(refund);
        }
    }

    fn choose_sale(&mut self, order: OrderId) -> Vec<Effect> {
        let Screen::Refund(refund) = &mut self.screen else {
            return Vec::new();
        };
        // What is on its way is for the sale that is shown.
        if refund.busy {
            return Vec::new();
        }
        refund.begin(Some(order));
        vec![Effect::Query(Query::Ticket { order })]
    }

    /// Another choice: what it comes to is asked of the till.
    fn change_back(&mut self, change: impl FnOnce(&mut Refund)) -> Vec<Effect> {
        let Screen::Refund(refund) = &mut self.screen else {
            return Vec::new();
        };
        if refund.busy {
            return Vec::new();
        }
        change(refund);
        refund.back = None;
        let (Some(order), Some(of)) = (refund.chosen, refund.of()) else {
            return Vec::new();
        };
        if refund.lines.is_empty() && refund.again.is_none() {
            return Vec::new();
        }
        vec![Effect::Query(Query::Back {
            order,
            of,
            lines: refund.lines.clone(),
            kind: refund.kind.0,
        })]
    }

    fn give_back(&mut self, mint: &mut Mint<'_>) -> Vec<Effect> {
        let Screen::Refund(refund) = &mut self.screen else {
            return Vec::new();
        };
        let (Some(order), Some(of), Some(given), Some(goods)) =
            (refund.chosen, refund.of(), refund.ready(), refund.goods())
        else {
            return Vec::new();
        };
        refund.busy = true;
        let command = OrderCommand::Refund {
            refund: RefundId(mint()),
            of,
            lines: refund.lines.clone(),
            kind: refund.kind.0,
            given,
            goods,
            reason: refund.reason.trim().to_owned(),
        };
        vec![Effect::Ask(
            Asked::Refund { order, given },
            Command::Order { order, command },
        )]
    }

    /// What the till says of sales, and of what would be given back.
    pub(crate) fn told_refund(&mut self, query: &Query, answer: Answer) -> Vec<Effect> {
        self.with_refund(|refund| match (query, answer) {
            (Query::Sales { find, .. }, Answer::Sales(sales)) if *find == refund.find => {
                refund.sales = Some(Rc::new(sales));
            }
            // An answer to what is no longer chosen says nothing.
            (
                Query::Back {
                    order,
                    of,
                    lines,
                    kind,
                },
                Answer::Back(back),
            ) if refund.chosen == Some(*order)
                && refund.of().as_ref() == Some(of)
                && refund.lines == *lines
                && refund.kind.0 == *kind =>
            {
                refund.back = back;
            }
            _ => {}
        });
        Vec::new()
    }

    /// The ticket of the sale that was chosen, and what its choice comes to now. None: it is another one's.
    pub(crate) fn told_paid(&mut self, ticket: &Ticket) -> Option<Vec<Effect>> {
        let Screen::Refund(refund) = &mut self.screen else {
            return None;
        };
        if refund.chosen != Some(ticket.order) {
            return None;
        }
        refund.ticket = Some(Rc::new(ticket.clone()));
        refund.keep_to_what_is_left();
        Some(self.change_back(|_| ()))
    }

    /// The till did it: the sale shows it, and the next one can be chosen.
    pub(crate) fn refunded(
        &mut self,
        (order, given): (OrderId, Money),
        ticket: Option<Ticket>,
    ) -> Vec<Effect> {
        self.with_refund(|refund| {
            if refund.chosen == Some(order) {
                refund.begin(Some(order));
                refund.ticket = ticket.map(Rc::new);
            }
        });
        let mut effects = self.sales_touched();
        effects.push(self.say(Say::GivenBack(given), None));
        effects
    }

    /// Orders are other than before: the list is asked for anew, and the sale that is shown.
    pub(crate) fn sales_touched(&self) -> Vec<Effect> {
        let Screen::Refund(refund) = &self.screen else {
            return Vec::new();
        };
        let ticket = refund.chosen.filter(|_| !refund.busy);
        let ticket = ticket.map(|order| Effect::Query(Query::Ticket { order }));
        std::iter::once(Effect::Query(sales(refund.find.clone())))
            .chain(ticket)
            .collect()
    }

    /// The till refused: what is true is asked anew.
    pub(crate) fn refund_refused(&mut self, order: OrderId, failure: TillFailure) -> Vec<Effect> {
        let mut effects = vec![self.say(Say::Refused(failure), None)];
        self.refund_waits_no_more();
        let Screen::Refund(refund) = &mut self.screen else {
            return effects;
        };
        if refund.chosen == Some(order) {
            refund.back = None;
            effects.push(Effect::Query(Query::Ticket { order }));
        }
        effects
    }

    /// Nobody approved it.
    pub(crate) fn refund_waits_no_more(&mut self) {
        self.with_refund(|refund| refund.busy = false);
    }
}

impl Refund {
    /// A sale is shown from its beginning; what was looked for stays.
    fn begin(&mut self, chosen: Option<OrderId>) {
        *self = Self {
            find: std::mem::take(&mut self.find),
            sales: self.sales.take(),
            chosen,
            ..Self::default()
        };
    }

    /// Another till may have given a part of it back meanwhile.
    fn keep_to_what_is_left(&mut self) {
        let Some((_, paid)) = self.paid() else { return };
        let now = |(line, quantity): &(LineId, Quantity)| {
            let held = paid.lines.iter().find(|held| held.line == *line)?;
            Some((*line, (*quantity).min(left(held)?)))
        };
        let lines: Vec<_> = self.lines.iter().filter_map(now).collect();
        let again = self.again.clone();
        let again = again.filter(|again| paid.again.iter().any(|held| held.receipt == *again));
        (self.lines, self.again) = (lines, again);
    }

    fn toggle_all(&mut self) {
        let all = !self.is_all();
        let lines = self.paid().map(|(_, paid)| paid.lines.clone());
        let lines = lines.unwrap_or_default();
        self.again = None;
        self.lines = lines
            .iter()
            .filter_map(|line| Some((line.line, left(line)?)))
            .filter(|_| all)
            .collect();
    }

    fn toggle(&mut self, line: LineId) {
        let chosen = self.chosen_of(line);
        let whole = self.line(line).and_then(left);
        self.put(line, if chosen.is_some() { None } else { whole });
    }

    fn step(&mut self, line: LineId, by: i64) {
        let next = self.line(line);
        let next = next.and_then(|held| stepped(held, self.chosen_of(line), by));
        self.put(line, next);
    }

    fn line(&self, line: LineId) -> Option<&shared::order::PaidLine> {
        let (_, paid) = self.paid()?;
        paid.lines.iter().find(|held| held.line == line)
    }

    fn put(&mut self, line: LineId, quantity: Option<Quantity>) {
        self.again = None;
        let held = self.lines.iter().position(|(held, _)| *held == line);
        match (held, quantity) {
            (Some(at), Some(quantity)) => self.lines[at].1 = quantity,
            (Some(at), None) => drop(self.lines.remove(at)),
            (None, Some(quantity)) => self.lines.push((line, quantity)),
            (None, None) => {}
        }
    }
}

fn sales(find: String) -> Query {
    Query::Sales { find, last: SHOWN }
}
