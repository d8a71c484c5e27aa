//! 1,834 orders with nested choices.

use super::{Line, answer, data, menu_file, product};
use crate::support::{Bench, id};
use shared::id::OrderId;
use shared::money::Money;
use std::collections::{BTreeMap, BTreeSet};

/// The questions that a nested choice answers, from the outside in.
const QUESTIONS: [&str; 2] = ["Elección", "Con"];

struct Row {
    order: u32,
    quantity: u32,
    item: String,
    choices: [Vec<String>; 2],
    /// Hundredths, of the whole line.
    price: i64,
}

fn rows(text: &str) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .quoting(false)
        .from_reader(text.as_bytes());
    let row = |fields: csv::StringRecord| Row {
        order: fields[0].parse().unwrap(),
        quantity: fields[1].parse().unwrap(),
        item: fields[2].to_owned(),
        choices: choices(&fields[3]),
        price: fields[4].trim().replace(['$', '.'], "").parse().unwrap(),
    };
    reader
        .records()
        .map(|fields| row(fields.unwrap()))
        .collect()
}

/// `[A, [B, C]]`, `[[A, B], [C]]` or `[A]`.
fn choices(text: &str) -> [Vec<String>; 2] {
    let mut found = [Vec::new(), Vec::new()];
    if text == "NULL" {
        return found;
    }
    let inner = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'));
    let (mut depth, mut word) = (0_i32, String::new());
    // A list behind something is the second answer, and so is a second list.
    let mut at = 0;
    let mut keep = |word: &mut String, at: usize| {
        let name = std::mem::take(word).trim().to_owned();
        if !name.is_empty() {
            found[at].push(name);
        }
        !found[0].is_empty()
    };
    for sign in inner.unwrap().chars() {
        match sign {
            '[' => {
                at = usize::from(keep(&mut word, at));
                depth += 1;
            }
            ']' => {
                keep(&mut word, at);
                depth -= 1;
            }
            ',' => {
                keep(&mut word, at);
            }
            other => word.push(other),
        }
    }
    keep(&mut word, at);
    assert_eq!(depth, 0, "{text}");
    found
}

/// What can be answered to either question, product by product.
fn menu(rows: &[Row]) -> String {
    let mut offered: BTreeMap<&str, [BTreeSet<&str>; 2]> = BTreeMap::new();
    for row in rows {
        let held = offered.entry(&row.item).or_default();
        for (held, chosen) in held.iter_mut().zip(&row.choices) {
            held.extend(chosen.iter().map(String::as_str));
        }
    }
    let mut lines = Vec::new();
    for (item, questions) in &offered {
        let start = ["Menú", item, "0.00", "0", ""].map(str::to_owned);
        let mut asked = false;
        for (name, answers) in QUESTIONS.iter().zip(questions) {
            let most = answers.len().to_string();
            for answer in answers {
                let end = [name, "0", &most, answer, "0"].map(str::to_owned);
                lines.push([&start[..], &end].concat());
                asked = true;
            }
        }
        if !asked {
            lines.push([&start[..], &vec![String::new(); 5]].concat());
        }
    }
    menu_file(&lines)
}

#[test]
fn orders_with_nested_choices_are_rung_up_to_the_cent() {
    let Some(text) = data("sales/chipotle.tsv") else {
        return;
    };
    let rows = rows(&text);
    let mut bench = Bench::new();
    assert!(bench.import(menu(&rows)).problems.is_empty());
    let held = bench.menu();
    let mut orders: BTreeMap<u32, Vec<&Row>> = BTreeMap::new();
    for row in &rows {
        orders.entry(row.order).or_default().push(row);
    }
    assert_eq!((orders.len(), rows.len()), (1_834, 4_622));
    let mut line = 1_000_000;
    for (number, rows) in &orders {
        let order = OrderId(id(u128::from(*number)));
        let mut total = Money::ZERO;
        for row in rows {
            let product = product(&held, &row.item);
            let answers = QUESTIONS.iter().zip(&row.choices);
            let answers = answers.flat_map(|(question, chosen)| {
                chosen
                    .iter()
                    .map(|name| answer(&held, product, question, name))
            });
            line += 1;
            let rung = Line {
                product,
                price: Some(Money::minor(row.price / i64::from(row.quantity))),
                quantity: row.quantity,
                modifiers: answers.collect(),
            };
            let ticket = bench.ring(order, line, &rung).unwrap().ticket.unwrap();
            let shown = ticket.lines.last().unwrap();
            assert_eq!(shown.amount, Money::minor(row.price));
            assert_eq!(
                shown.modifiers.len(),
                row.choices.iter().map(Vec::len).sum::<usize>()
            );
            total = ticket.totals.total;
        }
        let expected = rows.iter().map(|row| row.price).sum();
        assert_eq!(total, Money::minor(expected), "order {number}");
        bench.charge(order, total);
    }
    let status = bench.status();
    assert_eq!(
        (status.orders, status.revenue.as_str()),
        (1_834, "34500.16")
    );
}

#[test]
fn choices_are_read_as_they_are_nested() {
    let read = |text: &str| choices(text).map(|held| held.join("|"));
    assert_eq!(read("NULL"), ["", ""]);
    assert_eq!(read("[Clementine]"), ["Clementine", ""]);
    assert_eq!(
        read("[Roja (Hot), [Rice, Cheese]]"),
        ["Roja (Hot)", "Rice|Cheese"]
    );
    assert_eq!(read("[[Roja, Verde], [Rice]]"), ["Roja|Verde", "Rice"]);
}
