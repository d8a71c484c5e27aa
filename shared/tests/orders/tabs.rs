//! Orders that are kept for later, and orders that are called off.

use super::counter::{Counter, check, line, money, reason, shown};
use shared::money::Money;
use shared::order::*;
use shared::quantity::Quantity;

#[test]
fn a_tab_has_a_name_and_another_one_takes_its_place() {
    check(
        &["tap muffin as a", "name Mesa 4"],
        "name  Julia ",
        "Julia: 1 muffin 2.50 | total 2.50 | open",
    );
    check(
        &["tap muffin as a", "name Mesa 4"],
        "name",
        "1 muffin 2.50 | total 2.50 | open",
    );
    check(&[], "name Mesa 4", "Mesa 4:  | total 0.00 | open");
    check(
        &["tap muffin as a", "name Mesa 4"],
        "settle cash 2.50",
        "Mesa 4: 1 muffin 2.50 | total 2.50 | paid C1-000001 change 0.00",
    );
    let long = format!("name {}", "a".repeat(41));
    check(&[], &long, "rejected text_too_long");
    check(
        &["tap muffin as a", "settle cash 2.50"],
        "name Mesa 4",
        "rejected already_settled",
    );
}

#[test]
fn a_name_that_is_said_again_changes_nothing() {
    let mut counter = Counter::open();
    assert_eq!(counter.step("name Mesa 4"), Ok(2), "opened and named");
    assert_eq!(counter.step("name Mesa 4"), Ok(0));
}

#[test]
fn an_order_is_called_off_with_a_reason_and_once() {
    check(
        &["tap muffin as a", "tap flat-white as b"],
        "void Se fue",
        " | total 0.00 | void Se fue",
    );
    check(&["tap muffin as a"], "void", "rejected reason_missing");
    check(&[], "void Se fue", "rejected empty");
    check(
        &["tap muffin as a", "settle cash 2.50"],
        "void Se fue",
        "rejected already_settled",
    );
    let mut counter = Counter::open();
    counter.step("tap muffin as a").unwrap();
    assert_eq!(counter.step("void Se fue"), Ok(1));
    assert_eq!(counter.step("void otra vez"), Ok(0));
    assert_eq!(
        counter.step("settle cash 2.50").map_err(|no| reason(&no)),
        Err("empty".to_owned())
    );
}

#[test]
fn a_void_says_what_would_have_been_paid() {
    let mut counter = Counter::open();
    for step in ["tap flat-white as a", "off 50 of a Demora", "void Se fue"] {
        counter.step(step).unwrap();
    }
    let Order::Open(order) = counter.order() else {
        panic!("it is open")
    };
    let amounts: Vec<_> = order
        .voided
        .unwrap()
        .lines
        .iter()
        .map(|line| line.amount)
        .collect();
    assert_eq!(amounts, [money("1.90")]);
}

#[test]
fn a_table_that_nobody_sat_at_is_called_off() {
    check(
        &["name Mesa 4"],
        "void Error",
        "Mesa 4:  | total 0.00 | void Error",
    );
}

#[test]
fn what_was_called_off_comes_back_line_by_line() {
    check(
        &["add 2 muffin as a", "void Error"],
        "restore a as b",
        "2 muffin 5.00 | total 5.00 | open",
    );
}

fn late(id: &str) -> OrderEvent {
    let mut counter = Counter::open();
    counter.step(&format!("tap muffin as {id}")).unwrap();
    let Order::Open(order) = counter.order() else {
        panic!("it is open")
    };
    OrderEvent::LineAdded(order.lines[0].added.clone())
}

#[test]
fn what_another_till_adds_to_an_order_that_is_called_off_is_still_to_be_paid() {
    let mut counter = Counter::open();
    counter.step("tap flat-white as a").unwrap();
    counter.step("void Se fue").unwrap();
    counter.happens(late("b"));
    let ticket = Ticket::of(&counter.order());
    assert_eq!(shown(&ticket), "1 muffin 2.50 | total 2.50 | open");
    counter.step("settle cash 2.50").unwrap();
    let Order::Settled(paid) = counter.order() else {
        panic!("it is paid")
    };
    assert_eq!(paid.exceptions, []);
}

#[test]
fn a_payment_beats_a_void() {
    let mut counter = Counter::open();
    counter.step("tap muffin as a").unwrap();
    counter.step("settle cash 2.50").unwrap();
    // Another till called it off before it heard of the payment.
    counter.happens(OrderEvent::Voided(Voided {
        lines: vec![Covered {
            line: line("a"),
            quantity: Quantity::ONE,
            amount: money("2.50"),
        }],
        reason: "Se fue".to_owned(),
        approved_by: None,
    }));
    let Order::Settled(paid) = counter.order() else {
        panic!("it is paid")
    };
    assert_eq!(
        (paid.settled.totals.total, paid.exceptions),
        (money("2.50"), Vec::new())
    );
    assert_ne!(paid.settled.totals.total, Money::ZERO);
}
