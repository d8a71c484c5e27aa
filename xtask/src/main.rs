//! Cortado's developer commands. `./dev` sees to the system's packages and hands over to this.
//!
//! Everything here works from a fresh clone, says which step it is at, and ends only processes it started.

#[cfg(unix)]
mod bench;
mod binaries;
mod cargo;
#[cfg(unix)]
mod crash;
mod doctor;
mod fair;
mod fuzz;
mod lint;
#[cfg(unix)]
mod load;
mod npm;
mod pages;
mod place;
#[cfg(unix)]
mod run;
mod simulate;
mod step;
#[cfg(unix)]
mod test;
mod wasm;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use place::Place;

#[derive(Parser)]
#[command(
    name = "dev",
    bin_name = "./dev",
    about = "Cortado's developer commands"
)]
struct Flags {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build and start a cafe: server with its own database, till, dashboard, ordering.
    #[cfg(unix)]
    Run(run::RunFlags),
    /// Run every test, or one part: a crate's name, tidy, pages or e2e.
    #[cfg(unix)]
    Test(test::TestFlags),
    /// Build everything that ships into dist/.
    Build(binaries::BuildFlags),
    /// Build the three pages into dist/ui.
    Pages(pages::PagesFlags),
    /// Measure against the limits and peers of the same machine.
    #[cfg(unix)]
    Bench(bench::BenchFlags),
    /// Play cafes in a bottle, by the thousand, and check that no sale is lost, doubled or altered.
    Simulate(simulate::SimulateFlags),
    /// Kill the programs at moments nobody chose, and count what is lost or doubled.
    #[cfg(unix)]
    Crash(crash::CrashFlags),
    /// Run the fuzz targets under libFuzzer.
    Fuzz(fuzz::FuzzFlags),
    /// Put the server under load: an outage of 200 tills, and a till with weeks of sales.
    #[cfg(unix)]
    Load(load::LoadFlags),
    /// Read manifests and sources for what must not be there.
    Tidy,
    /// Check format and clippy, for the machine and for the browser.
    Lint,
    /// Say what is missing here, and install nothing.
    Doctor,
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
        #[cfg(unix)]
        Task::Run(flags) => run::run(place, &flags),
        #[cfg(unix)]
        Task::Test(flags) => test::test(place, &flags),
        Task::Build(flags) => binaries::build(place, &flags),
        Task::Pages(flags) => pages::build(place, &flags),
        #[cfg(unix)]
        Task::Bench(flags) => bench::bench(place, &flags),
        Task::Simulate(flags) => simulate::simulate(place, &flags),
        #[cfg(unix)]
        Task::Crash(flags) => crash::crash(place, &flags),
        Task::Fuzz(flags) => fuzz::fuzz(place, &flags),
        #[cfg(unix)]
        Task::Load(flags) => load::load(place, &flags),
        Task::Tidy => cargo::finish(cargo::native(place).args([
            "test",
            "--package",
            "xtask",
            "--test",
            "tidy",
        ])),
        Task::Lint => lint::lint(place),
        Task::Doctor => doctor::doctor(place),
    }
}
