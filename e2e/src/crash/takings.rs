//! Sales that were never made, as many as one likes: a file of them, and what they add up to.

use anyhow::Result;
use std::fmt::Write;
use std::path::{Path, PathBuf};

const HEADER: &str = "order,at,product,category,quantity,unit_price,tender\n";

/// A file of sales.
pub struct Takings {
    file: PathBuf,
    /// What the first so many orders add up to, in cents.
    sums: Vec<u64>,
}

impl Takings {
    /// Writes a file of so many orders, of one to three rows each. Files of different `tills` hold different orders:
    /// one that two tills ring up is one order.
    pub fn write(file: &Path, till: usize, orders: usize) -> Result<Self> {
        let (mut text, mut sums) = (HEADER.to_owned(), vec![0]);
        for order in 1..=orders as u64 {
            let mut sum = sums.last().copied().unwrap_or(0);
            for row in 0..=(order % 3) {
                let price = 100 + (order * 7 + row) % 50;
                sum += price * (row + 1);
                let (day, hour, minute) = (1 + order / 720 % 28, 8 + order / 60 % 12, order % 60);
                let tender = if order % 2 == 0 { "cash" } else { "card" };
                let (whole, cents, quantity) = (price / 100, price % 100, row + 1);
                writeln!(
                    text,
                    "{till}-{order},2024-03-{day:02}T{hour:02}:{minute:02}:00,Prod {row},Cat,{quantity},{whole}.{cents:02},{tender}",
                )?;
            }
            sums.push(sum);
        }
        std::fs::write(file, text)?;
        Ok(Self {
            file: file.to_owned(),
            sums,
        })
    }

    /// The file.
    pub fn file(&self) -> String {
        self.file.display().to_string()
    }

    /// How many orders it has.
    pub fn orders(&self) -> u64 {
        self.sums.len() as u64 - 1
    }

    /// What the first so many orders add up to, as a till prints it.
    pub fn revenue(&self, orders: u64) -> String {
        let sum = usize::try_from(orders)
            .ok()
            .and_then(|orders| self.sums.get(orders));
        let sum = sum.copied().unwrap_or(0);
        format!("{}.{:02}", sum / 100, sum % 100)
    }
}
