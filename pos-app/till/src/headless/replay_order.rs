//! One order of a sales file, rung up by the very commands that the window sends.

use super::replay_clock::{ReplayClock, instant_ms};
use super::sales_file::{SoldLine, SoldOrder};
use crate::counter::Counter;
use chrono::NaiveDateTime;
use chrono_tz::Tz;
use serde::Serialize;
use sha2::{Digest, Sha256};
use shared::id::{LineId, OrderId, ProductId};
use shared::journal::Sequence;
use shared::menu::{Price, usual};
use shared::money::Money;
use shared::order::{Item, OrderCommand, Ticket, TicketStatus};
use shared::payment::{Tender, TenderKind};
use shared::till::{Answer, Command, MenuCommand, Query, RowFault, RowProblem, TillFailure};
use std::collections::HashMap;
use uuid::Uuid;

/// What is printed once an order is recorded: from then on it survives anything.
#[derive(Debug, Serialize)]
pub struct Recorded {
    /// The order's number in the file.
    pub order: String,
    /// Its receipt.
    pub receipt: String,
    /// The place of its payment in the till's journal.
    pub sequence: Sequence,
}

/// Why an order was not rung up.
pub enum Refused {
    /// A row of it, or what the rules say of it. The next order may be better.
    Rows(Vec<RowProblem>),
    /// The till cannot go on.
    Till(TillFailure),
}

/// A till that rings up a file.
pub struct Register<'a> {
    counter: &'a Counter,
    clock: &'a ReplayClock,
    zone: Tz,
    file: [u8; 32],
    products: HashMap<(String, String), Known>,
}

/// A product of the menu.
#[derive(Clone, Copy)]
struct Known {
    product: ProductId,
    price: Price,
    /// What its usual answers cost: they come with each line, and the file's price is that of the whole line.
    answers: Money,
}

impl<'a> Register<'a> {
    /// A till, and the file it is about to ring up.
    pub fn new(
        counter: &'a Counter,
        clock: &'a ReplayClock,
        zone: Tz,
        content: &[u8],
    ) -> Result<Self, TillFailure> {
        let file = Sha256::digest(content).into();
        let mut register = Self {
            counter,
            clock,
            zone,
            file,
            products: HashMap::new(),
        };
        register.read_menu()?;
        Ok(register)
    }

    /// Reads which products there are, and what they cost.
    pub fn read_menu(&mut self) -> Result<(), TillFailure> {
        let Answer::Menu(menu) = self.counter.query(Query::Menu)? else {
            return Err(TillFailure::Fault("the menu did not come".to_owned()));
        };
        let named = |product: &shared::menu::Product| {
            let category = product.category.and_then(|id| menu.category(id));
            let category = category
                .map(|category| category.name.clone())
                .unwrap_or_default();
            let answers = usual(&menu, product).into_iter();
            let known = Known {
                product: product.id,
                price: product.price,
                answers: answers.map(|answer| answer.price).sum(),
            };
            ((category, product.name.clone()), known)
        };
        self.products = menu.products.iter().map(named).collect();
        Ok(())
    }

    /// Rings up an order; nothing where it was rung up before.
    pub fn ring_up(&mut self, sold: &SoldOrder) -> Result<Option<Recorded>, Refused> {
        let lines = sold
            .lines
            .as_ref()
            .map_err(|problems| Refused::Rows(problems.clone()))?;
        let Some((first, last)) = lines.first().zip(lines.last()) else {
            return Ok(None);
        };
        let order = OrderId(self.uuid(first.at, &["order", &sold.order]));
        let known = self.ticket(order).map_err(Refused::Till)?;
        let settled = |ticket: &Ticket| matches!(ticket.status, TicketStatus::Settled { .. });
        if known.as_ref().is_some_and(settled) {
            return Ok(None);
        }
        let mut total = known
            .as_ref()
            .map(|ticket| ticket.totals.total)
            .unwrap_or_default();
        for (index, line) in lines.iter().enumerate() {
            let id = LineId(self.uuid(line.at, &["line", &sold.order, &index.to_string()]));
            let there = |ticket: &Ticket| ticket.lines.iter().any(|held| held.line == id);
            if !known.as_ref().is_some_and(there) {
                total = self
                    .add(order, id, line)
                    .map_err(|failure| refused(line, failure))?;
            }
        }
        let recorded = self.settle(order, lines, last, total);
        let (receipt, sequence) = recorded.map_err(|failure| refused(last, failure))?;
        Ok(Some(Recorded {
            order: sold.order.clone(),
            receipt,
            sequence,
        }))
    }

