//! What was restored, and what is damaged: real files, real programs, and every sale that survives is there once.

use anyhow::{Context, Result, ensure};
use e2e::cafe::Cafe;
use e2e::till::Till;
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;

const HEADER: &str = "order,at,product,category,quantity,unit_price,tender";

/// A file of so many orders of one coffee each, from a number on.
fn sales(folder: &Path, name: &str, from: u32, orders: u32) -> Result<PathBuf> {
    let mut text = format!("{HEADER}\n");
    for number in from..from + orders {
        let (hour, minute) = (8 + number / 60 % 10, number % 60);
        text.push_str(&format!(
            "{name}-{number},2026-11-23T{hour:02}:{minute:02}:00,Café,Barra,1,100.00,cash\n"
        ));
    }
    let path = folder.join(format!("{name}-{from}.csv"));
    std::fs::write(&path, text)?;
    Ok(path)
}

fn sell(cafe: &Cafe, till: &Till, name: &str, from: u32, orders: u32, online: bool) -> Result<()> {
    let file = sales(cafe.folder(), name, from, orders)?;
    let file = file.to_string_lossy();
    let offline = ["replay", &file, "--offline"];
    let arguments = if online { &offline[..2] } else { &offline[..] };
    till.ask(arguments)?;
    if online {
        till.ask(&["sync", "--until-quiet"])?;
    }
    Ok(())
}

fn another_till(cafe: &Cafe, name: &str) -> Result<Till> {
    let till = Till::at(&cafe.folder().join(name));
    let (url, code) = (
        cafe.server.url(),
        cafe.server.enrolment_code(&cafe.business)?,
    );
    till.ask(&["enrol", "--server", &url, "--code", &code])?;
    Ok(till)
}

async fn assert_sold(cafe: &Cafe, orders: u32) -> Result<()> {
    let path = format!(
        "/businesses/{}/analytics/sales?from=2026-11-23&to=2026-11-23",
        cafe.business
    );
    let report = cafe.owner().await?.get(&path).await?;
    ensure!(report["orders"] == orders, "{orders} were sold: {report}");
    let revenue = report["revenue"].as_str().context("no revenue")?;
    ensure!(revenue == format!("{}.00", orders * 100), "{revenue}");
    let looked = cafe.server.ask(&["check"])?;
    ensure!(looked["well"] == true, "{looked}");
    Ok(())
}

/// Everything this till sold is on the server, and its journal proves itself.
fn assert_whole(cafe: &Cafe, till: &Till, orders: u32) -> Result<Value> {
    let status = till.ask(&["status", "--json"])?;
    ensure!(status["waiting"] == 0, "{status}");
    ensure!(
        status["orders"] == orders,
        "{orders} were sold here: {status}"
    );
    let file = till.data().with_extension("jsonl");
    till.ask(&["export-journal", &file.to_string_lossy()])?;
    cafe.server.verify(&file)?;
    Ok(status)
}

#[tokio::test]
async fn a_server_restored_from_an_older_backup_ends_up_with_every_sale() -> Result<()> {
    let mut cafe = Cafe::open(&[])?;
    let first = Till::at(cafe.till.data());
    let second = another_till(&cafe, "second")?;
    sell(&cafe, &first, "a", 0, 20, true)?;
    sell(&cafe, &second, "b", 0, 10, true)?;
    let backup = cafe.folder().join("cafe.dump");
    cafe.server.ask(&["backup", &backup.to_string_lossy()])?;

    // What comes now is in no backup: sales of both, and a till that joins.
    sell(&cafe, &first, "a", 20, 15, true)?;
    sell(&cafe, &second, "b", 10, 5, true)?;
    let third = another_till(&cafe, "third")?;
    sell(&cafe, &third, "c", 0, 7, true)?;
    assert_sold(&cafe, 57).await?;

    // One till sells all the while: before, during and after the restore.
    let busy = sales(cafe.folder(), "a", 35, 2_000)?;
    let mut selling = first.command(&["replay", &busy.to_string_lossy()])?;
    let mut selling = selling.stdout(Stdio::null()).spawn()?;
    sell(&cafe, &second, "b", 15, 5, false)?;
    let refused = cafe.server.run(&["restore", &backup.to_string_lossy()])?;
    ensure!(!refused.status.success(), "a server runs on that data");
    cafe.server.stop()?;
    let restored = cafe.server.ask(&["restore", &backup.to_string_lossy()])?;
    ensure!(restored["well"] == true, "{restored}");
    ensure!(selling.try_wait()?.is_none(), "it sold faster than that");
    cafe.server.go_on()?;

    // The restored server hears of others first, and moves on beyond where the first till's cursor stands.
    second.ask(&["sync", "--until-quiet"])?;
    sell(&cafe, &second, "b", 20, 10, true)?;
    third.ask(&["sync", "--until-quiet"])?;
    ensure!(selling.wait()?.success(), "the till went on selling");
    first.ask(&["sync", "--until-quiet"])?;
    for till in [&second, &third, &first] {
        till.ask(&["sync", "--until-quiet"])?;
    }
    assert_sold(&cafe, 2_035 + 30 + 7).await?;
    assert_whole(&cafe, &first, 2_035)?;
    assert_whole(&cafe, &second, 30)?;
    assert_whole(&cafe, &third, 7)?;
    Ok(())
}

/// Destroys these pages of a till's file.
fn destroy(till: &Till, pages: &[usize]) -> Result<()> {
    let path = till.data().join("till.db");
    let mut file = std::fs::read(&path)?;
    for page in pages {
        let bytes = file.get_mut(page * 4_096..(page + 1) * 4_096);
        bytes.context("the file has fewer pages")?.fill(0x5a);
    }
    Ok(std::fs::write(path, file)?)
}

