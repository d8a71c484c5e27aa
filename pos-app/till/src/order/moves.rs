//! Lines go from one order to another: one command, one group, both orders folded anew.

use crate::desk::Desk;
use crate::error::TillError;
use shared::event::Event;
use shared::id::{LineId, OrderId, SubjectId};
use shared::order::{OrderEvent, OrderNumber, Ticket, move_lines};
use shared::till::{Outcome, Rejection};

impl Desk<'_> {
    /// Moves lines of one order to another, a new one where nothing is known of it. Answers that one.
    pub fn move_lines(
        &mut self,
        from: OrderId,
        to: OrderId,
        lines: &[LineId],
    ) -> Result<Outcome, TillError> {
        let source = self.take_up_order(from)?;
        let target = self.take_up_order(to)?;
        let number = OrderNumber {
            till: self.books.session.code.clone(),
            number: self.next_order_number()?,
        };
        let moved =
            move_lines(source.order(), target.order(), lines, &number).map_err(Rejection::Order)?;
        let there = moved.to.into_iter().map(|event| (to, event));
        let here = moved.from.into_iter().map(|event| (from, event));
        let events: Vec<_> = there.chain(here).collect();
        if !events.is_empty() {
            self.lines_moved(to, events)?;
        }
        let held = self.take_up_order(to)?;
        let ticket = Some(Ticket::of(held.order()));
        self.books.hold(held);
        Ok(Outcome {
            ticket,
            ..Outcome::default()
        })
    }

    fn lines_moved(
        &mut self,
        to: OrderId,
        events: Vec<(OrderId, OrderEvent)>,
    ) -> Result<(), TillError> {
        for (_, event) in &events {
            if let OrderEvent::Opened(opened) = event {
                self.count_order(opened.number.number)?;
            }
        }
        let events = events.into_iter();
        let events: Vec<_> = events
            .map(|(order, event)| (SubjectId::from(order), Event::Order(event)))
            .collect();
        self.append(&events)?;
        self.refold_order(to)
    }
}
