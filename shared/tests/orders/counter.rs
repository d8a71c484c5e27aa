//! A counter with one order, driven by words.

use serde_json::Value;
use shared::clock::{BusinessDay, HybridClock, Wall};
use shared::id::*;
use shared::journal::{Hash, Sequence, Stamp};
use shared::kitchen::Station;
use shared::menu::{Category, Menu, Modifier, ModifierGroup, Price, Product, ProductTax};
use shared::money::{Currency, Money};
use shared::order::*;
use shared::payment::{CashRounding, Tender, TenderKind};
use shared::percent::Percent;
use shared::quantity::Quantity;
use shared::tax::{TaxMode, TaxRate};

const ORDER: OrderId = OrderId(uuid::Uuid::from_u128(1));

/// A counter with one order, driven by words.
pub struct Counter {
    menu: Menu,
    fold: OrderFold,
    entries: u64,
    receipts: u32,
    pub tax_mode: TaxMode,
    pub discount_max: Percent,
    pub cash: CashRounding,
    pub stations: Vec<Station>,
}

pub fn money(text: &str) -> Money {
    Money::parse(text, Currency::ARS).unwrap()
}

pub fn line(name: &str) -> LineId {
    LineId::from_bytes(padded(name))
}

pub fn padded(name: &str) -> [u8; 16] {
    let mut bytes = [0; 16];
    for (byte, sign) in bytes.iter_mut().zip(name.bytes()) {
        *byte = sign;
    }
    bytes
}

fn product(name: &str, price: Price, groups: &[&str]) -> Product {
    Product {
        id: ProductId::from_bytes(padded(name)),
        category: Some(CategoryId::from_bytes(padded("coffee"))),
        name: name.to_owned(),
        price,
        tax: ProductTax::Business,
        barcode: None,
        groups: groups
            .iter()
            .map(|group| ModifierGroupId::from_bytes(padded(group)))
            .collect(),
        position: 0,
        available: true,
    }
}

fn group(name: &str, (min, max): (u16, u16), modifiers: &[(&str, &str)]) -> ModifierGroup {
    let modifier = |(name, price): &(&str, &str)| Modifier {
        id: ModifierId::from_bytes(padded(name)),
        name: (*name).to_owned(),
        price: money(price),
    };
    ModifierGroup {
        id: ModifierGroupId::from_bytes(padded(name)),
        name: name.to_owned(),
        min,
        max,
        modifiers: modifiers.iter().map(modifier).collect(),
    }
}

impl Counter {
    pub fn open() -> Self {
        let menu = Menu {
            categories: vec![Category {
                id: CategoryId::from_bytes(padded("coffee")),
                name: "coffee".to_owned(),
                position: 0,
            }],
            products: vec![
                product("flat-white", Price::Of(money("3.80")), &["milk", "extras"]),
                product("muffin", Price::Of(money("2.50")), &[]),
                product("cake", Price::Ask, &[]),
            ],
            groups: vec![
                group(
                    "milk",
                    (1, 1),
                    &[("whole", "0"), ("oat", "0.90"), ("less", "-4.00")],
                ),
                group(
                    "extras",
                    (0, 2),
                    &[("shot", "1.20"), ("vanilla", "0.70"), ("decaf", "0")],
                ),
            ],
        };
        Self {
            menu,
            fold: OrderFold::default(),
            entries: 0,
            receipts: 0,
            tax_mode: TaxMode::Included,
            discount_max: Percent::WHOLE,
            cash: CashRounding::NONE,
            stations: Vec::new(),
        }
    }

    pub fn order(&self) -> Order {
        self.fold.order(ORDER)
    }

