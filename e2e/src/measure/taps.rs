//! Taps on products in the real window, as the page itself times them: to the changed DOM and to the next paint.

use super::{fill, quantile};
use crate::browser::Browser;
use crate::till::Till;
use anyhow::{Result, ensure};
use fantoccini::Locator;
use serde_json::{Value, json};
use std::path::Path;

/// As many as the rail shows without scrolling.
const CATEGORIES: u32 = 6;
/// Orders of ten lines each, in one category after the other.
const ORDERS: u32 = 40;
const TAPS: usize = 10;
/// What a just-started page does for the first time is not what a tap costs.
const WARM_UP: usize = 20;
/// The time between frames of a page at rest.
const FRAMES: &str = "const done = arguments[0]; const gaps = []; let last;
    const frame = now => { if (last !== undefined) gaps.push(now - last); last = now;
        gaps.length < 120 ? requestAnimationFrame(frame) : done(gaps) };
    requestAnimationFrame(frame);";

/// Milliseconds.
pub async fn measure(folder: &Path) -> Result<Value> {
    let till = Till::at(&fill::empty(folder));
    let window = Browser::window(&till).await?;
    window.find("tile").await?;
    let mut frames = numbers(&window.ask(FRAMES).await?, |gap| gap.as_f64());
    for order in 0..ORDERS {
        let category = order % CATEGORIES;
        window
            .click(&format!(r#"category[data-name="Rubro {category:02}"]"#))
            .await?;
        sell(&window).await?;
    }
    let taps = window.run("return window.__cortado_taps").await?;
    window.close().await?;
    let mut dom = numbers(&taps, |tap| tap["dom"].as_f64());
    let mut paint = numbers(&taps, |tap| tap["paint"].as_f64());
    ensure!(
        dom.len() == ORDERS as usize * TAPS,
        "{} taps counted",
        dom.len()
    );
    dom.drain(..WARM_UP);
    paint.drain(..WARM_UP);
    Ok(json!({
        "taps": dom.len(),
        "frame_ms": quantile(&mut frames, 0.5),
        "dom_median_ms": quantile(&mut dom, 0.5),
        "dom_p99_ms": quantile(&mut dom, 0.99),
        "paint_median_ms": quantile(&mut paint, 0.5),
        "paint_p99_ms": quantile(&mut paint, 0.99),
    }))
}

/// Ten different products, each tapped once the one before stands on the ticket, then paid.
async fn sell(window: &Browser) -> Result<()> {
    window.find("tile").await?;
    let tiles = Locator::Css("[data-testid=\"tile\"]");
    let tiles = window.client().find_all(tiles).await?;
    for (place, tile) in tiles.iter().take(TAPS).enumerate() {
        tile.click().await?;
        let lines = "return document.querySelectorAll('[data-testid=\"line\"]').length";
        crate::wait::until(
            "the line",
            async || window.run(lines).await,
            |lines| lines.as_u64() == Some(place as u64 + 1),
        )
        .await?;
    }
    window.click("exact-cash").await?;
    window.find("done").await?;
    window.click("next").await?;
    window.find("empty-ticket").await?;
    Ok(())
}

fn numbers(list: &Value, of: impl Fn(&Value) -> Option<f64>) -> Vec<f64> {
    list.as_array()
        .map(|list| list.iter().filter_map(of).collect())
        .unwrap_or_default()
}
