//! `./dev bench`: how far we are from the machine's limits and from the peers, measured in the same run.
//!
//! Absolute figures move from machine to machine, so every measure gives a ratio to a yardstick taken beside it,
//! and the goal is a ratio too. A new measure is one file here and one line in `MEASURES`.

mod disk;
mod figure;
mod page_weight;
mod record;
mod table;

use anyhow::Result;
use clap::Args;

use crate::place::Place;
use crate::step::step;
use figure::Figure;

/// What `./dev bench` takes.
#[derive(Args)]
pub struct BenchFlags {
    /// Only measures whose name contains this.
    only: Option<String>,
}

/// One thing to measure; it may give several figures.
struct Measure {
    name: &'static str,
    run: fn(&Place) -> Result<Vec<Figure>>,
}

const MEASURES: [Measure; 2] = [
    Measure {
        name: "disk",
        run: disk::measure,
    },
    Measure {
        name: "page-weight",
        run: page_weight::measure,
    },
];

/// Runs the measures, prints a table, and keeps the figures in the target folder.
pub fn bench(place: &Place, flags: &BenchFlags) -> Result<()> {
    let mut figures = Vec::new();
    for measure in MEASURES {
        if flags
            .only
            .as_deref()
            .is_none_or(|piece| measure.name.contains(piece))
        {
            figures.extend(step(measure.name, || (measure.run)(place))?);
        }
    }
    println!("\n{}", table::draw(&figures));
    let file = record::write(place, &figures)?;
    println!("{}", file.display());
    Ok(())
}
