//! Plays seeds from the command line.

use clap::Parser;
use simulation::{Campaign, Script, campaign, play, shrink};
use std::process::ExitCode;
use std::time::{Duration, Instant};

#[derive(Parser)]
struct Flags {
    /// Which seeds, such as 0..10000.
    #[arg(long, default_value = "0..300")]
    seeds: String,
    /// Stop after so many minutes.
    #[arg(long)]
    minutes: Option<u64>,
    /// One seed only, with everything that happens in it.
    #[arg(long)]
    show: Option<u64>,
    /// A script instead of a seed.
    #[arg(long)]
    script: Option<std::path::PathBuf>,
    /// Shrink the first failure.
    #[arg(long)]
    shrink: bool,
}

fn main() -> ExitCode {
    let flags = Flags::parse();
    if let Some(seed) = flags.show {
        return show(&Script::of(seed), flags.shrink);
    }
    let (from, to) = flags.seeds.split_once("..").unwrap_or(("0", "0"));
    let seeds = from.parse().unwrap_or(0)..to.parse().unwrap_or(0);
    let begun = Instant::now();
    let minutes = flags
        .minutes
        .map(|minutes| begun + Duration::from_secs(60 * minutes));
    let plan = Campaign {
        seeds,
        until: minutes,
        first_only: false,
    };
    let verdicts = campaign(&plan, |seed, so_far| {
        if let Some((failed, violation)) =
            so_far.broken.last().filter(|(failed, _)| *failed == seed)
        {
            println!("seed {failed}: {violation}");
        }
    });
    println!(
        "{} seeds in {:?}, {} broken",
        verdicts.seeds,
        begun.elapsed(),
        verdicts.broken.len()
    );
    for (name, count) in &verdicts.tally.0 {
        println!("{count:>9} {name}");
    }
    if verdicts.broken.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn show(script: &Script, shrinks: bool) -> ExitCode {
    let mut script = script.clone();
    let played = play(&script, 0);
    if let Some(violation) = played.violation.filter(|_| shrinks) {
        script = shrink(&script, violation.rule, Duration::from_secs(60));
    }
    let played = play(&script, 400);
    print!("{script}");
    for line in &played.lines {
        println!("{line}");
    }
    println!("trace {}", played.trace);
    match played.violation {
        Some(violation) => {
            println!("broken: {violation}");
            ExitCode::FAILURE
        }
        None => ExitCode::SUCCESS,
    }
}
