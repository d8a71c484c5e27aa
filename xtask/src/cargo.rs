//! Starts cargo, and other programs, and turns a bad end into an error that names the command.

use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::place::{Place, cargo};

/// A cargo command in the repository, with the target folder we were started with.
pub fn native(place: &Place) -> Command {
    let mut command = Command::new(cargo());
    command
        .current_dir(&place.root)
        .env("CARGO_TARGET_DIR", &place.target);
    // `cargo run` sets these for us; left in place they would make cargo see changes where there are none.
    for name in [
        "CARGO_MANIFEST_DIR",
        "CARGO_MANIFEST_PATH",
        "CARGO_PKG_NAME",
        "CARGO_PKG_VERSION",
        "LD_LIBRARY_PATH",
    ] {
        command.env_remove(name);
    }
    command
}

/// Runs a command to its end with our output as its output.
pub fn finish(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot start {}", in_words(command)))?;
    ensure!(
        status.success(),
        "{} ended with {status}",
        in_words(command)
    );
    Ok(())
}

/// Runs a command and gives what it wrote to standard output.
pub fn answer(command: &mut Command) -> Result<String> {
    let output = command
        .output()
        .with_context(|| format!("cannot start {}", in_words(command)))?;
    ensure!(
        output.status.success(),
        "{} ended with {}\n{}",
        in_words(command),
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout)
        .with_context(|| format!("{} did not answer in UTF-8", in_words(command)))
}

fn in_words(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program())
        .file_name()
        .unwrap_or(command.get_program());
    let mut words = program.to_string_lossy().into_owned();
    for argument in command.get_args() {
        words.push(' ');
        words.push_str(&argument.to_string_lossy());
    }
    words
}
