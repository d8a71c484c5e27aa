//! Kills the till while it rings up sales.

use super::journal::TillFile;
use super::selling::Selling;
use super::takings::Takings;
use super::{Found, Moments};
use crate::place;
use crate::till::Till;
use anyhow::{Result, ensure};
use std::collections::HashSet;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// Kills a till suffers before the next one takes its place: what it has grows, and so does the time to look at it.
const KILLS_EACH: u64 = 50;
const ORDERS: usize = 30_000;

/// Kills a headless till under replay so many times, at moments from `seed`.
pub fn kill(kills: u64, seed: u64) -> Result<Found> {
    let folder = tempfile::Builder::new()
        .prefix("cortado-crash-")
        .tempdir()?;
    let takings = Takings::write(&folder.path().join("sales.csv"), 0, ORDERS)?;
    let (mut found, mut moments) = (Found::default(), Moments::new(seed));
    let mut number = 0;
    while found.kills < kills {
        number += 1;
        let data = folder.path().join(format!("till-{number}"));
        let wanted = KILLS_EACH.min(kills - found.kills);
        Victim::new(&data, &takings).suffer(wanted, &mut moments, &mut found)?;
        std::fs::remove_dir_all(&data)?;
    }
    Ok(found)
}

struct Victim<'a> {
    till: Till,
    takings: &'a Takings,
    told: HashSet<String>,
}

impl<'a> Victim<'a> {
    fn new(data: &Path, takings: &'a Takings) -> Self {
        Self {
            till: Till::at(data),
            takings,
            told: HashSet::new(),
        }
    }

    fn suffer(mut self, kills: u64, moments: &mut Moments, found: &mut Found) -> Result<()> {
        for _ in 0..kills {
            let told = self.kill_after(moments.pick(), found.kills % 2 == 1)?;
            found.kills += 1;
            found.told += told;
            self.look(found)?;
        }
        self.finish(found)
    }

    /// Rings up sales until the moment comes. Every other time it is counted from the first sale, so that both the
    /// start and the selling are met, however busy the machine. Answers how many sales it told.
    fn kill_after(&mut self, moment: Duration, selling: bool) -> Result<u64> {
        let sales = self.takings.file();
        let victim = Selling::start(&self.till, &["replay", &sales, "--offline"])?;
        if selling {
            victim.wait_until_it_sells();
        }
        // The moment itself is what is tested: there is nothing else to wait for.
        std::thread::sleep(moment);
        let told = victim.kill()?;
        let count = told.len() as u64;
        self.told.extend(told);
        Ok(count)
    }

    /// What is in the file right after the kill.
    fn look(&self, found: &mut Found) -> Result<()> {
        let Some(file) = TillFile::open(&self.till)? else {
            ensure!(
                self.told.is_empty(),
                "there is no file, and sales were told"
            );
            return Ok(());
        };
        let verdict = file.integrity()?;
        if verdict != "ok" {
            found.lose(format!("the file is damaged: {verdict}"));
        }
        let (receipts, orders) = file.receipts()?;
        for receipt in self.told.difference(&receipts) {
            found.lose(format!("receipt {receipt} was told and is not there"));
        }
        if orders != receipts.len() as u64 {
            found.double(format!("{orders} paid orders, {} receipts", receipts.len()));
        }
        Ok(())
    }

    /// It goes on where it stopped, and its journal is proved by the auditor's command.
    fn finish(self, found: &mut Found) -> Result<()> {
        let Some(file) = TillFile::open(&self.till)? else {
            return Ok(());
        };
        let orders = (file.receipts()?.1 + 20).min(self.takings.orders());
        drop(file);
        let (sales, limit) = (self.takings.file(), orders.to_string());
        self.till
            .ask(&["replay", &sales, "--offline", "--limit", &limit])?;
        let status = self.till.ask(&["status", "--json"])?;
        let (counted, revenue) = (&status["orders"], &status["revenue"]);
        if counted.as_u64() != Some(orders) || *revenue != self.takings.revenue(orders) {
            let right = self.takings.revenue(orders);
            found.double(format!(
                "{counted} orders, {revenue}; not {orders}, {right}"
            ));
        }
        found.entries += prove(&self.till)?;
        Ok(())
    }
}

/// Exports a till's journal and has it proved; answers how many entries it has.
pub fn prove(till: &Till) -> Result<u64> {
    let file = till.data().with_extension("jsonl");
    till.ask(&["export-journal", &file.display().to_string()])?;
    let proved = Command::new(place::server()?)
        .arg("verify-journal")
        .arg(&file)
        .output()?;
    let said = String::from_utf8_lossy(&proved.stderr);
    ensure!(proved.status.success(), "verify-journal: {said}");
    let text = std::fs::read_to_string(&file)?;
    std::fs::remove_file(&file)?;
    Ok(text
        .lines()
        .filter(|line| line.contains("\"sequence\""))
        .count() as u64)
}
