//! 239 items with 436 questions, 111 of which must be answered.

use super::{HEADER, Line, answer, data, group_of, menu_file, product};
use crate::support::{Bench, id};
use serde::Deserialize;
use shared::id::OrderId;
use shared::menu::Menu;
use shared::money::Money;
use shared::order::OrderRejection;
use shared::till::{Rejection, TillFailure};

#[derive(Deserialize)]
struct Category {
    name: String,
    items: Vec<Dish>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Dish {
    name: String,
    base_price: serde_json::Number,
    modifier_groups: Vec<Question>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Question {
    name: String,
    is_required: bool,
    max_selections: Option<usize>,
    options: Vec<Answer>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    name: String,
    price_adjustment: serde_json::Number,
}

impl Question {
    fn most(&self) -> usize {
        self.max_selections.unwrap_or(self.options.len())
    }
}

/// Hundredths, from the digits that stand in the file.
fn minor(number: &serde_json::Number) -> i64 {
    let text = number.to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let digits = format!("{whole}{part:0<2}");
    digits.parse().unwrap()
}

fn decimal(minor: i64) -> String {
    format!("{}.{:02}", minor / 100, minor % 100)
}

/// The menu as an owner would bring it: a row an answer.
fn as_file(menu: &[Category]) -> String {
    let mut rows = Vec::new();
    for category in menu {
        for dish in &category.items {
            let price = decimal(minor(&dish.base_price));
            let start = [&category.name, &dish.name, &price, "0", ""].map(str::to_owned);
            if dish.modifier_groups.is_empty() {
                rows.push([&start[..], &vec![String::new(); 5]].concat());
            }
            for question in &dish.modifier_groups {
                let least = usize::from(question.is_required).to_string();
                let most = question.most().to_string();
                for answer in &question.options {
                    let price = decimal(minor(&answer.price_adjustment));
                    let end = [&question.name, &least, &most, &answer.name, &price];
                    rows.push([&start[..], &end.map(Clone::clone)].concat());
                }
            }
        }
    }
    assert_eq!(rows[0].len(), HEADER.split(',').count());
    menu_file(&rows)
}

/// As many answers to each question as it allows, and what the dish costs with them.
fn everything<'a>(held: &'a Menu, dish: &Dish) -> (Line<'a>, i64) {
    let product = product(held, &dish.name);
    let mut price = minor(&dish.base_price);
    let mut modifiers = Vec::new();
    for question in &dish.modifier_groups {
        for chosen in question.options.iter().rev().take(question.most()) {
            price += minor(&chosen.price_adjustment);
            modifiers.push(answer(held, product, &question.name, &chosen.name));
        }
    }
    let line = Line {
        product,
        price: None,
        quantity: 3,
        modifiers,
    };
    (line, price * 3)
}

fn refused(done: Result<shared::till::Outcome, TillFailure>) -> OrderRejection {
    match done {
        Err(TillFailure::Rejected(Rejection::Order(reason))) => reason,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_menu_with_436_questions_comes_in_and_is_rung_up_to_the_cent() {
    let Some(text) = data("menus/cafe-239-items.json") else {
        return;
    };
    let menu: Vec<Category> = serde_json::from_str(&text).unwrap();
    let mut bench = Bench::new();
    let imported = bench.import(as_file(&menu));
    assert_eq!((imported.created, imported.problems.len()), (239, 0));
    let again = bench.import(as_file(&menu));
    assert_eq!((again.created, again.changed, again.unchanged), (0, 0, 239));
    let held = bench.menu();
    let asked = held.products.iter().flat_map(|product| &product.groups);
    let asked: Vec<_> = asked.filter_map(|group| group_of(&held, *group)).collect();
    let must = asked.iter().filter(|group| group.min > 0).count();
    let answers: usize = asked.iter().map(|group| group.modifiers.len()).sum();
    assert_eq!((asked.len(), must, answers), (436, 111, 2_266));
    assert_eq!(held.categories.len(), menu.len());

    let mut sold = 0;
    let dishes = menu.iter().flat_map(|category| &category.items);
    for (number, dish) in (1_u128..).zip(dishes) {
        let order = OrderId(id(number * 1_000));
        let (line, expected) = everything(&held, dish);
        let ticket = bench.ring(order, number * 1_000 + 1, &line).unwrap().ticket;
        let total = ticket.unwrap().totals.total;
        assert_eq!(total, Money::minor(expected), "{}", dish.name);
        bench.charge(order, total);
        sold += expected;
    }
    let status = bench.status();
    assert_eq!((status.orders, status.revenue), (239, decimal(sold)));
}

#[test]
fn what_must_be_answered_is_asked_for_and_too_much_is_refused() {
    let Some(text) = data("menus/cafe-239-items.json") else {
        return;
    };
    let menu: Vec<Category> = serde_json::from_str(&text).unwrap();
    let mut bench = Bench::new();
    bench.import(as_file(&menu));
    let held = bench.menu();
    let (mut few, mut many) = (0, 0);
    let dishes = menu.iter().flat_map(|category| &category.items);
    for (number, dish) in (1_u128..).zip(dishes) {
        let order = OrderId(id(number * 1_000));
        for question in &dish.modifier_groups {
            let (mut line, _) = everything(&held, dish);
            let of = |name: &str| answer(&held, line.product, &question.name, name);
            let all: Vec<_> = question.options.iter().map(|held| of(&held.name)).collect();
            let one_too_many = question.most() < all.len();
            line.modifiers.retain(|chosen| !all.contains(chosen));
            if question.is_required {
                let reason = refused(bench.ring(order, 1, &line));
                assert!(
                    matches!(reason, OrderRejection::TooFewModifiers { group, min: 1 } if group == question.name)
                );
                few += 1;
            }
            if one_too_many {
                line.modifiers.extend(all);
                let reason = refused(bench.ring(order, 1, &line));
                assert!(
                    matches!(reason, OrderRejection::TooManyModifiers { group, .. } if group == question.name)
                );
                many += 1;
            }
        }
    }
    assert_eq!(few, 111);
    assert!(many > 200, "{many}");
}
