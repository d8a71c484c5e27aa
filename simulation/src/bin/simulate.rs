//! Plays seeds for `cargo xtask simulate`: a line of JSON for each piece of a campaign, so that nothing is lost when
//! it is interrupted.

use clap::Parser;
use simulation::{Script, campaign, expected, play, shrink};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// A world is made of small things: a tenth of its time went into the system's own allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
struct Flags {
    /// The first seed.
    #[arg(long, default_value_t = 0)]
    from: u64,
    /// The seed after the last.
    #[arg(long, default_value_t = 300)]
    to: u64,
    /// Stop after so many seconds.
    #[arg(long)]
    seconds: Option<u64>,
    /// Seeds of a piece.
    #[arg(long, default_value_t = 100)]
    piece: u64,
    /// Play one seed, and print everything that happens in it.
    #[arg(long)]
    seed: Option<u64>,
    /// Play the script of a file, and print everything that happens in it.
    #[arg(long)]
    script: Option<std::path::PathBuf>,
    /// Make the script shorter before it is printed.
    #[arg(long)]
    shrink: bool,
    /// Plant each bug on purpose, one after the other.
    #[arg(long)]
    planted: bool,
}

fn main() -> ExitCode {
    let flags = Flags::parse();
    if flags.planted {
        return planted();
    }
    if let Some(path) = &flags.script {
        let read = std::fs::read_to_string(path).ok();
        return match read.and_then(|text| text.parse().ok()) {
            Some(script) => show(script, flags.shrink),
            None => ExitCode::FAILURE,
        };
    }
    match flags.seed {
        Some(seed) => show(Script::of(seed), flags.shrink),
        None => pieces(&flags),
    }
}

fn pieces(flags: &Flags) -> ExitCode {
    let begun = Instant::now();
    let until = flags
        .seconds
        .map(|seconds| begun + Duration::from_secs(seconds));
    let mut from = flags.from;
    let mut whole = true;
    while from < flags.to && until.is_none_or(|until| Instant::now() < until) {
        let to = (from + flags.piece.max(1)).min(flags.to);
        let (verdicts, next) = campaign(from..to, until, flags.shrink);
        whole &= verdicts.broken.is_empty();
        let line = serde_json::json!({ "from": from, "to": next, "verdicts": verdicts, "expected": expected() });
        println!("{line}");
        from = next;
    }
    if whole {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn show(mut script: Script, shrinks: bool) -> ExitCode {
    let played = play(&script, 0);
    if let Some(violation) = played.violation.filter(|_| shrinks) {
        script = shrink(&script, violation.rule, Duration::from_secs(120));
    }
    let played = play(&script, 1_000);
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

#[cfg(feature = "planted")]
fn planted() -> ExitCode {
    let mut all = true;
    for bug in shared::planted::Bug::ALL {
        let found = simulation::hunt(bug);
        all &= found.rule.is_some();
        println!("{}", serde_json::json!(found));
    }
    if all {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

#[cfg(not(feature = "planted"))]
fn planted() -> ExitCode {
    eprintln!("this program was built without the feature `planted`");
    ExitCode::FAILURE
}