#[tokio::test]
async fn a_damaged_till_ends_up_with_every_sale_that_is_anywhere() -> Result<()> {
    let cafe = Cafe::open(&[])?;
    let till = Till::at(cafe.till.data());
    sell(&cafe, &till, "a", 0, 60, true)?;
    sell(&cafe, &till, "a", 60, 20, false)?;
    // What SQLite needs to open the file at all, and something in the middle of it.
    destroy(&till, &[0, 1, 2, 12])?;
    let status = till.ask(&["sync", "--until-quiet"])?;
    let lost = status["missing_receipts"].as_array().map_or(0, Vec::len);
    let there = status["orders"].as_u64().context("no orders")?;
    ensure!(there + lost as u64 == 80, "{status}");
    ensure!(
        till.data().join("till.db.damaged-1").is_file(),
        "it is kept"
    );
    let there = u32::try_from(there)?;
    assert_sold(&cafe, there).await?;
    sell(&cafe, &till, "a", 80, 5, true)?;
    assert_sold(&cafe, there + 5).await?;
    assert_whole(&cafe, &till, there + 5)?;
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for file in std::fs::read_dir(from)? {
        let file = file?;
        std::fs::copy(file.path(), to.join(file.file_name()))?;
    }
    Ok(())
}

#[tokio::test]
async fn yesterdays_file_copied_back_loses_nothing_and_doubles_nothing() -> Result<()> {
    let cafe = Cafe::open(&[])?;
    let till = Till::at(cafe.till.data());
    sell(&cafe, &till, "a", 0, 20, true)?;
    let yesterday = std::fs::read(till.data().join("till.db"))?;
    sell(&cafe, &till, "a", 20, 10, true)?;
    std::fs::write(till.data().join("till.db"), yesterday)?;
    sell(&cafe, &till, "b", 0, 5, false)?;
    till.ask(&["sync", "--until-quiet"])?;
    assert_sold(&cafe, 35).await?;
    assert_whole(&cafe, &till, 35)?;
    sell(&cafe, &till, "b", 5, 5, true)?;
    assert_sold(&cafe, 40).await
}

#[tokio::test]
async fn the_same_file_on_two_machines_keeps_what_both_sold() -> Result<()> {
    let cafe = Cafe::open(&[])?;
    let till = Till::at(cafe.till.data());
    sell(&cafe, &till, "a", 0, 20, true)?;
    let twin = Till::at(&cafe.folder().join("twin"));
    copy(till.data(), twin.data())?;
    sell(&cafe, &till, "b", 0, 5, false)?;
    sell(&cafe, &twin, "c", 0, 7, false)?;
    for till in [&till, &twin, &till, &twin] {
        till.ask(&["sync", "--until-quiet"])?;
    }
    assert_sold(&cafe, 32).await?;
    sell(&cafe, &till, "b", 5, 2, true)?;
    sell(&cafe, &twin, "c", 7, 1, true)?;
    assert_sold(&cafe, 35).await
}

/// Sells until so many are printed and is killed then; what it printed.
fn sell_and_die(cafe: &Cafe, till: &Till, from: u32, printed: usize) -> Result<Vec<Value>> {
    let file = sales(cafe.folder(), "a", from, 5_000)?;
    let mut selling = till.command(&["replay", &file.to_string_lossy(), "--offline"])?;
    let mut selling = selling
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let lines = BufReader::new(selling.stdout.take().context("no output")?).lines();
    let mut sold = Vec::new();
    for line in lines {
        sold.push(serde_json::from_str(&line?)?);
        if sold.len() == printed {
            selling.kill()?;
        }
    }
    selling.wait()?;
    ensure!(sold.len() >= printed, "it ended by itself");
    Ok(sold)
}

#[tokio::test]
async fn a_deleted_wal_costs_nothing_that_is_elsewhere_and_the_rest_is_named() -> Result<()> {
    let cafe = Cafe::open(&[])?;
    let till = Till::at(cafe.till.data());
    sell(&cafe, &till, "a", 0, 30, true)?;
    let sold = sell_and_die(&cafe, &till, 30, 400)?;
    let wal = till.data().join("till.db-wal");
    ensure!(wal.metadata()?.len() > 0, "nothing is lost with it");
    let witness = std::fs::read(till.data().join("till.witness"))?;
    let witness: Value = serde_json::from_slice(&witness)?;
    for name in ["till.db-wal", "till.db-shm"] {
        std::fs::remove_file(till.data().join(name))?;
    }

    till.ask(&["sync", "--until-quiet"])?;
    // It goes on selling, and everything that is there is on the server once.
    sell(&cafe, &till, "b", 0, 5, true)?;
    let status = till.ask(&["status", "--json"])?;
    let there = u32::try_from(status["orders"].as_u64().context("no orders")?)?;
    ensure!(there >= 35, "what was sent is there: {status}");
    assert_sold(&cafe, there).await?;
    assert_whole(&cafe, &till, there)?;
    // Of what was printed and is gone, everything that the witness can know is named.
    let named = status["missing_receipts"].as_array();
    let named = named.map_or(&[][..], Vec::as_slice);
    let sent = u64::from(there - 35);
    let known = sold.iter().enumerate().filter(|(at, line)| {
        *at as u64 >= sent && line["sequence"].as_u64() <= witness["sequence"].as_u64()
    });
    for (_, line) in known {
        let receipt = line["receipt"].as_str().context("no receipt")?;
        let (_, number) = receipt.rsplit_once('-').context("no number")?;
        let number: u64 = number.parse()?;
        ensure!(
            named.iter().any(|named| named["number"] == number),
            "{receipt} is not among {named:?}"
        );
    }
    Ok(())
}
