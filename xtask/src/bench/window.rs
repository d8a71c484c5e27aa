//! What a person at the counter feels, in the real window: a tap, and the start.

use anyhow::Result;

use super::figure::{Better, Figure};
use super::programs::{Programs, number};

const FRAME_MS: f64 = 16.0;

/// From the tap to the changed DOM and to the next paint, 1,000 products.
pub fn taps(programs: &Programs) -> Result<Vec<Figure>> {
    let answer = programs.shipped("taps")?;
    let figure = |name, path| -> Result<Figure> {
        Ok(Figure::new(
            name,
            "ms",
            Better::Lower,
            number(&answer, path)?,
        ))
    };
    Ok(vec![
        figure("frame of the window at rest, median", "/frame_ms")?,
        figure(
            "a bare tap: a question, one text, median",
            "/bare_median_ms",
        )?,
        figure("a bare tap: a question, one text, p99", "/bare_p99_ms")?,
        figure("tap to changed DOM, median", "/dom_median_ms")?,
        figure("tap to changed DOM, p99", "/dom_p99_ms")?.against(
            "one frame",
            FRAME_MS,
            8.0 / FRAME_MS,
        ),
        figure("tap to next paint, median", "/paint_median_ms")?,
        figure("tap to next paint, p99", "/paint_p99_ms")?.against(
            "one frame",
            FRAME_MS,
            33.0 / FRAME_MS,
        ),
    ])
}

/// From starting the program to the first paint of the grid, 1,000 products.
pub fn start(programs: &Programs) -> Result<Vec<Figure>> {
    let answer = programs.shipped("start")?;
    let (full, empty) = (number(&answer, "/full_ms")?, number(&answer, "/empty_ms")?);
    let name = "start to painted grid, 100,000 entries";
    let figure = || Figure::new(name, "ms", Better::Lower, full);
    Ok(vec![
        figure().against("empty file", empty, 1.5),
        figure().against("our own limit", 1_000.0, 1.0),
    ])
}

/// A large shop: 20,000 products, 200,000 entries.
pub fn large(programs: &Programs) -> Result<Vec<Figure>> {
    let filled = programs.shipped_alone("fill-large")?;
    eprintln!("{filled}");
    let answer = programs.shipped_alone("large")?;
    let figure = |name, unit, path, against, limit: f64| -> Result<Figure> {
        let figure = Figure::new(name, unit, Better::Lower, number(&answer, path)?);
        Ok(figure.against(against, limit, 1.0))
    };
    let (ms, ours) = ("ms", "our own limit");
    Ok(vec![
        figure(
            "large shop, tap to changed DOM, p99",
            ms,
            "/dom_p99_ms",
            ours,
            8.0,
        )?,
        figure(
            "large shop, tap to next paint, p99",
            ms,
            "/paint_p99_ms",
            ours,
            33.0,
        )?,
        figure(
            "large shop, search to results, p99",
            ms,
            "/search_p99_ms",
            ours,
            30.0,
        )?,
        figure(
            "large shop, start to painted grid",
            ms,
            "/start_ms",
            ours,
            1_500.0,
        )?,
        figure(
            "large shop, memory, window included",
            "MiB",
            "/memory_mib",
            ours,
            350.0,
        )?,
    ])
}
