//! Two tills with the same 1,000 products: one that has never sold, one with months of sales that nobody has got yet.

use crate::place::workplace;
use crate::till::Till;
use anyhow::{Result, ensure};
use serde_json::{Value, json};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

const PRODUCTS: u32 = 1_000;
const A_CATEGORY: u32 = 50;
const ORDERS: u32 = 20_000;
const ORDERS_A_DAY: u32 = 200;
const LINES: u32 = 3;

/// The till that has never sold.
pub fn empty(folder: &Path) -> PathBuf {
    folder.join("empty")
}

/// The till with 100,000 entries.
pub fn full(folder: &Path) -> PathBuf {
    folder.join("full")
}

/// Makes both, through the same commands that a counter sends: in memory where there is room, then copied to the
/// folder, whose disk would otherwise be asked 80,000 times.
pub fn fill(folder: &Path) -> Result<Value> {
    let workshop = workplace("cortado-fill-")?;
    let (menu_file, sales_file) = (
        workshop.path().join("menu.csv"),
        workshop.path().join("sales.csv"),
    );
    std::fs::write(&menu_file, menu())?;
    std::fs::write(&sales_file, sales())?;
    let (empty_till, full_till) = (
        Till::at(&empty(workshop.path())),
        Till::at(&full(workshop.path())),
    );
    for till in [&empty_till, &full_till] {
        till.ask(&["import-menu", &menu_file.to_string_lossy()])?;
    }
    full_till.ask(&["replay", &sales_file.to_string_lossy(), "--offline"])?;
    std::fs::create_dir_all(folder)?;
    for till in [&empty_till, &full_till] {
        copy(till.data(), folder)?;
    }
    let entries = |till: &Till| {
        Ok::<_, anyhow::Error>(till.ask(&["status", "--json"])?["head_sequence"].clone())
    };
    Ok(json!({ "empty_entries": entries(&empty_till)?, "full_entries": entries(&full_till)? }))
}

/// Exports the journal of the full till.
pub fn journal(folder: &Path) -> Result<Value> {
    let path = folder.join("journal.jsonl");
    Till::at(&full(folder)).ask(&["export-journal", &path.to_string_lossy()])
}

/// Copies a folder, to the disk and not only into memory.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    let copied = Command::new("cp").arg("-r").args([from, to]).status()?;
    let synced = Command::new("sync").status()?;
    ensure!(
        copied.success() && synced.success(),
        "{} cannot be copied",
        from.display()
    );
    Ok(())
}

fn category(product: u32) -> u32 {
    product / A_CATEGORY
}

fn price(product: u32) -> u32 {
    2_000 + product % 60 * 100
}

fn menu() -> String {
    let mut rows = "category,product,price,tax_rate,barcode,modifier_group,group_min,group_max,modifier,modifier_price\n".to_owned();
    for product in 0..PRODUCTS {
        let (category, price) = (category(product), price(product));
        // Writing into a string cannot fail.
        let _ = writeln!(
            rows,
            "Rubro {category:02},Producto {product:04},{price},21,,,,,,"
        );
    }
    rows
}

fn sales() -> String {
    let mut rows = "order,at,product,category,quantity,unit_price,tender\n".to_owned();
    for order in 0..ORDERS {
        let (day, minute) = (order / ORDERS_A_DAY, 8 * 60 + order % ORDERS_A_DAY * 3);
        let at = format!(
            "2026-{:02}-{:02} {:02}:{:02}:00",
            1 + day / 28,
            1 + day % 28,
            minute / 60,
            minute % 60
        );
        for line in 0..LINES {
            let product = (order * 7 + line * 331) % PRODUCTS;
            let (category, price) = (category(product), price(product));
            let tender = if order % 3 == 0 { "cash" } else { "card" };
            let _ = writeln!(
                rows,
                "{order},{at},Producto {product:04},Rubro {category:02},1,{price},{tender}"
            );
        }
    }
    rows
}
