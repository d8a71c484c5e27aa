//! The command line, as scripts use it: the real process, real files, `kill -9`.

use crate::settings::{TO_HUNDREDS, rounded};
use crate::support::Bench;
use serde_json::Value;
use std::io::BufRead;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub fn cortado(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cortado-till"));
    command
        .arg("--headless")
        .arg("--data")
        .arg(data)
        .env("CORTADO_KEYRING", "off");
    command
}

pub fn run(data: &Path, arguments: &[&str]) -> Output {
    cortado(data).args(arguments).output().unwrap()
}

pub fn status(data: &Path) -> Value {
    let output = run(data, &["status", "--json"]);
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).unwrap()
}

pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub fn write(folder: &Path, name: &str, content: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, content).unwrap();
    path.display().to_string()
}

const SALES: &str = "order,at,product,category,quantity,unit_price,tender\n";

/// Sales with one to three rows an order.
pub fn sales(orders: usize) -> (String, i64) {
    let (mut text, mut cents) = (SALES.to_owned(), 0);
    for order in 1..=orders {
        for row in 0..=(order % 3) {
            let price = 100 + (order * 7 + row) % 50;
            cents += price as i64 * (row as i64 + 1);
            let (hour, minute) = (8 + order / 60 % 12, order % 60);
            text += &format!(
                "{order},2024-03-01T{hour:02}:{minute:02}:00,Prod {row},Cat,{},{}.{:02},{}\n",
                row + 1,
                price / 100,
                price % 100,
                if order % 2 == 0 { "cash" } else { "card" },
            );
        }
    }
    (text, cents)
}

#[test]
fn a_replay_prints_each_order_and_goes_on_where_it_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("till");
    let (text, cents) = sales(30);
    let file = write(folder.path(), "sales.csv", &text);
    let first = run(&data, &["replay", &file, "--offline", "--limit", "10"]);
    assert!(first.status.success(), "{}", said(&first));
    let lines: Vec<Value> = first
        .stdout
        .lines()
        .map(|line| serde_json::from_str(&line.unwrap()).unwrap())
        .collect();
    assert_eq!(lines.len(), 10);
    assert_eq!(lines[0]["order"], "1");
    assert!(lines[0]["receipt"].as_str().unwrap().ends_with("-000001"));
    assert!(lines[9]["sequence"].as_u64() > lines[8]["sequence"].as_u64());
    let again = run(&data, &["replay", &file, "--offline", "--limit", "10"]);
    assert_eq!((again.status.success(), again.stdout.len()), (true, 0));
    let rest = run(&data, &["replay", &file, "--offline"]);
    assert_eq!(rest.stdout.lines().count(), 20);
    let status = status(&data);
    assert_eq!(status["orders"], 30);
    assert_eq!(
        status["revenue"],
        format!("{}.{:02}", cents / 100, cents % 100)
    );
    let rebuilt = run(&data, &["rebuild"]);
    assert!(rebuilt.status.success());
    assert_eq!(
        serde_json::from_slice::<Value>(&rebuilt.stdout).unwrap(),
        status
    );
}

#[test]
fn the_price_in_the_file_is_that_of_the_line_with_its_usual_answers() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("till");
    let menu = "category,product,price,tax_rate,barcode,modifier_group,group_min,group_max,modifier,modifier_price\n\
        Té,Té,30.00,,,Tamaño,1,1,Grande,5.00\nTé,Té,30.00,,,Tamaño,1,1,Enorme,9.00\n";
    let menu = write(folder.path(), "menu.csv", menu);
    assert!(run(&data, &["import-menu", &menu]).status.success());
    let text = SALES.to_owned()
        + "1,2024-03-01T08:00:00,Té,Té,2,35.00,cash\n2,2024-03-01T08:00:00,Té,Té,1,30.00,card\n";
    let file = write(folder.path(), "sales.csv", &text);
    let output = run(&data, &["replay", &file, "--offline"]);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(status(&data)["revenue"], "100.00");
}

#[test]
fn a_till_that_rounds_cash_replays_what_was_sold() {
    let mut bench = Bench::new();
    bench.execute(rounded(TO_HUNDREDS)).unwrap();
    bench.close();
    let (text, cents) = sales(20);
    let file = write(bench.folder.path(), "sales.csv", &text);
    let output = run(&bench.data(), &["replay", &file, "--offline"]);
    assert!(output.status.success(), "{}", said(&output));
    let revenue = format!("{}.{:02}", cents / 100, cents % 100);
    assert_eq!(status(&bench.data())["revenue"], revenue);
}

