//! The order being made, or a line of it, goes to another one that is open.

use super::{Joined, Joining, TabAsked, title};
use crate::counter::{Asked, Effect, Offer, Say, Sheet, State};
use shared::id::{LineId, OrderId};
use shared::order::{OrderCommand, Ticket};
use shared::till::{Command, Query};

impl State {
    pub(super) fn ask_join(&mut self) -> Vec<Effect> {
        if !self.can_move() {
            return Vec::new();
        }
        let selected = self.order.selected.and_then(|line| self.order.line(line));
        let selected = selected.map(|line| (line.line, line.name.clone()));
        self.snack = None;
        self.sheet = Some(Sheet::Join(Joining {
            only: None,
            selected,
        }));
        vec![Effect::Query(Query::OpenOrders)]
    }

    pub(super) fn scope_join(&mut self, alone: bool) -> Vec<Effect> {
        if let Some(Sheet::Join(joining)) = &mut self.sheet {
            joining.only = joining.selected.clone().filter(|_| alone);
        }
        Vec::new()
    }

    pub(super) fn join(&mut self, to: OrderId) -> Vec<Effect> {
        let (Some(Sheet::Join(joining)), Some(ticket)) = (&self.sheet, &self.order.ticket) else {
            return Vec::new();
        };
        let lines: Vec<LineId> = match &joining.only {
            Some((line, _)) => vec![*line],
            None => ticket.lines.iter().map(|line| line.line).collect(),
        };
        if lines.is_empty() || to == self.order.id {
            return Vec::new();
        }
        let from = self.order.id;
        self.tabs.joined = Some(Joined {
            from: ticket.clone(),
            to,
            lines: lines.clone(),
        });
        self.sheet = None;
        let moves = Command::MoveLines { from, to, lines };
        vec![
            Effect::Ask(Asked::Tab(TabAsked::Join), moves),
            Effect::FocusSearch,
        ]
    }

    /// A whole order is gone: the one it went to is taken up. Of one that lost a line the rest is shown.
    pub(super) fn join_done(&mut self, ticket: Ticket) -> Vec<Effect> {
        let Some(joined) = &self.tabs.joined else {
            return Vec::new();
        };
        let from = joined.from.order;
        let is_whole = joined.lines.len() == joined.from.lines.len();
        let (name, number) = (ticket.name.as_deref(), ticket.number.as_ref());
        let name = title(self.locale().language, name, number);
        let said = self.say(Say::Joined(name), Some(Offer::UndoJoin));
        // What would be taken back is on another order by now.
        self.order.undo.clear();
        if is_whole {
            self.no_longer_whole(from);
        }
        if is_whole && from == self.order.id {
            self.take_up(ticket.order);
            self.order.show(ticket);
            return vec![said];
        }
        vec![said, Effect::Query(Query::Ticket { order: from })]
    }

    pub(super) fn undo_join(&mut self) -> Vec<Effect> {
        let Some(joined) = &self.tabs.joined else {
            return Vec::new();
        };
        let moves = Command::MoveLines {
            from: joined.to,
            to: joined.from.order,
            lines: joined.lines.clone(),
        };
        vec![Effect::Ask(Asked::Tab(TabAsked::JoinUndone), moves)]
    }

    /// The lines are on their order again, which is taken up, and has its name again.
    pub(super) fn join_undone(&mut self, ticket: Ticket) -> Vec<Effect> {
        if ticket.order != self.order.id {
            self.take_up(ticket.order);
        }
        let before = self.tabs.joined.take().map(|joined| joined.from);
        let name = before.and_then(|before| before.name.clone());
        let name = name.filter(|_| ticket.name.is_none());
        self.order.show(ticket);
        let named = name.map(|name| {
            let command = OrderCommand::SetName { name };
            self.ask(Asked::Tab(TabAsked::Name), command)
        });
        named.into_iter().chain([Effect::FocusSearch]).collect()
    }
}
