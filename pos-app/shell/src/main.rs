//! The counter's window, or the same till without one.
//!
//! Absent on purpose: SQL and rules. The window passes two commands and one event through; all else is `till`.

#![cfg_attr(windows, windows_subsystem = "windows")]

mod bridge;
mod window;

use clap::Parser;
use std::path::PathBuf;
use std::process::ExitCode;

// A bug on purpose must not ship.
const _: () = assert!(!shared::planted::POSSIBLE);

/// The point of sale of a cafe.
#[derive(Parser)]
#[command(name = "cortado", version)]
struct Arguments {
    /// Where the till keeps its journal; the user's data folder where it is left out.
    #[arg(long)]
    data: Option<PathBuf>,
}

fn main() -> ExitCode {
    if std::env::args_os().any(|argument| argument == "--headless") {
        return till::headless::run(std::env::args_os());
    }
    window::open(Arguments::parse().data)
}
