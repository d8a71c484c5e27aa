//! `cargo xtask fuzz`: the fuzz targets under libFuzzer, guided by coverage, on any stable compiler.
//!
//! What a target finds on its way is kept in the target folder and used the next time; what makes it fail is kept
//! beside it and named at the end. What deserves to be kept for ever goes into `fuzz/corpus` by hand, or by `--keep`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};
use clap::Args;

use crate::cargo::{finish, native};
use crate::place::Place;
use crate::step::step;

/// The longest input, in bytes; an input may take so many seconds and the target so many megabytes.
const LIMITS: [&str; 3] = ["-max_len=8192", "-timeout=20", "-rss_limit_mb=1024"];

/// What `cargo xtask fuzz` takes.
#[derive(Args)]
pub struct FuzzFlags {
    /// How long each target runs.
    #[arg(long, default_value_t = 1, value_name = "N")]
    minutes: u64,
    /// Only these targets.
    targets: Vec<String>,
    /// Keep the smallest set of inputs that reaches as much, in fuzz/corpus.
    #[arg(long)]
    keep: bool,
}

/// Runs the targets one after the other and says what each reached.
pub fn fuzz(place: &Place, flags: &FuzzFlags) -> Result<()> {
    step("our crates, so that libFuzzer sees their branches", || {
        build(place)
    })?;
    let corpora = place.root.join("fuzz").join("corpus");
    let known = names_in(&corpora)?;
    for asked in &flags.targets {
        ensure!(
            known.contains(asked),
            "no target {asked}: {}",
            known.join(", ")
        );
    }
    let (mut lines, mut failed) = (Vec::new(), Vec::new());
    let wanted = |name: &&String| flags.targets.is_empty() || flags.targets.contains(*name);
    for name in known.iter().filter(wanted) {
        let outcome = step(name, || run(place, name, flags.minutes))?;
        lines.push(format!("{name}: {}", outcome.said));
        if !outcome.succeeded {
            failed.push(name.clone());
        }
        if flags.keep {
            merge(place, name)?;
        }
    }
    println!("\n{}", lines.join("\n"));
    if failed.is_empty() {
        return Ok(());
    }
    let kept = place.target.join("fuzz");
    bail!(
        "failed: {}; the inputs are in {}",
        failed.join(", "),
        kept.display()
    )
}

/// With the features of the whole workspace, as the tests are built: nothing but our crates is compiled again.
fn build(place: &Place) -> Result<()> {
    let instrument = place.root.join("fuzz").join("instrument");
    let mut cargo = native(place);
    cargo.args([
        "build",
        "--workspace",
        "--bin",
        "fuzz",
        "--features",
        "fuzz/guided",
    ]);
    finish(cargo.env("RUSTC_WORKSPACE_WRAPPER", instrument))
}

struct Outcome {
    succeeded: bool,
    said: String,
}

fn run(place: &Place, name: &str, minutes: u64) -> Result<Outcome> {
    let found = place.target.join("fuzz").join(name);
    let broken = place.target.join("fuzz").join(format!("{name}-"));
    fs::create_dir_all(&found)?;
    let mut command = libfuzzer(place, name);
    command
        .arg(&found)
        .arg(corpus(place, name))
        .args(LIMITS)
        .arg(format!("-max_total_time={}", minutes * 60))
        .arg(format!("-artifact_prefix={}", broken.display()))
        .arg("-print_final_stats=1")
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let output = command.output().context("the fuzzer is not built")?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let log = place.target.join("fuzz").join(format!("{name}.log"));
    fs::write(&log, &said)?;
    if !output.status.success() {
        eprintln!("{}", last_lines(&said, 30));
    }
    Ok(Outcome {
        succeeded: output.status.success(),
        said: summary(&said),
    })
}

/// The target itself. Its disk in memory needs a folder, for which memory is quicker than a disk.
fn libfuzzer(place: &Place, name: &str) -> Command {
    let mut command = Command::new(place.target.join("debug").join("fuzz"));
    command.env("CORTADO_FUZZ_TARGET", name);
    if Path::new("/dev/shm").is_dir() {
        command.env("TMPDIR", "/dev/shm");
    }
    command
}

fn corpus(place: &Place, name: &str) -> PathBuf {
    place.root.join("fuzz").join("corpus").join(name)
}

/// Brings into the repository's corpus what reaches more than what is there.
fn merge(place: &Place, name: &str) -> Result<()> {
    let found = place.target.join("fuzz").join(name);
    let mut command = libfuzzer(place, name);
    command
        .arg("-merge=1")
        .args(LIMITS)
        .arg(corpus(place, name))
        .arg(found);
    finish(command.stderr(Stdio::null()).stdout(Stdio::null()))
}

/// Executions, branches reached and what the corpus has grown to, out of libFuzzer's own words.
fn summary(said: &str) -> String {
    let stat = |name: &str| {
        let line = said.lines().rev().find(|line| line.contains(name))?;
        line.rsplit(':').next().map(|value| value.trim().to_owned())
    };
    let runs = stat("stat::number_of_executed_units").unwrap_or_else(|| "no".to_owned());
    let last = said.lines().rev().find(|line| line.contains(" cov: "));
    let reached = last.and_then(|line| {
        let (_, words) = line.split_once(" cov: ")?;
        words.split(" exec/s").next()
    });
    format!("{runs} executions, cov: {}", reached.unwrap_or("none"))
}

fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}

fn names_in(folder: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder).with_context(|| format!("{}", folder.display()))?;
    let names = entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    let mut names: Vec<String> = names.collect::<Result<_>>()?;
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_are_read_out_of_what_libfuzzer_says() {
        let said = "#2\tINITED cov: 10 ft: 11 corp: 1/1b exec/s: 0 rss: 30Mb\n\
                    #512\tDONE   cov: 99 ft: 180 corp: 17/300b lim: 8 exec/s: 256 rss: 31Mb\n\
                    stat::number_of_executed_units: 512\nstat::average_exec_per_sec: 256\n";
        assert_eq!(
            summary(said),
            "512 executions, cov: 99 ft: 180 corp: 17/300b lim: 8"
        );
        assert_eq!(summary("nothing"), "no executions, cov: none");
    }
}
