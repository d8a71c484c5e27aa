//! Money is given back: a line, a part of one, or a payment that was one too many.

use crate::chance::Chance;
use crate::fault::Fault;
use crate::world::{Checked, World};
use shared::event::Event;
use shared::id::{LineId, OrderId, RefundId, SeriesId};
use shared::journal::{Entry, Hash, Sequence};
use shared::order::{Goods, OrderCommand, OrderEvent, PaidView, Refunded, TicketStatus};
use shared::payment::TenderKind;
use shared::quantity::Quantity;
use shared::till::{Answer, Command, Query};

/// A refund, where its entry stands and what it is about.
type Given = (OrderId, (Sequence, Hash), Refunded);

/// The refunds among these entries.
pub fn refunds_in(written: &[(Entry, Hash)]) -> Vec<Given> {
    let refund = |(entry, hash): &(Entry, Hash)| {
        let event = Event::read(&entry.kind, entry.version, &entry.body);
        match event {
            Ok(Event::Order(OrderEvent::Refunded(refunded))) => {
                Some((OrderId(entry.subject.0), (entry.sequence, *hash), refunded))
            }
            _ => None,
        }
    };
    written.iter().filter_map(refund).collect()
}

impl World<'_> {
    pub(super) fn refund(&mut self, who: usize, luck: &mut Chance) -> Checked {
        let Some((order, view)) = self.sale_to_refund(who, luck) else {
            return Ok(());
        };
        let (receipt, paid) = view;
        let (of, lines) = match luck.pick(&paid.again) {
            Some(again) if luck.percent(70) => (again.receipt.clone(), Vec::new()),
            _ => (receipt, some_of(&paid, luck)),
        };
        let kind = match luck.percent(70) {
            true => TenderKind::Cash,
            false => TenderKind::Card,
        };
        let asked = Query::Back {
            order,
            of: of.clone(),
            lines: lines.clone(),
            kind,
        };
        let till = self.machines[who].till.as_mut();
        let back = till.map(|till| till.query(&asked));
        let Some(Ok(Answer::Back(Some(back)))) = back else {
            return Ok(());
        };
        let command = OrderCommand::Refund {
            refund: RefundId(luck.id(self.now_ms)),
            of,
            lines,
            kind,
            given: back.given(),
            goods: Goods::ThrownAway,
            reason: "so".to_owned(),
        };
        self.ask(who, Command::Order { order, command }).map(|_| ())
    }

    /// One of the last sales that this till shows; only one of its own orders where tabs are not shared.
    fn sale_to_refund(
        &mut self,
        who: usize,
        luck: &mut Chance,
    ) -> Option<(OrderId, (shared::order::ReceiptNumber, PaidView))> {
        let shared = self.script.has(Fault::SharedTab);
        let till = self.machines[who].till.as_mut()?;
        let query = Query::Sales {
            find: String::new(),
            last: 8,
        };
        let Ok(Answer::Sales(mut sales)) = till.query(&query) else {
            return None;
        };
        sales.retain(|sale| shared || sale.own);
        let order = luck.pick(&sales)?.order;
        match self.ticket(who, order)?.status {
            TicketStatus::Settled { receipt, paid, .. } => Some((order, (receipt, paid))),
            TicketStatus::Open | TicketStatus::Voided { .. } => None,
        }
    }

    /// What customers were given back is remembered.
    pub(in crate::world) fn gave_back(&mut self, series: SeriesId, refunds: Vec<Given>) {
        for (order, entry, refunded) in refunds {
            self.ledger.hand_back(series, entry, order, &refunded);
            self.tally.count("refunds");
        }
    }
}

/// A line of what is left, or a part of it.
fn some_of(paid: &PaidView, luck: &mut Chance) -> Vec<(LineId, Quantity)> {
    let left: Vec<_> = paid.lines.iter().filter(|line| line.left > 0).collect();
    let Some(line) = luck.pick(&left) else {
        return Vec::new();
    };
    let some = match luck.below(4) {
        0 => luck.between(1, line.left),
        _ => line.left,
    };
    let quantity = Quantity::thousandths(some);
    quantity.map_or_else(|_| Vec::new(), |some| vec![(line.line, some)])
}
