//! What stations are told: everything once, what changes after that, and nothing that they know.

use super::counter::{Counter, line, padded};
use proptest::prelude::*;
use shared::id::{CategoryId, ModifierId, StationId};
use shared::kitchen::{BoardTicket, Station, TicketState};
use shared::money::Money;
use shared::order::*;
use shared::payment::{Tender, TenderKind};
use shared::quantity::THOUSANDTHS;
use std::collections::BTreeMap;

fn station(name: &str, category: &str) -> Station {
    Station {
        id: StationId::from_bytes(padded(name)),
        name: name.to_owned(),
        categories: vec![CategoryId::from_bytes(padded(category))],
        printer: None,
    }
}

fn with_a_bar() -> Counter {
    let mut counter = Counter::open();
    counter.stations = vec![station("bar", "coffee")];
    counter
}

/// The last ticket, as the station reads it.
fn last(counter: &Counter) -> String {
    let order = counter.order();
    let ticket = order.kitchen().tickets.last().expect("a ticket");
    let view = BoardTicket::of(&order, ticket);
    let items = view.items.iter().map(|item| {
        let with = item.modifiers.join("+");
        format!(
            "{} {}[{with}]{}",
            item.by / THOUSANDTHS,
            item.name,
            item.note
        )
    });
    items.collect::<Vec<_>>().join(", ")
}

fn tickets(counter: &Counter) -> usize {
    counter.order().kitchen().tickets.len()
}

#[test]
fn a_station_is_told_what_changed_and_nothing_twice() {
    let mut counter = with_a_bar();
    counter.step("tap flat-white as a").unwrap();
    counter.step("tap flat-white as b").unwrap();
    counter.ask(&OrderCommand::Send).unwrap();
    assert_eq!(last(&counter), "2 flat-white[whole]");
    assert_eq!(counter.ask(&OrderCommand::Send), Ok(0));
    counter.step("tap flat-white as c").unwrap();
    counter.step("tap muffin as m").unwrap();
    counter.step("name Mesa 4").unwrap();
    assert_eq!(last(&counter), "1 flat-white[whole], 1 muffin[]");
    let sent = Ticket::of(&counter.order()).lines;
    assert!(sent.iter().all(|line| line.sent));
}

#[test]
fn other_modifiers_are_one_less_and_one_more() {
    let mut counter = with_a_bar();
    counter.step("tap flat-white as a").unwrap();
    counter.ask(&OrderCommand::Send).unwrap();
    let oat = ModifierId::from_bytes(padded("oat"));
    let edit = OrderCommand::EditLine {
        line: line("a"),
        modifiers: vec![oat],
        note: "tibio".to_owned(),
    };
    counter.ask(&edit).unwrap();
    assert!(!Ticket::of(&counter.order()).lines[0].sent);
    counter.ask(&OrderCommand::Send).unwrap();
    assert_eq!(
        last(&counter),
        "-1 flat-white[whole], 1 flat-white[oat]tibio"
    );
}

#[test]
fn a_payment_tells_what_nobody_was_told_and_calling_off_takes_it_back() {
    let mut counter = with_a_bar();
    counter.step("tap muffin as m").unwrap();
    counter.step("settle cash 2.50").unwrap();
    assert_eq!(last(&counter), "1 muffin[]");

    let mut counter = with_a_bar();
    counter.step("tap muffin as m").unwrap();
    counter.step("name Mesa 4").unwrap();
    counter.step("void Se fue").unwrap();
    assert_eq!(last(&counter), "-1 muffin[]");
}

#[test]
fn what_is_called_off_untold_is_told_to_nobody() {
    let mut counter = with_a_bar();
    counter.step("tap muffin as m").unwrap();
    counter.step("void Se fue").unwrap();
    assert_eq!(tickets(&counter), 0);
}

#[test]
fn a_unit_that_becomes_a_line_of_its_own_is_not_made_twice() {
    let mut counter = with_a_bar();
    counter.step("tap muffin as m").unwrap();
    counter.step("tap muffin as again").unwrap();
    counter.ask(&OrderCommand::Send).unwrap();
    let take = OrderCommand::TakeOne {
        line: line("m"),
        into: line("n"),
    };
    counter.ask(&take).unwrap();
    assert_eq!(counter.ask(&OrderCommand::Send), Ok(0), "both are known");
    let remove = OrderCommand::RemoveLine { line: line("n") };
    counter.ask(&remove).unwrap();
    let back = OrderCommand::RestoreLine {
        line: line("n"),
        into: line("o"),
    };
    counter.ask(&back).unwrap();
    assert_eq!(counter.ask(&OrderCommand::Send), Ok(0), "nothing changed");
    let told = &counter.order().kitchen().clone();
    let read = told
        .tickets
        .iter()
        .filter(|held| !held.changes().is_empty());
    assert_eq!(read.count(), 1, "the others are in the books alone");
}

