//! A cafe with several tills that push while they sell, and the comparison of what they have with what the server
//! has.

use super::Found;
use super::journal::{ServerTables, TillFile};
use super::selling::Selling;
use super::takings::Takings;
use super::till::prove;
use crate::api::Owner;
use crate::cafe::{EMAIL, PASSWORD};
use crate::server::Server;
use crate::till::Till;
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use tempfile::TempDir;
use tokio::runtime::Runtime;

const TILLS: usize = 3;
const ORDERS: usize = 20_000;

/// A till, and how far it was compared.
struct Counter {
    till: Till,
    series: String,
    takings: Takings,
    compared: u64,
}

/// The cafe.
pub struct Cafe {
    // First, so that it stops before its folder goes.
    /// Its server.
    pub server: Server,
    /// The server's data folder.
    pub data: PathBuf,
    counters: Vec<Counter>,
    rung_up: u64,
    business: String,
    owner: Owner,
    runtime: Runtime,
    _folder: TempDir,
}

impl Cafe {
    /// Opens one, with its tills enrolled.
    pub fn open() -> Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix("cortado-crash-")
            .tempdir()?;
        // PostgreSQL may run as another user.
        std::fs::set_permissions(folder.path(), Permissions::from_mode(0o755))?;
        let data = folder.path().join("server");
        let server = Server::start(&data)?;
        let made = server.create_owner(EMAIL, PASSWORD, &["--business", "Café Lumbre"])?;
        let business = made["business_id"]
            .as_str()
            .context("no business")?
            .to_owned();
        let mut counters = Vec::new();
        for number in 0..TILLS {
            let till = Till::at(&folder.path().join(format!("till-{number}")));
            let code = server.enrolment_code(&business)?;
            till.ask(&["enrol", "--server", &server.url(), "--code", &code])?;
            let file = TillFile::open(&till)?.context("an enrolled till has its file")?;
            counters.push(Counter {
                series: file.series()?,
                takings: Takings::write(
                    &folder.path().join(format!("{number}.csv")),
                    number,
                    ORDERS,
                )?,
                till,
                compared: 0,
            });
        }
        let runtime = Runtime::new()?;
        let owner = runtime.block_on(Owner::sign_in(&server.url(), EMAIL, PASSWORD))?;
        Ok(Self {
            server,
            data,
            counters,
            rung_up: 0,
            business,
            owner,
            runtime,
            _folder: folder,
        })
    }

    /// Begins to ring up so many more orders on each till, and to push them. Answers when the first is told.
    pub fn sell(&mut self, orders: u64) -> Result<Vec<Selling>> {
        self.rung_up += orders;
        ensure!(self.rung_up <= ORDERS as u64, "no sales are left");
        let limit = self.rung_up.to_string();
        let start = |counter: &Counter| {
            let sales = counter.takings.file();
            Selling::start(&counter.till, &["replay", &sales, "--limit", &limit])
        };
        let selling: Vec<Selling> = self.counters.iter().map(start).collect::<Result<_>>()?;
        if let Some(first) = selling.first() {
            first.wait_until_it_sells();
        }
        Ok(selling)
    }

    /// Waits until all is rung up, and until nothing waits on any side. Answers how many sales were told.
    pub fn drain(&self, selling: Vec<Selling>) -> Result<u64> {
        let mut told = 0;
        for till in selling {
            told += till.finish()?.len() as u64;
        }
        for counter in &self.counters {
            let status = counter.till.ask(&["sync", "--until-quiet"])?;
            ensure!(status["waiting"] == 0, "still waiting: {status}");
        }
        Ok(told)
    }

    /// Compares what came since the last time, field by field, and counts what must be there once.
    pub fn compare(&mut self, found: &mut Found) -> Result<()> {
        let socket = socket_of(&self.data)?;
        let tables = ServerTables { socket: &socket };
        for counter in &mut self.counters {
            let file = TillFile::open(&counter.till)?.context("a till has its file")?;
            let here = file.lines(counter.compared)?;
            let there = tables.lines(&counter.series, counter.compared)?;
            for line in here.iter().filter(|line| !there.contains_line(line)) {
                found.lose(format!(
                    "{} has and the server has not: {line}",
                    counter.series
                ));
            }
            if there.len() > here.len() {
                let (more, less) = (there.len(), here.len());
                found.double(format!(
                    "{}: {more} entries there, {less} here",
                    counter.series
                ));
            }
            found.entries += here.len() as u64;
            counter.compared += here.len() as u64;
        }
        let twice = "select count(*) - count(distinct (series, sequence)) from entry";
        if tables.number(twice)? != 0 {
            found.double("a place is there twice".to_owned());
        }
        let holes = "select coalesce(max(position), 0) - count(*) from entry";
        if tables.number(holes)? != 0 {
            found.lose("the feed has a hole".to_owned());
        }
        self.compare_money(found)
    }

    /// Takings in the tills, and in what the owner reads.
    fn compare_money(&self, found: &mut Found) -> Result<()> {
        // The files differ in their orders' names only.
        let each = self
            .counters
            .first()
            .map(|counter| counter.takings.revenue(self.rung_up));
        let each = each.context("a cafe has tills")?;
        for counter in &self.counters {
            let status: Value = counter.till.ask(&["status", "--json"])?;
            if status["orders"] != self.rung_up || status["revenue"] != each.as_str() {
                let rung_up = self.rung_up;
                found.double(format!(
                    "a till has {status}, not {rung_up} orders of {each}"
                ));
            }
        }
        let all = TILLS as u64;
        let cents: u64 = each.replace('.', "").parse()?;
        let (orders, cents) = (all * self.rung_up, all * cents);
        let revenue = format!("{}.{:02}", cents / 100, cents % 100);
        let business = &self.business;
        let path = format!("/businesses/{business}/analytics/sales?from=2024-03-01&to=2024-03-31");
        let report = self.runtime.block_on(self.owner.get(&path))?;
        if report["orders"] != orders || report["revenue"] != revenue.as_str() {
            let (counted, summed) = (&report["orders"], &report["revenue"]);
            found.double(format!(
                "{counted} orders of {summed}, not {orders} of {revenue}"
            ));
        }
        Ok(())
    }

    /// Every journal proved by the auditor's command.
    pub fn prove(&self) -> Result<()> {
        self.counters
            .iter()
            .try_for_each(|counter| prove(&counter.till).map(drop))
    }
}

trait Lines {
    fn contains_line(&self, line: &str) -> bool;
}

impl Lines for Vec<String> {
    /// Sorted by sequence on both sides: the line is at its place, or it is not there.
    fn contains_line(&self, line: &str) -> bool {
        let sequence = |line: &str| {
            let digits = line.split('|').next().unwrap_or_default();
            digits.parse::<u64>().unwrap_or(0)
        };
        let at = self.binary_search_by_key(&sequence(line), |there| sequence(there));
        at.is_ok_and(|at| self[at] == line)
    }
}

/// The folder of the private cluster's socket.
pub fn socket_of(data: &std::path::Path) -> Result<PathBuf> {
    if let Ok(pointed) = std::fs::read_to_string(data.join("postgres.socket")) {
        return Ok(PathBuf::from(pointed.trim()));
    }
    cluster_of(data)
}

/// The private cluster's own folder.
pub fn cluster_of(data: &std::path::Path) -> Result<PathBuf> {
    let pointed = std::fs::read_to_string(data.join("postgres.place"));
    let inside = data.join("postgres").canonicalize();
    Ok(match pointed {
        Ok(pointed) => PathBuf::from(pointed.trim()),
        Err(_) => inside.context("the server has no private cluster")?,
    })
}