    pub fn ask(&mut self, command: &OrderCommand) -> Result<usize, OrderRejection> {
        let till = TillCode("C1".to_owned());
        let fresh = |at| {
            KitchenTicketId::from_bytes([
                self.entries as u8,
                at,
                7,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
            ])
        };
        let tickets: Vec<_> = (0..self.stations.len() as u8).map(fresh).collect();
        let context = Context {
            menu: &self.menu,
            tax: TaxRate::basis_points(2_100).unwrap(),
            tax_mode: self.tax_mode,
            wall: Wall {
                ms: 1_764_000_000_000,
                offset: -180,
            },
            day: BusinessDay(20_416),
            number: OrderNumber {
                till: till.clone(),
                number: 1,
            },
            receipt: ReceiptNumber {
                till,
                number: self.receipts + 1,
            },
            shift: ShiftId::from_bytes([9; 16]),
            discount_max: self.discount_max,
            approver: None,
            cash: self.cash,
            stations: &self.stations,
            tickets: &tickets,
        };
        let events = decide(&self.order(), command, &context)?;
        let count = events.len();
        for event in events {
            self.entries += 1;
            self.receipts += u32::from(event.receipt().is_some());
            self.fold.insert(ORDER, stamp(1, self.entries), event);
        }
        Ok(count)
    }

    /// Something arrives from elsewhere.
    pub fn happens(&mut self, event: OrderEvent) {
        self.entries += 1;
        self.fold.insert(ORDER, stamp(2, self.entries), event);
    }

    /// One step in words, such as `add 2 flat-white with oat as a` or `settle cash 10.00`.
    pub fn step(&mut self, step: &str) -> Result<usize, OrderRejection> {
        let command = match *step.split_whitespace().collect::<Vec<_>>() {
            ["tap", name, "as", id] => OrderCommand::Tap {
                product: ProductId::from_bytes(padded(name)),
                line: line(id),
            },
            ["add", quantity, name, "as", id] => add(quantity, name, None, id),
            ["add", quantity, name, "with", modifiers, "as", id] => {
                add(quantity, name, Some(modifiers), id)
            }
            ["amount", price, "as", id] => OrderCommand::AddLine {
                line: line(id),
                item: Item::Amount {
                    name: "amount".to_owned(),
                    price: money(price),
                },
                quantity: Quantity::ONE,
                modifiers: None,
                note: String::new(),
            },
            ["step", id, by] => OrderCommand::StepQuantity {
                line: line(id),
                by: by.parse().unwrap(),
            },
            ["edit", id, "with", modifiers] => OrderCommand::EditLine {
                line: line(id),
                modifiers: ids(modifiers),
                note: String::new(),
            },
            ["take-one", id, "as", into] => OrderCommand::TakeOne {
                line: line(id),
                into: line(into),
            },
            ["remove", id] => OrderCommand::RemoveLine { line: line(id) },
            ["restore", id, "as", into] => OrderCommand::RestoreLine {
                line: line(id),
                into: line(into),
            },
            ["to-go"] => OrderCommand::SetChannel {
                channel: Channel::ToGo,
            },
            ["name", ref name @ ..] => OrderCommand::SetName {
                name: name.join(" "),
            },
            ["void", ref reason @ ..] => OrderCommand::Void {
                reason: reason.join(" "),
            },
            [word @ ("off" | "less" | "no-discount"), ref rest @ ..] => discount(word, rest),
            ["settle", "both", cash, card, "tip", tip] => self.settle_both(cash, card, tip),
            ["settle", kind, given] => self.settle(kind, given, None),
            ["settle", kind, given, "for", total] => self.settle(kind, given, Some(total)),
            _ => panic!("no such step: {step}"),
        };
        self.ask(&command)
    }

    fn settle_both(&self, cash: &str, card: &str, tip: &str) -> OrderCommand {
        OrderCommand::Settle {
            tenders: vec![
                tender(TenderKind::Card, card),
                tender(TenderKind::Cash, cash),
            ],
            total: Ticket::of(&self.order()).totals.total,
            tip: money(tip),
        }
    }

    fn settle(&self, kind: &str, given: &str, total: Option<&str>) -> OrderCommand {
        let kind = if kind == "card" {
            TenderKind::Card
        } else {
            TenderKind::Cash
        };
        let due = Ticket::of(&self.order()).totals.total;
        OrderCommand::Settle {
            tenders: vec![tender(kind, given)],
            total: total.map_or(due, money),
            tip: Money::ZERO,
        }
    }
}

