//! Two tills with the same 1,000 products: one that has never sold, one with months of sales that nobody has got yet; and
//! the till of a large shop.

use crate::place::workplace;
use crate::till::Till;
use anyhow::{Result, ensure};
use serde_json::{Value, json};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

const ORDERS_A_DAY: u32 = 200;
const LINES: u32 = 3;

/// What there is to sell, and how often it was sold: five entries an order.
struct Shop {
    products: u32,
    a_category: u32,
    orders: u32,
}

/// A cafe with 100,000 entries.
const CAFE: Shop = Shop {
    products: 1_000,
    a_category: 50,
    orders: 20_000,
};
/// A shop with 200,000 entries.
const LARGE: Shop = Shop {
    products: 20_000,
    a_category: 1_000,
    orders: 40_000,
};

/// The till that has never sold.
pub fn empty(folder: &Path) -> PathBuf {
    folder.join("empty")
}

/// The till with 100,000 entries.
pub fn full(folder: &Path) -> PathBuf {
    folder.join("full")
}

/// The till of a large shop: 20,000 products, 200,000 entries.
pub fn large(folder: &Path) -> PathBuf {
    folder.join("large")
}

/// Makes both tills of a cafe, through the same commands that a counter sends: in memory where there is room, then copied to the
/// folder, whose disk would otherwise be asked 80,000 times.
pub fn fill(folder: &Path) -> Result<Value> {
    let workshop = workplace("cortado-fill-")?;
    let empty_entries = made(&CAFE, &empty(workshop.path()), false)?;
    let full_entries = made(&CAFE, &full(workshop.path()), true)?;
    std::fs::create_dir_all(folder)?;
    copy(&empty(workshop.path()), folder)?;
    copy(&full(workshop.path()), folder)?;
    Ok(json!({ "empty_entries": empty_entries, "full_entries": full_entries }))
}

/// Makes the till of a large shop, in the same way.
pub fn fill_large(folder: &Path) -> Result<Value> {
    let workshop = workplace("cortado-fill-")?;
    let entries = made(&LARGE, &large(workshop.path()), true)?;
    std::fs::create_dir_all(folder)?;
    copy(&large(workshop.path()), folder)?;
    Ok(json!({ "large_entries": entries }))
}

/// A till with this shop's menu and, if it has sold, its sales. Answers how many entries it has.
fn made(shop: &Shop, data: &Path, has_sold: bool) -> Result<Value> {
    let till = Till::at(data);
    let file = |name: &str, content: String| {
        let path = data.with_extension(name);
        std::fs::write(&path, content)?;
        Ok::<_, anyhow::Error>(path.to_string_lossy().into_owned())
    };
    till.ask(&["import-menu", &file("menu.csv", shop.menu())?])?;
    if has_sold {
        till.ask(&["replay", &file("sales.csv", shop.sales())?, "--offline"])?;
    }
    Ok(till.ask(&["status", "--json"])?["head_sequence"].clone())
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

impl Shop {
    const fn category(&self, product: u32) -> u32 {
        product / self.a_category
    }

    const fn price(product: u32) -> u32 {
        2_000 + product % 60 * 100
    }

    fn menu(&self) -> String {
        let mut rows = "category,product,price,tax_rate,barcode,modifier_group,group_min,group_max,modifier,modifier_price\n".to_owned();
        for product in 0..self.products {
            let (category, price) = (self.category(product), Self::price(product));
            // Writing into a string cannot fail.
            let _ = writeln!(
                rows,
                "Rubro {category:02},Producto {product:04},{price},21,,,,,,"
            );
        }
        rows
    }

    fn sales(&self) -> String {
        let mut rows = "order,at,product,category,quantity,unit_price,tender\n".to_owned();
        for order in 0..self.orders {
            let (day, minute) = (order / ORDERS_A_DAY, 8 * 60 + order % ORDERS_A_DAY * 3);
            let at = format!(
                "2026-{:02}-{:02} {:02}:{:02}:00",
                1 + day / 28,
                1 + day % 28,
                minute / 60,
                minute % 60
            );
            for line in 0..LINES {
                let product = (order * 7 + line * 331) % self.products;
                let (category, price) = (self.category(product), Self::price(product));
                let tender = if order % 3 == 0 { "cash" } else { "card" };
                let _ = writeln!(
                    rows,
                    "{order},{at},Producto {product:04},Rubro {category:02},1,{price},{tender}"
                );
            }
        }
        rows
    }
}
