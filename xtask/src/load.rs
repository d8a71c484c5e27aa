//! `cargo xtask load`: the end of an outage, and a till that nobody heard for weeks, with the programs as they ship.

use anyhow::Result;
use clap::Args;
use serde_json::Value;

use crate::bench::figure::{Better, Figure};
use crate::bench::programs::{Programs, number};
use crate::bench::{record, table};
use crate::fair::Group;
use crate::place::Place;
use crate::step::step;

/// What `cargo xtask load` takes.
#[derive(Args)]
pub struct LoadFlags {
    /// A few tills only, to see that it works.
    #[arg(long)]
    small: bool,
    /// Only the many tills, not the one with weeks of sales.
    #[arg(long)]
    outage_only: bool,
    /// Measure what stands in dist/ and the target folder, and build nothing.
    #[arg(long)]
    no_build: bool,
    /// Print what was measured as JSON instead of a table.
    #[arg(long)]
    json: bool,
}

const OURS: &str = "our own limit";

/// Runs it, prints a table, and keeps the figures in the target folder.
pub fn load(place: &Place, flags: &LoadFlags) -> Result<()> {
    let programs = Programs::new(place, flags.no_build)?;
    programs.build()?;
    let _group = Group::enter();
    let size = if flags.small { "load-small" } else { "load" };
    let outage = step("many tills after an outage", || {
        programs.shipped_alone(size)
    })?;
    let mut figures = outage_figures(&outage)?;
    let mut all = vec![outage];
    if !flags.small && !flags.outage_only {
        let weeks = step("a till with 100,000 entries", || {
            programs.shipped("catch-up")
        })?;
        figures.extend(weeks_figures(&weeks)?);
        all.push(weeks);
    }
    if flags.json {
        println!("{:#}", Value::Array(all));
    } else {
        println!("\n{}", table::draw(&figures));
    }
    println!("{}", record::write(place, &figures)?.display());
    Ok(())
}

fn lower(name: &str, unit: &'static str, value: f64) -> Figure {
    Figure::new(name, unit, Better::Lower, value)
}

fn outage_figures(answer: &Value) -> Result<Vec<Figure>> {
    let at = |path| number(answer, path);
    let errors = answer["errors"].as_object();
    let errors = errors.into_iter().flatten();
    let wrong = errors.filter(|(error, _)| !["status 429", "status 503"].contains(&error.as_str()));
    let wrong: f64 = wrong.filter_map(|(_, count)| count.as_f64()).sum();
    Ok(vec![
        lower("outage: all tills drained", "s", at("/drained_s")?).against(OURS, 60.0, 1.0),
        lower("outage: all tills quiet", "s", at("/quiet_s")?),
        lower(
            "live push before, median",
            "ms",
            at("/before/pushes/p50_ms")?,
        ),
        lower("live push before, p99", "ms", at("/before/pushes/p99_ms")?),
        lower(
            "live push meanwhile, median",
            "ms",
            at("/meanwhile/pushes/p50_ms")?,
        ),
        lower(
            "live push meanwhile, p99",
            "ms",
            at("/meanwhile/pushes/p99_ms")?,
        )
        .against(OURS, 250.0, 1.0),
        lower(
            "sale to other till's screen, median",
            "ms",
            at("/before/screens/p50_ms")?,
        ),
        lower(
            "sale to other till's screen, p95",
            "ms",
            at("/before/screens/p95_ms")?,
        )
        .against(OURS, 300.0, 1.0),
        lower(
            "the same meanwhile, p95",
            "ms",
            at("/meanwhile/screens/p95_ms")?,
        ),
        lower("errors other than 429 and 503", "", wrong),
        lower(
            "sales that no other screen showed",
            "",
            at("/unseen_sales")?,
        ),
        lower("server's memory, most", "MiB", at("/server_peak_mib")?).against(OURS, 300.0, 1.0),
        lower(
            "PostgreSQL's memory, most",
            "MiB",
            at("/postgres_peak_mib")?,
        ),
    ])
}

fn weeks_figures(answer: &Value) -> Result<Vec<Figure>> {
    let at = |path| number(answer, path);
    Ok(vec![
        lower("60 days: caught up", "s", at("/took_s")?),
        lower("60 days: till's memory, most", "MiB", at("/held_most_mib")?)
            .against(OURS, 100.0, 1.0),
        lower(
            "60 days: a command meanwhile, p99",
            "ms",
            at("/meanwhile/p99_ms")?,
        )
        .against("offline, server core busy", at("/alone/p99_ms")?, 2.0),
        lower("60 days: a command before, p99", "ms", at("/quiet/p99_ms")?),
    ])
}
