//! Measures the built programs for `./dev bench`, which runs this and holds the figures against its yardsticks.
//!
//! `measure fill DIR` makes two tills; `taps`, `start`, `wire` and `catch-up` measure with them. `fill-large` makes the
//! till of a large shop, and `large` measures with it. `load` and `load-small` are an outage of many tills. Prints one JSON
//! object.

use anyhow::{Context, Result, bail};
use e2e::measure::{catch_up, fill, large, load, start, taps, wire};
use std::path::PathBuf;

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let task = arguments.next().context("measure what?")?;
    let folder = PathBuf::from(arguments.next().context("in which folder?")?);
    let measured = match task.to_str() {
        Some("fill") => fill::fill(&folder)?,
        Some("fill-large") => fill::fill_large(&folder)?,
        Some("large") => large::measure(&folder).await?,
        Some("taps") => taps::measure(&folder).await?,
        Some("start") => start::measure(&folder).await?,
        Some("wire") => wire::measure(&folder)?,
        Some("journal") => fill::journal(&folder)?,
        Some("catch-up") => catch_up::measure(&folder)?,
        Some("load") => load::measure(&folder, &load::OUTAGE).await?,
        Some("load-small") => load::measure(&folder, &load::SMALL).await?,
        _ => bail!("there is no measure {}", task.display()),
    };
    println!("{measured}");
    Ok(())
}
