//! Taps on products in the real window, as the page itself times them: to the changed DOM and to the next paint.

use super::{fill, quantile};
use crate::browser::Browser;
use crate::till::Till;
use anyhow::{Result, ensure};
use fantoccini::Locator;
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;

/// As many as the rail shows without scrolling.
const CATEGORIES: u32 = 6;
/// Orders of ten lines each, in one category after the other.
const ORDERS: u32 = 40;
const TAPS: usize = 10;
/// What a just-started page does for the first time is not what a tap costs.
const WARM_UP: usize = 20;
/// How many taps were counted.
const TAPPED: &str = "return (window.__cortado_taps ?? []).length";
/// A hand needs this long to the next tile: eight in a second. Until then nobody asks the page or its process for
/// anything, for a question of the driver's is work in the middle of the tap's own.
const HAND_GOES_ON: Duration = Duration::from_millis(120);
/// Answers once a tap more than there were is painted.
const PAINTED: &str = "const [before, done] = arguments;
    const look = () => {
        const taps = window.__cortado_taps ?? [];
        taps.length > before && taps.at(-1).paint !== undefined ? done(null) : setTimeout(look, 20);
    };
    look();";
/// A button of nobody's: a tap on it asks the till the shortest question there is, in the way the page asks, and changes
/// one text. Nothing is recorded, nothing is drawn anew: what this takes, the web view and the machine take.
const BARE: &str = "const button = document.createElement('button'); button.id = 'bare'; button.textContent = '0';
    Object.assign(button.style, { position: 'fixed', left: '64%', top: '8px', width: '56px', height: '56px', zIndex: 99 });
    window.__bare = [];
    button.onclick = event => window.__TAURI__.core.invoke('query', { query: 'session' }).then(() => {
        button.textContent = String(window.__bare.length);
        window.__bare.push(performance.now() - event.timeStamp);
    });
    document.body.append(button);";
/// Answers once so many bare taps were answered.
const BARE_ANSWERED: &str = "const [count, done] = arguments;
    const look = () => window.__bare.length >= count ? done(null) : setTimeout(look, 20);
    look();";
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
    let mut frames = numbers(&window.ask(FRAMES).await?, Value::as_f64);
    window.run(BARE).await?;
    for order in 0..ORDERS {
        let category = order % CATEGORIES;
        window
            .click(&format!(r#"category[data-name="Rubro {category:02}"]"#))
            .await?;
        sell(&window).await?;
        tap_bare(&window, (order as usize + 1) * TAPS).await?;
    }
    let mut bare = numbers(&window.run("return window.__bare").await?, Value::as_f64);
    let mut measured = timed(&window, ORDERS as usize * TAPS).await?;
    window.close().await?;
    bare.drain(..WARM_UP);
    measured["frame_ms"] = json!(quantile(&mut frames, 0.5));
    measured["bare_median_ms"] = json!(quantile(&mut bare, 0.5));
    measured["bare_p99_ms"] = json!(quantile(&mut bare, 0.99));
    Ok(measured)
}

/// So many orders in one category after the other, and what their taps took.
pub async fn orders(window: &Browser, orders: u32) -> Result<Value> {
    for order in 0..orders {
        let category = order % CATEGORIES;
        window
            .click(&format!(r#"category[data-name="Rubro {category:02}"]"#))
            .await?;
        sell(window).await?;
    }
    timed(window, orders as usize * TAPS).await
}

/// What the page says of its taps, all of which must have been counted.
async fn timed(window: &Browser, count: usize) -> Result<Value> {
    let taps = window.run("return window.__cortado_taps").await?;
    let mut dom = numbers(&taps, |tap| tap["dom"].as_f64());
    let mut paint = numbers(&taps, |tap| tap["paint"].as_f64());
    ensure!(dom.len() == count, "{} taps counted", dom.len());
    dom.drain(..WARM_UP);
    paint.drain(..WARM_UP);
    Ok(json!({
        "taps": dom.len(),
        "dom_median_ms": quantile(&mut dom, 0.5),
        "dom_p99_ms": quantile(&mut dom, 0.99),
        "paint_median_ms": quantile(&mut paint, 0.5),
        "paint_p99_ms": quantile(&mut paint, 0.99),
    }))
}

/// Ten different products, tapped as fast as a hand goes from one to the next, then paid.
async fn sell(window: &Browser) -> Result<()> {
    window.find("tile").await?;
    let tiles = Locator::Css("[data-testid=\"tile\"]");
    let tiles = window.client().find_all(tiles).await?;
    for tile in tiles.iter().take(TAPS) {
        let before = window.run(TAPPED).await?;
        tile.click().await?;
        tokio::time::sleep(HAND_GOES_ON).await;
        window.client().execute_async(PAINTED, vec![before]).await?;
    }
    window.click("exact-cash").await?;
    window.find("done").await?;
    window.click("next").await?;
    window.find("empty-ticket").await?;
    Ok(())
}

/// Taps at the same pace on the button that is nobody's, until there were so many.
async fn tap_bare(window: &Browser, upto: usize) -> Result<()> {
    let button = window.client().find(Locator::Id("bare")).await?;
    for count in upto - TAPS..upto {
        button.click().await?;
        tokio::time::sleep(HAND_GOES_ON).await;
        let count = json!(count + 1);
        window
            .client()
            .execute_async(BARE_ANSWERED, vec![count])
            .await?;
    }
    Ok(())
}

/// The numbers that are found in a list of the page's.
pub fn numbers(list: &Value, of: impl Fn(&Value) -> Option<f64>) -> Vec<f64> {
    list.as_array()
        .map(|list| list.iter().filter_map(of).collect())
        .unwrap_or_default()
}
