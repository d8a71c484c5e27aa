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
