//! What an order may do, told as scenarios: given, when, then.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

use shared::clock::{BusinessDay, HybridClock, Wall};
use shared::id::*;
use shared::journal::{Hash, Sequence, Stamp};
use shared::menu::{Category, Menu, Modifier, ModifierGroup, Price, Product, ProductTax};
use shared::money::{Currency, Money};
use shared::order::*;
use shared::payment::{Tender, TenderKind};
use shared::quantity::Quantity;
use shared::tax::{TaxMode, TaxRate};

/// A counter with one order, driven by words.
struct Counter {
    menu: Menu,
    fold: OrderFold,
    entries: u64,
    tax_mode: TaxMode,
}

fn money(text: &str) -> Money {
    Money::parse(text, Currency::ARS).unwrap()
}

fn line(name: &str) -> LineId {
    LineId::from_bytes(padded(name))
}

fn padded(name: &str) -> [u8; 16] {
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
    fn open() -> Self {
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
            tax_mode: TaxMode::Included,
        }
    }

    fn order(&self) -> Order {
        self.fold.order(OrderId::from_bytes([1; 16]))
    }

    fn ask(&mut self, command: &OrderCommand) -> Result<usize, OrderRejection> {
        let till = TillCode("C1".to_owned());
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
            receipt: ReceiptNumber { till, number: 1 },
            shift: ShiftId::from_bytes([9; 16]),
        };
        let events = decide(&self.order(), command, &context)?;
        let count = events.len();
        for event in events {
            self.entries += 1;
            self.fold.insert(stamp(1, self.entries), event);
        }
        Ok(count)
    }

    /// One step in words, such as `add 2 flat-white with oat as a` or `settle cash 10.00`.
    fn step(&mut self, step: &str) -> Result<usize, OrderRejection> {
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
            ["settle", kind, given] => self.settle(kind, given, None),
            ["settle", kind, given, "for", total] => self.settle(kind, given, Some(total)),
            _ => panic!("no such step: {step}"),
        };
        self.ask(&command)
    }

    fn settle(&self, kind: &str, given: &str, total: Option<&str>) -> OrderCommand {
        let kind = if kind == "card" {
            TenderKind::Card
        } else {
            TenderKind::Cash
        };
        let due = Ticket::of(&self.order()).totals.total;
        OrderCommand::Settle {
            tenders: vec![Tender {
                kind,
                amount: money(given),
            }],
            total: total.map_or(due, money),
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

fn shown(ticket: &Ticket) -> String {
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
        TicketStatus::Settled {
            receipt, change, ..
        } => {
            format!("paid {receipt} change {}", change.to_decimal(Currency::ARS))
        }
    };
    let total = ticket.totals.total.to_decimal(Currency::ARS);
    [lines.join("; "), format!("total {total}"), status].join(" | ")
}

fn reason(rejection: &OrderRejection) -> String {
    serde_json::to_value(rejection).unwrap()["reason"]
        .as_str()
        .unwrap()
        .to_owned()
}

/// `given` steps that succeed, one `when` step, and either the ticket or the reason of the refusal.
#[track_caller]
fn check(given: &[&str], when: &str, then: &str) {
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

#[test]
fn a_tap_adds_one_with_the_usual_modifiers_and_a_second_tap_one_more() {
    check(
        &[],
        "tap flat-white as a",
        "1 flat-white +whole 3.80 | total 3.80 | open",
    );
    check(
        &["tap flat-white as a"],
        "tap flat-white as b",
        "2 flat-white +whole 7.60 | total 7.60 | open",
    );
    check(
        &["tap flat-white as a", "edit a with oat"],
        "tap flat-white as b",
        "1 flat-white +oat 4.70; 1 flat-white +whole 3.80 | total 8.50 | open",
    );
}

#[test]
fn a_repeated_command_changes_nothing() {
    check(
        &["add 2 muffin as a"],
        "add 2 muffin as a",
        "2 muffin 5.00 | total 5.00 | open",
    );
    check(
        &["tap muffin as a", "remove a"],
        "remove a",
        " | total 0.00 | open",
    );
    check(
        &["add 2 muffin as a", "take-one a as b"],
        "take-one a as b",
        "1 muffin 2.50; 1 muffin 2.50 | total 5.00 | open",
    );
}

#[test]
fn modifiers_are_priced_and_their_limits_kept() {
    check(
        &[],
        "add 2 flat-white with oat,shot as a",
        "2 flat-white +oat +shot 11.80 | total 11.80 | open",
    );
    check(
        &[],
        "add 1 flat-white with shot as a",
        "rejected too_few_modifiers",
    );
    check(
        &[],
        "add 1 flat-white with whole,oat as a",
        "rejected too_many_modifiers",
    );
    check(
        &[],
        "add 1 muffin with oat as a",
        "rejected modifier_not_offered",
    );
    check(
        &[],
        "add 1 flat-white with less as a",
        "rejected price_out_of_range",
    );
    check(
        &["tap flat-white as a"],
        "edit a with none",
        "rejected too_few_modifiers",
    );
}

#[test]
fn quantities_step_up_and_down_and_off() {
    check(
        &["tap muffin as a"],
        "step a 500",
        "1.5 muffin 3.75 | total 3.75 | open",
    );
    check(
        &["add 3 muffin as a"],
        "step a -1000",
        "2 muffin 5.00 | total 5.00 | open",
    );
    check(&["tap muffin as a"], "step a -1000", " | total 0.00 | open");
    check(
        &["tap muffin as a"],
        "step a -2000",
        "rejected quantity_out_of_range",
    );
    check(
        &["tap muffin as a"],
        "step a 0",
        "rejected quantity_out_of_range",
    );
    check(
        &["tap muffin as a"],
        "step a 99999000",
        "rejected quantity_out_of_range",
    );
    check(&["tap muffin as a"], "step b 1000", "rejected no_such_line");
}

#[test]
fn a_removed_line_comes_back_as_it_was() {
    check(
        &["add 3 flat-white with oat as a", "remove a"],
        "restore a as b",
        "3 flat-white +oat 14.10 | total 14.10 | open",
    );
    check(
        &["tap muffin as a"],
        "restore a as b",
        "rejected no_such_line",
    );
}

#[test]
fn one_of_several_can_be_changed_alone() {
    check(
        &["add 2 flat-white as a", "take-one a as b"],
        "edit b with oat",
        "1 flat-white +whole 3.80; 1 flat-white +oat 4.70 | total 8.50 | open",
    );
    check(
        &["tap muffin as a"],
        "take-one a as b",
        "rejected nothing_to_take",
    );
}

#[test]
fn a_free_amount_needs_no_menu_and_a_product_without_a_price_asks() {
    check(
        &[],
        "amount 12.34 as a",
        "1 amount 12.34 | total 12.34 | open",
    );
    check(&[], "amount 0 as a", "rejected price_out_of_range");
    check(&[], "tap cake as a", "rejected price_missing");
    check(&[], "tap unicorn as a", "rejected no_such_product");
}

#[test]
fn cash_gives_change_and_a_card_does_not() {
    check(
        &["add 2 flat-white as a"],
        "settle cash 10.00",
        "2 flat-white +whole 7.60 | total 7.60 | paid C1-000001 change 2.40",
    );
    check(
        &["tap muffin as a"],
        "settle card 2.50",
        "1 muffin 2.50 | total 2.50 | paid C1-000001 change 0.00",
    );
    check(
        &["tap muffin as a"],
        "settle card 3.00",
        "rejected card_above_total",
    );
    check(&["tap muffin as a"], "settle cash 2.00", "rejected short");
    check(
        &["tap muffin as a"],
        "settle cash 0",
        "rejected tender_out_of_range",
    );
    check(
        &["tap muffin as a"],
        "settle cash -5",
        "rejected tender_out_of_range",
    );
    check(
        &["tap muffin as a"],
        "settle cash 10 for 2.00",
        "rejected total_changed",
    );
    check(&[], "settle cash 5.00", "rejected empty");
}

#[test]
fn a_settled_order_takes_no_more_lines() {
    let paid = ["tap muffin as a", "settle cash 5.00"];
    for step in [
        "tap muffin as b",
        "remove a",
        "step a 1000",
        "settle cash 5.00",
        "to-go",
    ] {
        check(&paid, step, "rejected already_settled");
    }
}

#[test]
fn the_first_command_opens_the_order_and_a_useless_one_does_not() {
    let mut counter = Counter::open();
    assert_eq!(
        counter.step("tap muffin as a"),
        Ok(2),
        "opened and line added"
    );
    assert_eq!(counter.step("tap muffin as b"), Ok(1));
    assert_eq!(counter.step("to-go"), Ok(1));
    assert_eq!(counter.step("to-go"), Ok(0));
}

#[test]
fn an_added_tax_comes_on_top_and_is_shared_out_to_the_cent() {
    let mut counter = Counter::open();
    counter.tax_mode = TaxMode::Added;
    for step in ["add 3 muffin as a", "tap flat-white as b", "settle cash 20"] {
        counter.step(step).unwrap();
    }
    let Order::Settled(order) = counter.order() else {
        panic!("not settled")
    };
    // 11.30 and 21 % of it, 2.373, rounded once.
    assert_eq!(order.settled.totals.total, money("13.67"));
    let paid: Money = order.settled.lines.iter().map(|line| line.amount).sum();
    assert_eq!(paid, money("13.67"));
}

#[test]
fn an_order_holds_at_most_its_lines_and_texts_their_length() {
    let mut counter = Counter::open();
    for number in 0..200 {
        counter.step(&format!("add 1 muffin as {number}")).unwrap();
    }
    assert_eq!(
        counter.step("add 1 muffin as more").map_err(|e| reason(&e)),
        Err("too_many_lines".to_owned())
    );
    let long = OrderCommand::AddLine {
        line: line("long"),
        item: Item::Amount {
            name: "x".repeat(201),
            price: money("1"),
        },
        quantity: Quantity::ONE,
        modifiers: None,
        note: String::new(),
    };
    assert_eq!(
        Counter::open().ask(&long).map_err(|e| reason(&e)),
        Err("text_too_long".to_owned())
    );
}
