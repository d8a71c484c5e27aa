//! `./dev run`: a running cafe from a fresh clone. Server with its own database, a till, the dashboard, ordering.
//!
//! What it makes lies below one data folder and stays there; the second start only starts.

mod demo;
mod history;
mod household;
mod server;
mod till;

use std::env;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;

use crate::binaries::{self, BuildFlags};
use crate::place::Place;
use crate::step::spent;
use demo::Demo;
use household::{Household, News};
use till::Till;

/// What `./dev run` takes.
#[derive(Args)]
pub struct RunFlags {
    /// Where everything is kept (default: data/ in the repository).
    #[arg(long)]
    data: Option<PathBuf>,
    /// The port for the server on 127.0.0.1 (default: the one of last time, 8080, or a free one).
    #[arg(long)]
    port: Option<u16>,
    /// Also make three cafes in New York with half a year of real sales, each rung up on a till of its own.
    #[arg(long)]
    history: bool,
    /// Start what stands in dist/ and build nothing.
    #[arg(long)]
    no_build: bool,
    /// No window: the till runs without one and keeps syncing.
    #[arg(long)]
    headless: bool,
}

/// Builds, starts, and stays until it is told to stop.
pub fn run(place: &Place, flags: &RunFlags) -> Result<()> {
    let start = Instant::now();
    if !flags.no_build {
        binaries::build(place, &BuildFlags::default())?;
    }
    let data = match &flags.data {
        Some(folder) => std::path::absolute(folder)?,
        None => place.root.join("data"),
    };
    let mut household = Household::new()?;
    let outcome = keep_house(place, flags, &data, &mut household, start);
    household.stop();
    match outcome {
        Err(error) if error.is::<household::Stopped>() => Ok(()),
        other => other,
    }
}

fn keep_house(
    place: &Place,
    flags: &RunFlags,
    data: &std::path::Path,
    household: &mut Household,
    start: Instant,
) -> Result<()> {
    let mut demo = Demo::open(data)?;
    let port = server::port(flags.port, demo.port())?;
    let address = server::start(place, household, data, port)?;
    demo.set_port(server::port_of(&address)?)?;
    let till = Till::new(place, data.join("till"));
    demo.open_cafe(household, place, &till, &demo::LUMBRE, &address)?;
    demo.import_menu(
        household,
        &till,
        &place.root.join("pos-app/till/starter-menu.csv"),
    )?;
    if flags.history {
        history::replay(household, place, &mut demo, data, &address)?;
    }
    let window = has_display() && !flags.headless;
    if !window && !flags.headless {
        println!(
            "\nNo display here (neither DISPLAY nor WAYLAND_DISPLAY is set): the till runs without its window."
        );
    }
    let till_id = household.start("till", till.open(window), data)?;
    println!("\n{}", demo.greeting(&address, data)?);
    println!(
        "Ready after {}. Ctrl-C stops the till, then the server; the data stays.",
        spent(start.elapsed())
    );
    stay(household, till_id, data)
}

/// Until told to stop, or until the server or the till fails.
fn stay(
    household: &mut Household,
    till: household::MemberId,
    data: &std::path::Path,
) -> Result<()> {
    loop {
        match household.next()? {
            News::Ended { member, status } if member == till && status.success() => {
                println!("The till is closed. Server and dashboard go on; Ctrl-C ends them.");
            }
            News::Ended { member, status } => {
                bail!(
                    "the {} ended by itself with {status}\n{}",
                    household.name(member),
                    household.last_words(member, data)
                );
            }
            News::Line { .. } => {}
        }
    }
}

fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()))
}