#[test]
fn without_a_station_nobody_is_told_and_what_no_station_makes_is_told_to_none() {
    let mut counter = Counter::open();
    counter.step("tap muffin as m").unwrap();
    counter.step("settle cash 2.50").unwrap();
    assert_eq!(tickets(&counter), 0);

    let mut counter = Counter::open();
    counter.stations = vec![station("bar", "wine")];
    counter.step("tap muffin as m").unwrap();
    counter.step("settle cash 2.50").unwrap();
    assert_eq!(tickets(&counter), 0);
}

#[test]
fn what_changes_goes_to_the_station_that_was_told() {
    let mut counter = with_a_bar();
    counter.step("tap muffin as m").unwrap();
    counter.ask(&OrderCommand::Send).unwrap();
    let (mut bar, kitchen) = (station("bar", "wine"), station("kitchen", "coffee"));
    bar.categories.clear();
    counter.stations = vec![bar, kitchen];
    counter.step("tap muffin as again").unwrap();
    counter.ask(&OrderCommand::Send).unwrap();
    let order = counter.order();
    let last = order.kitchen().tickets.last().unwrap();
    assert_eq!(last.sent.station, StationId::from_bytes(padded("bar")));
}

#[test]
fn a_ticket_is_taken_on_made_ready_and_called_back_also_when_it_is_paid() {
    let mut counter = with_a_bar();
    counter.step("tap muffin as m").unwrap();
    counter.step("settle cash 2.50").unwrap();
    let ticket = counter.order().kitchen().tickets[0].sent.ticket;
    for state in [
        TicketState::Preparing,
        TicketState::Ready,
        TicketState::Done,
        TicketState::Ready,
    ] {
        let mark = OrderCommand::MarkTicket { ticket, state };
        assert_eq!(counter.ask(&mark), Ok(1));
        assert_eq!(counter.ask(&mark), Ok(0), "it is so already");
        assert_eq!(counter.order().kitchen().tickets[0].state, state);
    }
    let unknown = OrderCommand::MarkTicket {
        ticket: shared::id::KitchenTicketId::from_bytes([1; 16]),
        state: TicketState::Done,
    };
    assert_eq!(counter.ask(&unknown), Err(OrderRejection::NoSuchTicket));
}

fn commands() -> impl Strategy<Value = Vec<(u8, u8)>> {
    prop::collection::vec((0..9_u8, 0..6_u8), 1..30)
}

fn command((what, which): (u8, u8), step: usize) -> OrderCommand {
    let held = |number: u8| line(&format!("l{number}"));
    let fresh = line(&format!("f{step}"));
    let product = |name: &str| shared::id::ProductId::from_bytes(padded(name));
    match what {
        0 => OrderCommand::Tap {
            product: product("muffin"),
            line: held(which),
        },
        1 => OrderCommand::Tap {
            product: product("flat-white"),
            line: held(which),
        },
        2 => OrderCommand::StepQuantity {
            line: held(which),
            by: -THOUSANDTHS,
        },
        3 => OrderCommand::EditLine {
            line: held(which),
            modifiers: vec![ModifierId::from_bytes(padded("oat"))],
            note: String::new(),
        },
        4 => OrderCommand::TakeOne {
            line: held(which),
            into: fresh,
        },
        5 => OrderCommand::RemoveLine { line: held(which) },
        6 => OrderCommand::RestoreLine {
            line: held(which),
            into: fresh,
        },
        7 => OrderCommand::Void {
            reason: "x".to_owned(),
        },
        _ => OrderCommand::Send,
    }
}

proptest! {
    #[test]
    fn tickets_add_up_to_the_order_whatever_was_done_to_it(steps in commands(), pays in any::<bool>()) {
        let mut counter = with_a_bar();
        for (place, step) in steps.into_iter().enumerate() {
            let _ = counter.ask(&command(step, place));
        }
        let total = Ticket::of(&counter.order()).totals.total;
        let last = match pays && !total.is_zero() {
            true => OrderCommand::Settle {
                tenders: vec![Tender { kind: TenderKind::Cash, amount: total }],
                total,
                tip: Money::ZERO,
            },
            false => OrderCommand::Send,
        };
        counter.ask(&last).unwrap();
        let order = counter.order();
        let mut made = BTreeMap::new();
        for held in &order.kitchen().tickets {
            for item in held.changes() {
                *made.entry((item.name, (item.modifiers, item.note))).or_insert(0) += item.by;
            }
        }
        made.retain(|_, thousandths: &mut i64| *thousandths != 0);
        let mut wanted = BTreeMap::new();
        for held in order.lines() {
            *wanted.entry((held.added.name.clone(), held.way())).or_insert(0) += held.quantity.to_thousandths();
        }
        prop_assert_eq!(made, wanted);
        if !matches!(order, Order::Settled(_)) {
            prop_assert_eq!(counter.ask(&OrderCommand::Send), Ok(0), "everybody knows everything");
        }
    }
}
