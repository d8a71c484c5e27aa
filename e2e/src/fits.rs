//! Looks at a page as a hand and an eye do: everything is on the screen or can be brought there, nothing is cut off, and
//! what is tapped is large enough for a finger.

use crate::browser::Browser;
use crate::wait::until;
use anyhow::{Context, Result};

/// The screens of a counter, in pixels of the page: an older one, ours, and a large one.
pub const SIZES: [(u32, u32); 3] = [(1024, 768), (1280, 800), (1920, 1080)];

/// What does not fit, in words. A sheet is all there is to touch. What scrolls may be longer than it shows,
/// but not wider.
const LOOK: &str = r#"
    for (const moving of document.getAnimations()) { try { moving.finish() } catch { moving.cancel() } }
    const FINGER = 56, found = [];
    const root = [...document.querySelectorAll('[role=dialog], [role=alertdialog]')].at(-1) ?? document.body;
    const seen = node => node.checkVisibility({opacityProperty: true, visibilityProperty: true}) && node.getClientRects().length > 0
        && !node.closest('[inert], .visually-hidden');
    const name = node => {
        const id = node.closest('[data-testid]')?.dataset.testid ?? '';
        return `${node.tagName.toLowerCase()}.${node.className?.baseVal ?? node.className} ${id} "${(node.textContent || node.ariaLabel || node.placeholder || '').trim().slice(0, 40)}"`;
    };
    const scrolls = (node, way) => {
        for (let up = node.parentElement; up; up = up.parentElement)
            if (['auto', 'scroll'].includes(getComputedStyle(up)[way])) return true;
        return false;
    };
    if (document.scrollingElement.scrollWidth > innerWidth) found.push(`the page is ${document.scrollingElement.scrollWidth} wide`);
    const touched = [...root.querySelectorAll('button, a[href], input:not([type=hidden]), select, textarea, [role=button]')]
        .filter(seen);
    for (const node of touched) {
        const box = node.getBoundingClientRect();
        if ((box.left < -1 || box.right > innerWidth + 1) && !scrolls(node, 'overflowX')) found.push(`beside the screen: ${name(node)}`);
        if ((box.top < -1 || box.bottom > innerHeight + 1) && !scrolls(node, 'overflowY')) found.push(`above or below the screen: ${name(node)}`);
        const field = node.closest('label, .field') ?? node, hit = field.getBoundingClientRect();
        const [width, height] = [Math.max(box.width, hit.width), Math.max(box.height, hit.height)];
        if (!node.disabled && (Math.round(width) < FINGER || Math.round(height) < FINGER))
            found.push(`too small for a finger, ${Math.round(width)} by ${Math.round(height)}: ${name(node)}`);
    }
    for (const node of root.querySelectorAll('*')) {
        const text = [...node.childNodes].some(one => one.nodeType === 3 && one.textContent.trim());
        if (!text || !seen(node)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const words = range.getBoundingClientRect();
        for (let up = node; up && up !== document.documentElement; up = up.parentElement) {
            const style = getComputedStyle(up), box = up.getBoundingClientRect();
            if (style.overflowX !== 'visible' && !['auto', 'scroll'].includes(style.overflowX)
                && (words.right > box.right + 1 || words.left < box.left - 1)) { found.push(`cut off: ${name(node)}`); break; }
            if (['auto', 'scroll'].includes(style.overflowX) || up === root) break;
        }
    }
    const over = (one, other) => {
        const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
        return Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
    };
    for (const [at, one] of touched.entries()) for (const other of touched.slice(at + 1))
        if (!one.contains(other) && !other.contains(one) && !scrolls(one, 'overflowY') && !scrolls(other, 'overflowY') && over(one, other))
            found.push(`on top of one another: ${name(one)} and ${name(other)}`);
    return [...new Set(found)];
"#;

/// Looks at the page in each size, leaves it in ours, and answers what does not fit.
pub async fn look(window: &Browser, screen: &str) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for (width, height) in SIZES {
        resize(window, (width, height)).await?;
        let list = window.run(LOOK).await?;
        let list = list.as_array().context("the page answered no list")?;
        let here = list.iter().filter_map(|one| one.as_str());
        found.extend(here.map(|one| format!("{screen}, {width}x{height}: {one}")));
        window.picture(&format!("fits-{screen}-{width}")).await?;
    }
    resize(window, SIZES[1]).await?;
    Ok(found)
}

async fn resize(window: &Browser, (width, height): (u32, u32)) -> Result<()> {
    window.client().set_window_size(width, height).await?;
    let inner = async || window.run("return [innerWidth, innerHeight].join()").await;
    let hoped = format!("{width},{height}");
    until(&format!("a window of {hoped}"), inner, |inner| {
        *inner == hoped.as_str()
    })
    .await
    .map(drop)
}
