//! What a browser downloads to start each page, brotli-compressed: code, script and style.

use std::fs;

use anyhow::{Context, Result, ensure};

use super::figure::{Better, Figure};
use super::programs::Programs;
use crate::pages::Page;
use crate::place::Place;

const KILOBYTE: f64 = 1000.0;

/// One figure for each page.
pub fn measure(programs: &Programs) -> Result<Vec<Figure>> {
    let place = programs.place;
    programs.build()?;
    Page::ALL
        .into_iter()
        .map(|page| weigh(place, page))
        .collect()
}

fn weigh(place: &Place, page: Page) -> Result<Figure> {
    // Where the release build of a page is staged: dist may hold one that was built for a quick try.
    let folder = place.wasm_target().join("pages/page").join(page.name());
    let mut bytes = 0;
    for entry in fs::read_dir(&folder).with_context(|| format!("no {}", folder.display()))? {
        let entry = entry?;
        if entry.path().extension().is_some_and(|kind| kind == "br") {
            bytes += entry.metadata()?.len();
        }
    }
    ensure!(bytes > 0, "{} is not compressed", folder.display());
    #[allow(clippy::cast_precision_loss)]
    let value = bytes as f64 / KILOBYTE;
    let limit = match page {
        Page::Pos => 300.0,
        Page::Dashboard => 250.0,
        Page::Ordering => 150.0,
    };
    let name = format!("{}, to start", page.name());
    Ok(Figure::new(&name, "KB", Better::Lower, value).against("our own limit", limit, 1.0))
}
