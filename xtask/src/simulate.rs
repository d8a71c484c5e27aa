//! `cargo xtask simulate`: cafes in a bottle, by the thousand. What was played since the last change of the core adds
//! up in a file, and is not played again.

mod record;

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use serde_json::{Value, json};

use crate::cargo::{finish, native};
use crate::place::Place;
use record::Record;

/// What `cargo xtask simulate` takes.
#[derive(Args)]
pub struct SimulateFlags {
    /// Which seeds: the first, and the one after the last.
    #[arg(long, default_value = "0..300")]
    seeds: String,
    /// Stop after so many minutes; the next call goes on from there.
    #[arg(long)]
    minutes: Option<u64>,
    /// Answer with JSON.
    #[arg(long)]
    json: bool,
    /// Play one seed and print everything that happens in it.
    #[arg(long)]
    seed: Option<u64>,
    /// Plant each bug on purpose and say how long it took to find it.
    #[arg(long)]
    planted: bool,
}

/// Plays what was asked for.
pub fn simulate(place: &Place, flags: &SimulateFlags) -> Result<()> {
    let program = build(place, flags.planted)?;
    if flags.planted {
        return hunt(program, flags.json);
    }
    if let Some(seed) = flags.seed {
        let mut one = program;
        return finish(one.args(["--shrink", "--seed", &seed.to_string()]));
    }
    let (from, to) = flags
        .seeds
        .split_once("..")
        .context("seeds are written as 0..10000")?;
    let (from, to) = (from.parse()?, to.parse()?);
    let mut record = Record::open(place)?;
    play(program, flags, record.next(from, to), to, &mut record)?;
    if flags.json {
        println!("{}", record.summary());
    } else {
        println!("{}", record.in_words());
    }
    ensure!(
        record.is_whole(),
        "the campaign broke a promise, or never met a fault"
    );
    Ok(())
}

fn build(place: &Place, planted: bool) -> Result<Command> {
    let mut cargo = native(place);
    cargo.args([
        "build",
        "--release",
        "--package",
        "simulation",
        "--bin",
        "simulate",
    ]);
    if planted {
        // Beside the other, so that the one without bugs is never taken for the one with them.
        cargo.args(["--features", "planted", "--target-dir"]);
        cargo.arg(place.target.join("planted"));
    }
    finish(&mut cargo)?;
    let target = match planted {
        true => place.target.join("planted"),
        false => place.target.clone(),
    };
    Ok(Command::new(target.join("release").join("simulate")))
}

fn play(
    mut program: Command,
    flags: &SimulateFlags,
    from: u64,
    to: u64,
    record: &mut Record,
) -> Result<()> {
    if from >= to {
        return Ok(());
    }
    program.args([
        "--shrink",
        "--from",
        &from.to_string(),
        "--to",
        &to.to_string(),
    ]);
    if let Some(minutes) = flags.minutes {
        program.args(["--seconds", &(60 * minutes).to_string()]);
    }
    let mut playing = program.stdout(Stdio::piped()).spawn()?;
    let lines = playing.stdout.take().context("the program has an output")?;
    for line in BufReader::new(lines).lines() {
        let piece: Value = serde_json::from_str(&line?).context("a piece of a campaign")?;
        record.add(&piece)?;
        eprintln!("{}", record.progress(to));
    }
    playing.wait()?;
    Ok(())
}

fn hunt(mut program: Command, as_json: bool) -> Result<()> {
    let mut hunting = program.arg("--planted").stdout(Stdio::piped()).spawn()?;
    let lines = hunting.stdout.take().context("the program has an output")?;
    let mut found: Vec<Value> = Vec::new();
    for line in BufReader::new(lines).lines() {
        let one: Value = serde_json::from_str(&line?).context("a bug that was hunted")?;
        if !as_json {
            let seconds = one["milliseconds"].as_u64().unwrap_or(0) / 1_000;
            let rule = one["rule"].as_str().unwrap_or("NOT FOUND");
            println!(
                "{:<20} {:>5} seeds {seconds:>4} s  {rule}",
                one["bug"].as_str().unwrap_or(""),
                one["seeds"]
            );
        }
        found.push(one);
    }
    hunting.wait()?;
    let missed = found.iter().filter(|one| one["rule"].is_null()).count();
    if as_json {
        println!("{}", json!({ "planted": found, "missed": missed }));
    }
    if missed > 0 {
        bail!("{missed} of {} planted bugs were not found", found.len());
    }
    Ok(())
}
