//! Stations are told what a tab holds, and say how far they are: at one till, or at two that have not heard of one another.

use crate::chance::Chance;
use crate::world::{Checked, World};
use shared::kitchen::{BoardTicket, TicketState};
use shared::order::OrderCommand;
use shared::till::{Answer, Command, Query};

impl World<'_> {
    pub(super) fn kitchen(&mut self, who: usize, luck: &mut Chance) -> Checked {
        match luck.below(5) {
            0 => return self.set_up_stations(who, luck),
            1 | 2 => return self.mark_ticket(who, luck),
            _ => {}
        }
        let Some(order) = self.tab(who, luck) else {
            return Ok(());
        };
        let tell = Command::Order {
            order,
            command: OrderCommand::Send,
        };
        let told = self.records(who, tell.clone())?;
        if told {
            self.tally.count("stations told of a tab");
        }
        match self.another_at(who, order, luck) {
            Some(other) if luck.percent(40) => {
                if self.records(other, tell)? && told {
                    self.tally.count("tabs that two tills told a station of");
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn mark_ticket(&mut self, who: usize, luck: &mut Chance) -> Checked {
        let till = self.machines[who].till.as_mut();
        let board = match till.map(|till| till.query(&Query::Board)) {
            Some(Ok(Answer::Board(board))) => *board,
            _ => return Ok(()),
        };
        let shown: Vec<BoardTicket> = board.tickets.into_iter().chain(board.done).collect();
        let Some(ticket) = luck.pick(&shown) else {
            return Ok(());
        };
        let states = [
            TicketState::Preparing,
            TicketState::Ready,
            TicketState::Done,
        ];
        let command = OrderCommand::MarkTicket {
            ticket: ticket.ticket,
            state: luck.pick(&states).copied().unwrap_or_default(),
        };
        let order = ticket.order;
        if self.records(who, Command::Order { order, command })? {
            self.tally.count("tickets marked");
        }
        Ok(())
    }
}
