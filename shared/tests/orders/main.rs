//! What an order may do, told as scenarios: given, when, then.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

mod counter;
mod discounts;
mod kitchen;
mod refunds;
mod tabs;

use counter::{Counter, check, line, money, reason};
use shared::money::Money;
use shared::order::*;
use shared::quantity::Quantity;
use shared::tax::TaxMode;

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
