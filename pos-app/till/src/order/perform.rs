//! A command about an order, from the menu's part that it needs to the row it leaves.

use crate::desk::Desk;
use crate::error::TillError;
use crate::journal::Written;
use crate::order::HeldOrder;
use shared::event::{Event, MenuEvent};
use shared::id::{KitchenTicketId, OrderId, ShiftId, SubjectId};
use shared::journal::Stamp;
use shared::menu::{Price, ProductFields};
use shared::order::{
    Context, Item, Order, OrderCommand, OrderEvent, OrderNumber, OrderRejection, ReceiptNumber,
    Ticket, decide,
};
use shared::percent::Percent;
use shared::staff::{Right, StaffRejection};
use shared::till::{Outcome, Rejection};

impl Desk<'_> {
    /// Does one thing to one order.
    pub fn order(&mut self, id: OrderId, command: &OrderCommand) -> Result<Outcome, TillError> {
        let mut held = self.take_up_order(id)?;
        let done = self.order_held(&mut held, command);
        let ticket = done.is_ok().then(|| Ticket::of(held.order()));
        if matches!(held.order(), Order::Open(_)) {
            self.books.hold(held);
        }
        done?;
        Ok(Outcome {
            ticket,
            ..Outcome::default()
        })
    }

    /// An order as it stands, from where it lies open or from the journal.
    pub(super) fn take_up_order(&mut self, id: OrderId) -> Result<HeldOrder, TillError> {
        Ok(match self.books.orders.remove(&id) {
            Some(held) => held,
            None => HeldOrder::load(self.connection, id)?.unwrap_or_else(|| HeldOrder::new(id)),
        })
    }

    fn order_held(
        &mut self,
        held: &mut HeldOrder,
        command: &OrderCommand,
    ) -> Result<(), TillError> {
        let decided = self.decide(held, command)?;
        if decided.events.is_empty() {
            return Ok(());
        }
        for event in &decided.events {
            self.print_with(held.id(), event)?;
        }
        let tickets = tickets_of(&decided.events);
        let subject = SubjectId::from(held.id());
        let mut events = Vec::with_capacity(decided.events.len() + 1);
        let settles = decided.events.iter().any(|event| event.receipt().is_some());
        if settles {
            events.extend(self.opening_by_sale(decided.shift));
        }
        events.extend(self.remembered_price(command));
        events.extend(
            decided
                .events
                .into_iter()
                .map(|event| (subject, Event::Order(event))),
        );
        let stamps = self.append(&events)?;
        for (stamp, (subject, event)) in stamps.into_iter().zip(events) {
            match event {
                Event::Order(event) => self.order_happened(held, stamp, event)?,
                Event::Shift(event) => self.shift_happened(subject, stamp, &event)?,
                Event::Menu(event) => self.menu_happened(vec![(subject, stamp, event)])?,
                Event::Staff(_) | Event::Settings(_) | Event::Till(_) | Event::Carried(_) => {}
            }
        }
        held.refresh();
        held.project(self.connection, &self.books.lineage)?;
        self.refold_linked(held)?;
        self.print_tickets(held.order(), &tickets)?;
        self.touched.orders = true;
        self.touched.shift |= settles;
        Ok(())
    }

    fn decide(&mut self, held: &HeldOrder, command: &OrderCommand) -> Result<Decided, TillError> {
        let minted = || ShiftId(self.entropy.uuid_v7(self.wall.ms));
        let shift = self.books.shift.unwrap_or_else(minted);
        let stations = self.books.settings.stations.len();
        let fresh = |_| KitchenTicketId(self.entropy.uuid_v7(self.wall.ms));
        let tickets: Vec<KitchenTicketId> = (0..stations).map(fresh).collect();
        let number = self.next_order_number()?;
        let code = &self.books.session.code;
        let menu = self.books.menu.part_for(command, held.order());
        let context = Context {
            menu: &menu,
            tax: self.books.session.settings.tax,
            tax_mode: self.books.session.settings.tax_mode,
            wall: self.wall,
            day: self.day,
            number: OrderNumber {
                till: code.clone(),
                number,
            },
            receipt: ReceiptNumber {
                till: code.clone(),
                number: self.books.receipt + 1,
            },
            shift,
            discount_max: self
                .rights()
                .map_or(Percent::NONE, |rights| rights.discount_max),
            approver: self.approver,
            cash: self.books.settings.cash,
            stations: &self.books.settings.stations,
            tickets: &tickets,
        };
        match decide(held.order(), command, &context) {
            Ok(events) => Ok(Decided { events, shift }),
            Err(OrderRejection::DiscountAboveLimit { part, .. })
                if !self.books.team.members().is_empty() =>
            {
                let right = Right::Discount;
                let who = self.books.team.who_may_take_off(part);
                Err(Rejection::Staff(StaffRejection::NotAllowed { right, who }).into())
            }
            Err(rejection) => Err(Rejection::Order(rejection).into()),
        }
    }

    fn order_happened(
        &mut self,
        held: &mut HeldOrder,
        stamp: Stamp,
        event: OrderEvent,
    ) -> Result<(), TillError> {
        if let OrderEvent::Opened(opened) = &event {
            self.count_order(opened.number.number)?;
        }
        if let Some(receipt) = event.receipt() {
            self.count_receipt(receipt.number)?;
        }
        held.insert(
            stamp,
            self.wall,
            event,
            Written::at(stamp.series, stamp.sequence),
        );
        Ok(())
    }

    /// A price said at the counter for a product without one is remembered, in the same group.
    fn remembered_price(&self, command: &OrderCommand) -> Option<(SubjectId, Event)> {
        let OrderCommand::AddLine {
            item: Item::Priced { product, price },
            ..
        } = command
        else {
            return None;
        };
        let asked = self
            .books
            .menu
            .product(*product)
            .is_some_and(|held| held.price == Price::Ask);
        asked.then(|| {
            let fields = ProductFields {
                price: Some(Price::Of(*price)),
                ..ProductFields::default()
            };
            (
                SubjectId::from(*product),
                Event::Menu(MenuEvent::ProductSet(fields)),
            )
        })
    }
}

/// The tickets that are sent with some events.
fn tickets_of(events: &[OrderEvent]) -> Vec<KitchenTicketId> {
    let sent = events.iter().filter_map(|event| match event {
        OrderEvent::Sent(sent) => Some(sent.ticket),
        _ => None,
    });
    sent.collect()
}

struct Decided {
    events: Vec<OrderEvent>,
    /// The shift that is open, or the one to open.
    shift: ShiftId,
}
