//! Cortado's developer commands. `./dev` sees to the system's packages and hands over to this.
//!
//! Everything here works from a fresh clone, says which step it is at, and ends only processes it started.

mod binaries;
mod cargo;
mod pages;
mod place;
mod step;
mod wasm;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use place::Place;

#[derive(Parser)]
#[command(name = "dev", bin_name = "./dev", about = "Cortado's developer commands")]
struct Flags {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the three pages into dist/ui.
    Pages(pages::PagesFlags),
    /// Build everything that ships into dist/.
    Build(binaries::BuildFlags),
}

fn main() -> ExitCode {
    let flags = Flags::parse();
    match Place::find().and_then(|place| perform(&place, flags.task)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(place: &Place, task: Task) -> anyhow::Result<()> {
    match task {
        Task::Pages(flags) => pages::build(place, &flags),
        Task::Build(flags) => binaries::build(place, &flags),
    }
}
