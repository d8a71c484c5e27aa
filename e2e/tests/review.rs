//! What nothing can mend is named for the owner: the receipts of lost sales, and numbers that were printed twice.

use anyhow::{Context, Result, ensure};
use e2e::cafe::Cafe;
use e2e::till::Till;
use serde_json::Value;
use std::path::Path;

const HEADER: &str = "order,at,product,category,quantity,unit_price,tender";
/// The till's database, without what lies beside it.
const DATABASE: [&str; 3] = ["till.db", "till.db-wal", "till.db-shm"];

/// Sells so many coffees and answers their receipts.
fn sell(cafe: &Cafe, till: &Till, name: &str, orders: u32) -> Result<Vec<String>> {
    let mut text = format!("{HEADER}\n");
    for number in 0..orders {
        text.push_str(&format!(
            "{name}-{number},2026-11-23T09:{number:02}:00,Café,Barra,1,100.00,cash\n"
        ));
    }
    let file = cafe.folder().join(format!("{name}.csv"));
    std::fs::write(&file, text)?;
    let output = till.run(&["replay", &file.to_string_lossy(), "--offline"])?;
    let messages = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{name} was not sold: {messages}");
    let said = String::from_utf8(output.stdout)?;
    let mut receipts = Vec::new();
    for line in said.lines() {
        let line: Value = serde_json::from_str(line)?;
        receipts.extend(line["receipt"].as_str().map(str::to_owned));
    }
    ensure!(receipts.len() == orders as usize, "{said}");
    Ok(receipts)
}

fn sync(till: &Till) -> Result<()> {
    till.ask(&["sync", "--until-quiet"]).map(|_| ())
}

/// The files of a till, as far as they are wanted, in place of those that are there.
fn put(from: &Path, to: &Path, wanted: impl Fn(&str) -> bool) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for name in DATABASE {
        let _ = std::fs::remove_file(to.join(name));
    }
    for file in std::fs::read_dir(from)? {
        let name = file?.file_name();
        if wanted(&name.to_string_lossy()) {
            std::fs::copy(from.join(&name), to.join(&name))?;
        }
    }
    Ok(())
}

async fn reviews(cafe: &Cafe) -> Result<Value> {
    let path = format!("/businesses/{}/reviews", cafe.business);
    cafe.owner().await?.get(&path).await
}

/// Receipts as they are printed.
fn named(receipts: &Value) -> Result<Vec<String>> {
    let receipts = receipts.as_array().context("no list of receipts")?;
    let printed = receipts.iter().map(|receipt| {
        let till = receipt["till"].as_str().context("no till")?;
        let number = receipt["number"].as_u64().context("no number")?;
        Ok(format!("{till}-{number:06}"))
    });
    printed.collect()
}

#[tokio::test]
async fn lost_sales_are_named_by_their_receipts_and_doubled_numbers_with_their_sales() -> Result<()>
{
    let mut cafe = Cafe::open(&[])?;
    let till = Till::at(cafe.till.data());
    sell(&cafe, &till, "known", 10)?;
    sync(&till)?;
    ensure!(reviews(&cafe).await?["missing"] == serde_json::json!([]));
    let older = cafe.folder().join("older");
    put(till.data(), &older, |_| true)?;

    // Three sales that no server and no other till ever hears of, and only the witness knows.
    cafe.server.stop()?;
    let lost = sell(&cafe, &till, "lost", 3)?;
    put(&older, till.data(), |name| DATABASE.contains(&name))?;
    cafe.server.go_on()?;
    sync(&till)?;
    let said = reviews(&cafe).await?;
    let missing = said["missing"].as_array().context("no list")?;
    ensure!(missing.len() == 1, "one till misses something: {said}");
    ensure!(named(&missing[0]["receipts"])? == lost, "{lost:?}: {said}");
    ensure!(missing[0]["entries"].as_u64() > Some(3), "{said}");
    ensure!(said["doubled"] == serde_json::json!([]), "{said}");

    // A copy of what the till is now, on a machine of its own: both give the next number.
    let twin = Till::at(&cafe.folder().join("twin"));
    put(till.data(), twin.data(), |_| true)?;
    let here = sell(&cafe, &till, "here", 1)?;
    let there = sell(&cafe, &twin, "there", 1)?;
    ensure!(here == there, "{here:?} {there:?}");
    for till in [&till, &twin, &till] {
        sync(till)?;
    }
    let said = reviews(&cafe).await?;
    let doubled = said["doubled"].as_array().context("no list")?;
    ensure!(
        doubled.len() == 1 && doubled[0]["receipt"] == here[0],
        "{said}"
    );
    let orders = doubled[0]["orders"].as_array().context("no orders")?;
    ensure!(orders.len() == 2, "{said}");
    ensure!(orders[0]["order"] != orders[1]["order"], "{said}");
    ensure!(
        orders.iter().all(|order| order["total"] == 10_000),
        "{said}"
    );
    // What was lost stays lost, and is said once.
    let missing = said["missing"].as_array().context("no list")?;
    ensure!(named(&missing[0]["receipts"])? == lost, "{said}");
    Ok(())
}
