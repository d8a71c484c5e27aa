//! `cargo xtask crash`: kills the real programs, runs the till on the failing disk in full, and adds the figures up
//! over all runs.

mod campaign;

use std::process::Stdio;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, ensure};
use clap::{Args, ValueEnum};
use serde_json::Value;

use crate::binaries::SERVER;
use crate::cargo::{answer, finish, native};
use crate::place::Place;
use crate::step::step;
use campaign::{Campaign, Run};

/// The till without its window, as this builds it: nothing that kills needs a screen.
const TILL: &str = "cortado-till";

/// What `cargo xtask crash` takes.
#[derive(Args)]
pub struct CrashFlags {
    /// How many programs to kill.
    #[arg(long, default_value_t = 0, value_name = "N")]
    kills: u64,
    /// Which program; each in turn where nothing is said.
    #[arg(long)]
    what: Option<What>,
    /// The till on the failing disk, in full: every sync, every call, every byte of the last frames.
    #[arg(long)]
    disk: bool,
    /// The figures of all runs as JSON, and nothing else on standard output.
    #[arg(long)]
    json: bool,
    /// Moments from this seed; another one each time where nothing is said.
    #[arg(long)]
    seed: Option<u64>,
    /// Kill the programs that stand in the target folder, and build nothing.
    #[arg(long)]
    no_build: bool,
}

/// A program that can be killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    /// The headless till while it rings up sales.
    Till,
    /// The server while tills push.
    Server,
    /// The server's PostgreSQL while tills push.
    Postgres,
}

impl What {
    const ALL: [Self; 3] = [Self::Till, Self::Server, Self::Postgres];

    fn name(self) -> &'static str {
        match self {
            Self::Till => "till",
            Self::Server => "server",
            Self::Postgres => "postgres",
        }
    }
}

/// Kills, counts and keeps the figures. Fails where anything was lost or doubled.
pub fn crash(place: &Place, flags: &CrashFlags) -> Result<()> {
    let mut campaign = Campaign::read(place)?;
    if flags.disk {
        let figures = step("the till on the failing disk, in full", || {
            on_the_disk(place)
        })?;
        for (name, count) in figures {
            campaign.add_disk(&name, count);
        }
        campaign.write(place)?;
    }
    if flags.kills > 0 && !flags.no_build {
        step("programs: till, server and the one that kills", || {
            build(place)
        })?;
    }
    let whom = flags.what.map_or(What::ALL.to_vec(), |what| vec![what]);
    let mut bad = Vec::new();
    for what in whom.into_iter().filter(|_| flags.kills > 0) {
        let run = kill(place, flags, what)?;
        if run.lost + run.doubled > 0 {
            bad.push(what.name());
        }
        campaign.add(what.name(), &run);
        campaign.write(place)?;
    }
    if flags.json {
        println!("{}", serde_json::to_string_pretty(&campaign)?);
    } else {
        println!("{}", campaign.in_words());
    }
    ensure!(bad.is_empty(), "lost or doubled: {}", bad.join(", "));
    Ok(())
}

/// Unoptimised, as the tests have them: between two instructions there is more time to be killed.
fn build(place: &Place) -> Result<()> {
    finish(native(place).arg("build").args([
        "--package=till",
        "--package=sync-server",
        "--package=e2e",
        "--bin=cortado-till",
        "--bin=cortado-server",
        "--bin=crash",
    ]))
}

fn kill(place: &Place, flags: &CrashFlags, what: What) -> Result<Run> {
    let built = place.target.join("debug");
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let seed = flags
        .seed
        .unwrap_or(since.map_or(0, |since| since.as_secs()));
    let pages = place.target.join("crash").join("pages");
    std::fs::create_dir_all(&pages)?;
    let began = Instant::now();
    let mut command = std::process::Command::new(built.join("crash"));
    command
        .args([what.name(), &flags.kills.to_string(), &seed.to_string()])
        .env("CORTADO_BIN", built.join(TILL))
        .env("CORTADO_SERVER_BIN", built.join(SERVER))
        .env("CORTADO_UI_DIR", pages)
        .env("TMPDIR", place.target.join("crash"))
        .stderr(Stdio::inherit());
    eprintln!("{} kills of the {}, seed {seed}", flags.kills, what.name());
    let output = command
        .output()
        .context("the program that kills is not built")?;
    let text = String::from_utf8(output.stdout)?;
    let found: Value = serde_json::from_str(&text)
        .with_context(|| format!("it ended with {} and said {text:?}", output.status))?;
    Run::of(&found, seed, began.elapsed())
}

/// The lines `FIGURE name count …` that the tests in full print.
fn on_the_disk(place: &Place) -> Result<Vec<(String, u64)>> {
    let mut cargo = native(place);
    cargo.args(["test", "--package", "failing-disk", "--test", "till"]);
    cargo.args(["--", "--ignored", "--nocapture", "--test-threads=1"]);
    let text = answer(cargo.stderr(Stdio::inherit()))?;
    let figures = text.lines().filter_map(|line| {
        // The name of a test may stand before it on the line.
        let (_, figure) = line.split_once("FIGURE ")?;
        let mut words = figure.split([' ', ',']);
        Some((words.next()?.to_owned(), words.next()?.parse().ok()?))
    });
    let figures: Vec<_> = figures.collect();
    ensure!(!figures.is_empty(), "the tests in full said no figures");
    Ok(figures)
}
