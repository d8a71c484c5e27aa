//! A cafe's whole day: two tills, three hundred sales of every kind, the power gone in the middle, both drawers closed.
//!
//! The windows are the real ones; what their pages would ask of the tills is asked from inside of them, as quickly as it
//! goes. An accountant of the test's own adds everything up: drawers, journals, Zs and the server agree with it to the cent.

mod accountant;
mod counter;
mod sales;

use accountant::Books;
use anyhow::{Context, Result, ensure};
use counter::{Counter, Menu};
use e2e::cafe::Cafe;
use e2e::till::Till;
use serde_json::{Value, json};

/// Sales of the day, and after how many the power goes at the first till.
const SALES: usize = 300;
const DARK_AFTER: usize = 151;

const MENU: &str = "\
category,product,price,tax_rate,barcode,modifier_group,group_min,group_max,modifier,modifier_price
Café,Latte,5000,21,,Leche,1,1,Entera,0
Café,Latte,5000,21,,Leche,1,1,Avena,850
Panadería,Budín,2900,10.5,,,,,,
Panadería,Medialuna,1800,10.5,,,,,,
";

/// Two tills of one cafe with the same menu, and a bar that is told what to make.
async fn two_tills(cafe: &Cafe) -> Result<[Counter; 2]> {
    let file = cafe.folder().join("menu.csv");
    std::fs::write(&file, MENU)?;
    cafe.till.ask(&["import-menu", &file.to_string_lossy()])?;
    cafe.till.ask(&["sync", "--until-quiet"])?;
    let second = Till::at(&cafe.folder().join("second"));
    let code = cafe.server.enrolment_code(&cafe.business)?;
    let url = cafe.server.url();
    second.ask(&["enrol", "--server", &url, "--code", &code])?;
    second.ask(&["sync", "--until-quiet"])?;
    let menu = Menu::of(&journal(&cafe.till, cafe)?)?;
    let first = Till::at(cafe.till.data());
    let mut first = Counter::open(first, menu.clone(), 1, cafe.folder()).await?;
    first.has_a_bar().await?;
    let second = Counter::open(second, menu, 2, cafe.folder()).await?;
    Ok([first, second])
}

/// What a till has recorded, entry by entry.
fn journal(till: &Till, cafe: &Cafe) -> Result<Vec<Value>> {
    let file = cafe.folder().join("journal.jsonl");
    till.ask(&["export-journal", &file.to_string_lossy()])?;
    cafe.server.verify(&file)?;
    let text = std::fs::read_to_string(&file)?;
    let entries = text.lines().skip(1).map(serde_json::from_str);
    Ok(entries.collect::<Result<_, _>>()?)
}

/// The day's figures as the owner sees them.
async fn owner_sees(cafe: &Cafe) -> Result<Value> {
    let owner = cafe.owner().await?;
    let businesses = owner.get("/businesses").await?;
    let today = businesses[0]["today"].as_str().context("no day")?;
    let business = &cafe.business;
    // A day that began before midnight ends after it.
    let path = format!("/businesses/{business}/analytics/sales?from=2026-01-01&to={today}");
    owner.get(&path).await
}

/// The Z that a till's journal holds.
fn z_of(journal: &[Value]) -> Result<Value> {
    let closed = journal.iter().find(|entry| entry["kind"] == "shift.closed");
    let body = closed.and_then(|entry| entry["body"].as_str());
    Ok(serde_json::from_str(body.context("no Z")?)?)
}

fn count(journal: &[Value], kind: &str) -> usize {
    journal.iter().filter(|entry| entry["kind"] == kind).count()
}

/// One till after the other sells; after half of it the power goes at the first.
async fn sell_all_day(tills: &mut [Counter; 2]) -> Result<()> {
    for number in 0..SALES {
        if number == DARK_AFTER {
            tills[0].power_cut().await?;
        }
        let [first, second] = tills;
        let (at, other) = match number % 2 {
            0 => (first, second),
            _ => (second, first),
        };
        let sold = sales::sell(at, other, number).await;
        sold.with_context(|| format!("sale {number}"))?;
    }
    Ok(())
}

/// What a till recorded, and the Z it made of it, are what the accountant has.
fn agrees(journal: &[Value], books: &Books) -> Result<()> {
    let z = z_of(journal)?;
    let said = [
        ("net", &z["takings"]["net"], books.net),
        ("tips", &z["takings"]["tips"], books.tips),
        ("drawer", &z["cash"]["expected"], books.drawer),
        ("difference", &z["count"]["difference"], 0),
    ];
    for (name, said, wanted) in said {
        ensure!(*said == json!(wanted), "{name}: {said}, and not {wanted}");
    }
    ensure!(count(journal, "order.settled") == books.paid, "{books:?}");
    ensure!(
        count(journal, "order.refunded") == books.refunds,
        "{books:?}"
    );
    Ok(())
}

/// Filled anew from its journal a till says the same.
fn rebuilds(till: &Till) -> Result<()> {
    let before = till.ask(&["status", "--json"])?;
    till.ask(&["rebuild"])?;
    let after = till.ask(&["status", "--json"])?;
    ensure!(after == before, "{before}, and then {after}");
    Ok(())
}

#[tokio::test]
async fn a_whole_day_agrees_to_the_cent() -> Result<()> {
    let cafe = Cafe::open(&[])?;
    let mut tills = two_tills(&cafe).await?;
    for till in &mut tills {
        till.open_shift().await?;
    }
    sell_all_day(&mut tills).await?;
    for till in &mut tills {
        till.close_shift().await?;
        till.until_sent().await?;
    }

    let (mut net, mut told) = (0, 0);
    for till in tills {
        let (held, books) = till.close().await?;
        let journal = journal(&held, &cafe)?;
        agrees(&journal, &books)?;
        rebuilds(&held)?;
        told += count(&journal, "order.sent");
        net += books.net;
    }
    ensure!(told > SALES / 2, "the bar was told {told} times");
    let seen = owner_sees(&cafe).await?;
    let revenue = seen["revenue"].as_str().context("no revenue")?;
    let wanted = format!("{}.{:02}", net / 100, net % 100);
    ensure!(
        revenue == wanted,
        "the owner sees {revenue}, and {wanted} were taken"
    );
    let output = cafe.server.run(&["check"])?;
    let said = String::from_utf8_lossy(&output.stdout);
    ensure!(output.status.success(), "{said}");
    Ok(())
}
