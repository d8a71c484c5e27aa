//! `./dev bench`: how far we are from the machine's limits and from the peers, measured in the same run.
//!
//! Absolute figures move from machine to machine, so every measure gives a ratio to a yardstick taken beside it,
//! and the goal is a ratio too. A new measure is one file here and one line in `MEASURES`.

mod command;
mod disk;
pub mod figure;
mod figures;
mod journal;
mod page_weight;
mod peer;
pub mod programs;
pub mod record;
pub mod table;
mod window;
mod wire;

use anyhow::Result;
use clap::Args;

use crate::place::Place;
use crate::step::step;
use figure::Figure;
use programs::Programs;

/// What `./dev bench` takes.
#[derive(Args)]
pub struct BenchFlags {
    /// Only measures whose name contains this.
    only: Option<String>,
    /// Measure what stands in dist/ and the target folder, and build nothing.
    #[arg(long)]
    no_build: bool,
}

/// One thing to measure; it may give several figures.
struct Measure {
    name: &'static str,
    run: fn(&Programs) -> Result<Vec<Figure>>,
}

const MEASURES: [Measure; 10] = [
    Measure {
        name: "disk",
        run: disk::measure,
    },
    Measure {
        name: "page-weight",
        run: page_weight::measure,
    },
    Measure {
        name: "command",
        run: command::measure,
    },
    Measure {
        name: "taps",
        run: window::taps,
    },
    Measure {
        name: "start",
        run: window::start,
    },
    Measure {
        name: "large",
        run: window::large,
    },
    Measure {
        name: "z",
        run: command::z,
    },
    Measure {
        name: "wire",
        run: wire::measure,
    },
    Measure {
        name: "figures",
        run: figures::measure,
    },
    Measure {
        name: "verify",
        run: journal::measure,
    },
];

/// Runs the measures, prints a table, and keeps the figures in the target folder.
pub fn bench(place: &Place, flags: &BenchFlags) -> Result<()> {
    let programs = Programs::new(place, flags.no_build)?;
    let mut figures = Vec::new();
    for measure in MEASURES {
        let only = flags.only.as_deref();
        if !only.is_none_or(|piece| measure.name.contains(piece)) {
            continue;
        }
        // What cannot be measured here is said, and does not take the other figures away.
        match step(measure.name, || (measure.run)(&programs)) {
            Ok(measured) => figures.extend(measured),
            Err(error) => eprintln!("{error:#}"),
        }
    }
    println!("\n{}", table::draw(&figures));
    let file = record::write(place, &figures)?;
    println!("{}", file.display());
    Ok(())
}
