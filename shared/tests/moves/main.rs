//! Lines that go from one order to another: each is on exactly one, whoever moved it and whatever arrived first.

mod any;
mod story;

use shared::clock::{BusinessDay, HybridClock};
use shared::id::{LineId, OrderId, SeriesId, ShiftId};
use shared::journal::{Hash, Sequence, Stamp};
use shared::money::Money;
use shared::order::*;
use shared::payment::{Tender, TenderKind};
use shared::quantity::Quantity;
use shared::tax::{TaxMode, TaxRate};
use uuid::Uuid;

const TABLE: OrderId = OrderId(Uuid::from_u128(1));
const BAR: OrderId = OrderId(Uuid::from_u128(2));
const NEW: OrderId = OrderId(Uuid::from_u128(3));

const fn line(number: u8) -> LineId {
    LineId(Uuid::from_u128(number as u128 + 100))
}

fn number(number: u32) -> OrderNumber {
    OrderNumber {
        till: TillCode("C1".to_owned()),
        number,
    }
}

fn added(id: u8, price: i64) -> OrderEvent {
    OrderEvent::LineAdded(LineAdded {
        line: line(id),
        product: None,
        name: format!("line {id}"),
        category: None,
        quantity: Quantity::ONE,
        unit_price: Money::minor(price),
        tax: TaxRate::ZERO,
        tax_mode: TaxMode::Included,
        modifiers: Vec::new(),
        note: String::new(),
    })
}

fn settled(receipt: u32, lines: &[u8]) -> OrderEvent {
    let total = Money::minor(100 * lines.len() as i64);
    OrderEvent::Settled(Settled {
        receipt: ReceiptNumber {
            till: TillCode("C1".to_owned()),
            number: receipt,
        },
        shift: ShiftId(Uuid::from_u128(9)),
        day: BusinessDay(20_000),
        hour: 10,
        lines: lines
            .iter()
            .map(|id| Covered {
                line: line(*id),
                quantity: Quantity::ONE,
                amount: Money::minor(100),
            })
            .collect(),
        totals: Totals {
            subtotal: total,
            total,
            ..Totals::default()
        },
        tip: Money::ZERO,
        rounding: Money::ZERO,
        tenders: vec![Tender {
            kind: TenderKind::Cash,
            amount: total,
        }],
        change: Money::ZERO,
    })
}

fn ids(lines: &[u8]) -> Vec<LineId> {
    lines.iter().copied().map(line).collect()
}

/// A till that has seen everything so far; what two tills do at once is written with the clock of before.
#[derive(Default)]
struct Cafe {
    fold: OrderFold,
    entries: u64,
}

impl Cafe {
    fn with(orders: &[(OrderId, &[u8])]) -> Self {
        let mut cafe = Self::default();
        for (order, lines) in orders {
            let number = number(order.0.as_u128() as u32);
            let channel = Channel::Here;
            cafe.happens(*order, OrderEvent::Opened(Opened { number, channel }));
            for id in *lines {
                cafe.happens(*order, added(*id, 100));
            }
        }
        cafe
    }

    fn happens(&mut self, order: OrderId, event: OrderEvent) {
        self.entries += 1;
        let stamp = stamp(self.entries, 1, self.entries);
        self.fold.insert(order, stamp, event);
    }

    fn moves(&mut self, from: OrderId, to: OrderId, lines: &[u8]) -> Result<usize, OrderRejection> {
        let (source, target) = (self.fold.order(from), self.fold.order(to));
        let moved = move_lines(&source, &target, &ids(lines), &number(7))?;
        let count = moved.to.len() + moved.from.len();
        for event in moved.to {
            self.happens(to, event);
        }
        for event in moved.from {
            self.happens(from, event);
        }
        Ok(count)
    }

    /// Another till moves lines, whatever has happened meanwhile.
    fn moved(&mut self, from: OrderId, to: OrderId, lines: &[u8], at: Stamp) {
        let lines = ids(lines);
        let moved_in = MovedIn {
            from,
            lines: lines.clone(),
        };
        let moved_out = MovedOut { to, lines };
        self.fold.insert(to, at, OrderEvent::MovedIn(moved_in));
        let at = Stamp {
            sequence: at.sequence.next(),
            ..at
        };
        self.fold.insert(from, at, OrderEvent::MovedOut(moved_out));
    }

    /// Every order in words: its lines, and what somebody must look at.
    fn says(&self, order: OrderId) -> String {
        let order = self.fold.order(order);
        let lines: Vec<_> = order.lines().iter().map(short).collect();
        let lines = lines.join(" ");
        match &order {
            Order::Open(_) => format!("open [{lines}]"),
            Order::Settled(paid) => {
                let look = paid.exceptions.iter().map(look);
                let look: Vec<_> = look.collect();
                format!(
                    "paid {} [{lines}]{}",
                    paid.settled.totals.total.to_minor(),
                    look.join("")
                )
            }
        }
    }
}

fn short(line: &FoldedLine) -> String {
    line.added.name.replace("line ", "")
}

fn look(exception: &OrderException) -> String {
    match exception {
        OrderException::RefundDue { line, .. } => format!(" due {}", line.0.as_u128() - 100),
        OrderException::Late { line, .. } => format!(" late {}", line.0.as_u128() - 100),
        other => format!(" {other:?}"),
    }
}

fn stamp(clock: u64, series: u8, sequence: u64) -> Stamp {
    Stamp {
        clock: HybridClock::from_bits(clock),
        series: SeriesId::from_bytes([series; 16]),
        sequence: Sequence(sequence),
        hash: Hash::START,
    }
}