#[test]
fn broken_rows_are_named_and_stop_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("till");
    let rows = [
        ("1,2024-03-01T08:00:00,Té,Té,1,1.00,cash", ""),
        ("2,2024-03-01T08:00:00,Té,Té,-1,1.00,cash", "quantity"),
        ("3,2024-03-01T08:00:00,Té,Té,0,1.00,cash", "quantity"),
        ("4,2024-03-01T08:00:00,Té,Té,1,1.005,cash", "3 decimals"),
        ("5,2024-03-01T08:00:00,Té,Té,1,1.00,bitcoin", "tender"),
        ("6,15:50.5,Té,Té,1,1.00,cash", "local time"),
        ("7,2024-03-01T08:00:00,,Té,1,1.00,cash", "product is empty"),
        ("8,2024-03-01T08:00:00,Té,Té,1,-1.00,cash", "below zero"),
        ("9,2024-03-01T08:00:00,Té,Té,1", "7 fields"),
        ("10,2024-03-01T08:00:00,Té,Té,1.2345,1,cash", "quantity"),
        ("11,2024-02-30T08:00:00,Té,Té,1,1,cash", "local time"),
        ("12,2024-03-01T08:00:00,Té,Té,1,ERROR,cash", "unit_price"),
        ("13,2024-03-01T08:00:00,Té,Té,1,1,card", ""),
        ("1,2024-03-01T08:00:00,Té,Té,1,1.00,cash", "go together"),
        (",2024-03-01T08:00:00,Té,Té,1,1.00,cash", "order is empty"),
        (
            "14,2024-03-01T08:00:00,Té,Té,10000,99999999,cash",
            "more than a line",
        ),
        ("15,2024-03-01T08:00:00,Té,Té,1,2.50,card", ""),
    ];
    let text: Vec<&str> = rows.iter().map(|(row, _)| *row).collect();
    let file = write(
        folder.path(),
        "sales.csv",
        &(SALES.to_owned() + &text.join("\n")),
    );
    let output = run(&data, &["replay", &file, "--offline"]);
    assert!(!output.status.success());
    let said = said(&output);
    for (line, (row, reason)) in (2..).zip(rows) {
        let named = said
            .lines()
            .find(|said| said.starts_with(&format!("{file}:{line}:")));
        match reason {
            "" => assert!(named.is_none(), "{row}: {named:?}"),
            reason => assert!(
                named.is_some_and(|named| named.contains(reason)),
                "{row}: {said}"
            ),
        }
    }
    assert_eq!(output.stdout.lines().count(), 3);
    assert_eq!(status(&data)["revenue"], "4.50");
}

#[test]
fn an_order_with_a_broken_row_is_refused_as_a_whole() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("till");
    let text = SALES.to_owned()
        + "1,2024-03-01T08:00:00,Té,Té,1,1,cash\n1,2024-03-01T08:00:00,Pan,Pan,1,x,cash\n";
    let file = write(folder.path(), "sales.csv", &text);
    let output = run(&data, &["replay", &file, "--offline"]);
    assert!(!output.status.success());
    assert_eq!(output.stdout.len(), 0);
    assert_eq!(status(&data)["orders"], 0);
}

#[test]
fn files_that_are_something_else_are_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("till");
    let cr =
        SALES.replace('\n', "\r") + "1,2024-03-01T08:00:00,Té,Té,1,1,cash\r2,nie,Té,Té,1,1,cash\r";
    let file = write(folder.path(), "cr.csv", &cr);
    let output = run(&data, &["replay", &file, "--offline"]);
    assert_eq!(output.stdout.lines().count(), 1, "{}", said(&output));
    assert!(
        said(&output).contains(&format!("{file}:3: at:")),
        "{}",
        said(&output)
    );
    let file = write(folder.path(), "empty.csv", "");
    assert!(said(&run(&data, &["replay", &file, "--offline"])).contains("empty"));
    let file = write(folder.path(), "broken.csv.gz", "this is not gzip");
    assert!(!run(&data, &["replay", &file, "--offline"]).status.success());
    assert!(
        !run(&data, &["replay", "/nowhere/at/all.csv", "--offline"])
            .status
            .success()
    );
    let Some(shared) = shared_data() else { return };
    for name in [
        "coffee_shop_cr_line_endings",
        "dirty_cafe_sales",
        "vending_index_1_excel_damaged",
    ] {
        let file = shared
            .join("bad-input")
            .join(format!("{name}.csv"))
            .display()
            .to_string();
        for task in [
            vec!["replay", &file, "--offline"],
            vec!["import-menu", &file],
        ] {
            let output = run(&data, &task);
            assert_eq!(output.status.code(), Some(1), "{name}");
            assert!(
                said(&output).contains(&format!("{file}:1:")),
                "{}",
                said(&output)
            );
        }
    }
}

fn shared_data() -> Option<PathBuf> {
    let named = std::env::var_os("CORTADO_DATA").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let found = named.unwrap_or(beside);
    if !found.is_dir() {
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED: no real data at {}",
            found.display()
        );
        return None;
    }
    Some(found)
}

#[test]
fn commands_that_make_no_sense_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("till");
    assert_eq!(run(&data, &["status", "--json"]).status.code(), Some(1));
    assert_eq!(run(&data, &["dance"]).status.code(), Some(2));
    let enrol =
        |server: &str, code: &str| run(&data, &["enrol", "--server", server, "--code", code]);
    assert!(said(&enrol("http://127.0.0.1:1", "nonsense")).contains("10 letters"));
    assert!(said(&enrol("ftp://x", "23456-789AB")).contains("address"));
    assert!(said(&enrol("http://127.0.0.1:1", "23456-789AB")).contains("does not answer"));
    let sync = run(&data, &["sync", "--until-quiet"]);
    assert!(said(&sync).contains("not enrolled"), "{}", said(&sync));
}
