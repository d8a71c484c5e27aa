//! `cargo xtask simulate`: cafes in a bottle, by the thousand. What was played since the last change of the core adds
//! up in a file, and is not played again.

mod record;

use std::collections::VecDeque;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

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
    /// How many worlds are played at a time.
    #[arg(long, default_value_t = 1)]
    jobs: usize,
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
        return hunt(player(&program), flags.json);
    }
    if let Some(seed) = flags.seed {
        let mut one = player(&program);
        return finish(one.args(["--shrink", "--seed", &seed.to_string()]));
    }
    let (from, to) = flags
        .seeds
        .split_once("..")
        .context("seeds are written as 0..10000")?;
    let (from, to) = (from.parse()?, to.parse()?);
    let mut record = Record::open(place)?;
    play(&program, flags, (from, to), &mut record)?;
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

fn build(place: &Place, planted: bool) -> Result<PathBuf> {
    let mut cargo = native(place);
    cargo.args([
        "build",
        "--profile",
        "world",
        "--package",
        "simulation",
        "--bin",
        "simulate",
    ]);
    for (name, value) in faster() {
        cargo.env(name, value);
    }
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
    Ok(target.join("world").join("simulate"))
}

/// What makes a world's program faster, and no other: SQLite does not count its memory behind a lock, and on a processor
/// that has them (which it finds out itself) signatures are checked with wider numbers. A person's own flags come first.
fn faster() -> Vec<(&'static str, &'static str)> {
    let mut faster = vec![("LIBSQLITE3_FLAGS", "-DSQLITE_DEFAULT_MEMSTATUS=0")];
    if cfg!(target_arch = "x86_64") {
        faster.push(("RUSTFLAGS", "--cfg curve25519_dalek_backend=\"avx512\""));
    }
    faster.retain(|(name, _)| std::env::var_os(name).is_none());
    faster
}

/// Plays what is left of a range, a piece at a time for each job.
fn play(
    program: &Path,
    flags: &SimulateFlags,
    (from, to): (u64, u64),
    record: &mut Record,
) -> Result<()> {
    let left = Mutex::new(record.left(from, to));
    let deadline = flags
        .minutes
        .map(|minutes| Instant::now() + Duration::from_secs(60 * minutes));
    let (played, pieces) = channel();
    std::thread::scope(|scope| {
        for _ in 0..flags.jobs.max(1) {
            let played = played.clone();
            scope.spawn(|| play_pieces(program, &left, deadline, played));
        }
        drop(played);
        let mut failed = Ok(());
        for piece in pieces {
            let kept = piece.and_then(|piece| record.add(&piece));
            if kept.is_ok() {
                eprintln!("{}", record.progress(to));
            }
            failed = failed.and(kept);
        }
        failed
    })
}

fn play_pieces(
    program: &Path,
    left: &Mutex<VecDeque<(u64, u64)>>,
    deadline: Option<Instant>,
    played: Sender<Result<Value>>,
) {
    while deadline.is_none_or(|deadline| Instant::now() < deadline) {
        let next = left
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop_front();
        let Some(piece) = next else { return };
        let said = play_piece(program, piece);
        let failed = said.is_err();
        if played.send(said).is_err() || failed {
            return;
        }
    }
}

/// The program that plays worlds. It keeps the memory that a world gives back: the next one takes it at once, and
/// getting it anew from the system is a fifth of a world.
fn player(program: &Path) -> Command {
    let mut player = Command::new(program);
    player.env("MIMALLOC_PURGE_DELAY", "-1");
    player
}

fn play_piece(program: &Path, (from, to): (u64, u64)) -> Result<Value> {
    let mut command = player(program);
    command.args([
        "--shrink",
        "--from",
        &from.to_string(),
        "--to",
        &to.to_string(),
    ]);
    let output = command.stderr(Stdio::inherit()).output()?;
    serde_json::from_slice(&output.stdout).context("a piece of a campaign")
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