    fn ticket(&self, order: OrderId) -> Result<Option<Ticket>, TillFailure> {
        match self.counter.query(Query::Ticket { order })? {
            Answer::Ticket(ticket) => Ok(ticket),
            other => Err(TillFailure::Fault(format!("no ticket but {other:?}"))),
        }
    }

    fn add(&mut self, order: OrderId, id: LineId, line: &SoldLine) -> Result<Money, TillFailure> {
        self.clock.put(instant_ms(line.at, self.zone));
        let (product, price) = self.product(line)?;
        let command = OrderCommand::AddLine {
            line: id,
            item: Item::Priced { product, price },
            quantity: line.quantity,
            modifiers: None,
            note: String::new(),
        };
        let outcome = self.counter.execute(Command::Order { order, command })?;
        Ok(outcome
            .ticket
            .map(|ticket| ticket.totals.total)
            .unwrap_or_default())
    }

    /// The line's product, created or given its price first where need be, and that price.
    fn product(&mut self, line: &SoldLine) -> Result<(ProductId, Money), TillFailure> {
        let key = (line.category.clone(), line.product.clone());
        let known = self.products.get(&key).copied();
        let answers = known.map(|known| known.answers).unwrap_or_default();
        let own = line.unit_price - answers;
        let price = Price::Of(own);
        let (product, command) = match known {
            Some(known) if known.price == price => return Ok((known.product, own)),
            Some(Known { product, .. }) => (product, MenuCommand::SetPrice { product, price }),
            None => {
                let text = ["product", &line.category, &line.product];
                let product = ProductId(self.uuid(line.at, &text));
                let (name, category) = (line.product.clone(), line.category.clone());
                (
                    product,
                    MenuCommand::CreateProduct {
                        product,
                        name,
                        category,
                        price,
                    },
                )
            }
        };
        self.counter.execute(Command::Menu(command))?;
        let known = Known {
            product,
            price,
            answers,
        };
        self.products.insert(key, known);
        Ok((product, own))
    }

    fn settle(
        &self,
        order: OrderId,
        lines: &[SoldLine],
        last: &SoldLine,
        total: Money,
    ) -> Result<(String, Sequence), TillFailure> {
        self.clock.put(instant_ms(last.at, self.zone));
        let command = OrderCommand::Settle {
            tenders: tenders(lines, total),
            total,
            tip: Money::ZERO,
        };
        let outcome = self.counter.execute(Command::Order { order, command })?;
        let status = outcome.ticket.map(|ticket| ticket.status);
        match status {
            Some(TicketStatus::Settled { receipt, .. }) => {
                Ok((receipt.to_string(), self.counter.head().sequence))
            }
            Some(TicketStatus::Open | TicketStatus::Voided { .. }) | None => {
                Err(TillFailure::Fault("the order is not settled".to_owned()))
            }
        }
    }

    /// An id in the layout of version 7, by the time in the file and a digest of the file and these words.
    fn uuid(&self, at: NaiveDateTime, words: &[&str]) -> Uuid {
        let mut digest = Sha256::new();
        digest.update(b"cortado/replay/v1\0");
        digest.update(self.file);
        for word in words {
            digest.update((word.len() as u64).to_le_bytes());
            digest.update(word.as_bytes());
        }
        let digest: [u8; 32] = digest.finalize().into();
        let mut random = [0; 10];
        random.copy_from_slice(&digest[..10]);
        // The time as written, whatever zone the till is in by now.
        let ms = at.and_utc().timestamp_millis().max(0).unsigned_abs();
        uuid::Builder::from_unix_timestamp_millis(ms, &random).into_uuid()
    }
}

fn refused(line: &SoldLine, failure: TillFailure) -> Refused {
    match failure {
        TillFailure::Rejected(rejection) => Refused::Rows(vec![RowProblem {
            line: line.line,
            fault: RowFault::Refused(Box::new(rejection)),
        }]),
        failure @ (TillFailure::DiskFull
        | TillFailure::NewerFile
        | TillFailure::InUse
        | TillFailure::Fault(_)) => Refused::Till(failure),
    }
}

/// The exact amount: each row in its way; what is not in the prices goes with the cash, or the card without any.
fn tenders(lines: &[SoldLine], total: Money) -> Vec<Tender> {
    let by_card = |line: &&SoldLine| line.tender == TenderKind::Card;
    let any_cash = !lines.iter().all(|line| by_card(&line));
    let card = match any_cash {
        true => lines
            .iter()
            .filter(by_card)
            .filter_map(|line| line.quantity.times(line.unit_price))
            .sum(),
        false => total,
    };
    let both = [(TenderKind::Card, card), (TenderKind::Cash, total - card)];
    let some = both.into_iter().filter(|(_, amount)| !amount.is_zero());
    some.map(|(kind, amount)| Tender { kind, amount }).collect()
}