fn add(quantity: &str, name: &str, modifiers: Option<&str>, id: &str) -> OrderCommand {
    OrderCommand::AddLine {
        line: line(id),
        item: Item::Product(ProductId::from_bytes(padded(name))),
        quantity: Quantity::parse(quantity).unwrap(),
        modifiers: modifiers.map(ids),
        note: String::new(),
    }
}

fn part(percent: &str) -> Percent {
    Percent::basis_points(percent.parse::<u32>().unwrap() * 100).unwrap()
}

fn tender(kind: TenderKind, amount: &str) -> Tender {
    Tender {
        kind,
        amount: money(amount),
    }
}

/// What stands behind `off` (a part, in percent), `less` (an amount) or `no-discount`.
fn discount(word: &str, rest: &[&str]) -> OrderCommand {
    let cut = |size: &str| match word {
        "off" => Cut::Part(part(size)),
        _ => Cut::Amount(money(size)),
    };
    let (of, cut, reason) = match *rest {
        [] => (None, None, ""),
        [size, "of", id, reason] => (Some(line(id)), Some(cut(size)), reason),
        [size, "all", reason] => (None, Some(cut(size)), reason),
        _ => panic!("no such discount: {word} {rest:?}"),
    };
    OrderCommand::SetDiscount {
        line: of,
        cut,
        reason: reason.to_owned(),
    }
}

fn ids(names: &str) -> Vec<ModifierId> {
    let names = names.split(',').filter(|name| *name != "none");
    names
        .map(|name| ModifierId::from_bytes(padded(name)))
        .collect()
}

fn stamp(series: u8, sequence: u64) -> Stamp {
    Stamp {
        clock: HybridClock::from_bits(sequence << 16),
        series: SeriesId::from_bytes([series; 16]),
        sequence: Sequence(sequence),
        hash: Hash::START,
    }
}

pub fn shown(ticket: &Ticket) -> String {
    let line = |line: &TicketLine| {
        let with: String = line
            .modifiers
            .iter()
            .map(|modifier| format!(" +{}", modifier.name))
            .collect();
        let quantity = shared::quantity::decimal_of_thousandths(line.quantity.to_thousandths());
        format!(
            "{quantity} {}{with} {}",
            line.name,
            line.amount.to_decimal(Currency::ARS)
        )
    };
    let lines: Vec<String> = ticket.lines.iter().map(line).collect();
    let status = match &ticket.status {
        TicketStatus::Open => "open".to_owned(),
        TicketStatus::Voided { reason } => format!("void {reason}"),
        TicketStatus::Settled {
            receipt,
            change,
            tip,
            rounding,
            ..
        } => {
            let with = |name: &str, amount: &Money| match amount.is_zero() {
                true => String::new(),
                false => format!(" {name} {}", amount.to_decimal(Currency::ARS)),
            };
            let (tip, rounding) = (with("tip", tip), with("rounding", rounding));
            let change = change.to_decimal(Currency::ARS);
            format!("paid {receipt} change {change}{tip}{rounding}")
        }
    };
    let total = ticket.totals.total.to_decimal(Currency::ARS);
    let name = ticket.name.as_ref().map(|name| format!("{name}: "));
    let lines = name.unwrap_or_default() + &lines.join("; ");
    [lines, format!("total {total}"), status].join(" | ")
}

pub fn reason(rejection: &OrderRejection) -> String {
    match serde_json::to_value(rejection).unwrap() {
        Value::String(reason) => reason,
        Value::Object(reason) => reason.into_iter().next().unwrap().0,
        other => panic!("{other}"),
    }
}

/// `given` steps that succeed, one `when` step, and either the ticket or the reason of the refusal.
#[track_caller]
pub fn check(given: &[&str], when: &str, then: &str) {
    let mut counter = Counter::open();
    for step in given {
        counter
            .step(step)
            .unwrap_or_else(|rejection| panic!("{step}: {rejection}"));
    }
    let got = match counter.step(when) {
        Ok(_) => shown(&Ticket::of(&counter.order())),
        Err(rejection) => format!("rejected {}", reason(&rejection)),
    };
    assert_eq!(got, then);
}
