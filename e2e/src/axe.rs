//! Looks at a page as somebody would who cannot see it, or barely: axe-core, run inside the page.
//!
//! `./dev test` fetches it and says where it is in `CORTADO_AXE`. It finds about half of what can be wrong with a page,
//! and of that half nothing serious may be left; its rules: <https://github.com/dequelabs/axe-core>.

use crate::browser::Browser;
use anyhow::{Context, Result};
use std::fs;
use std::io::Write;

/// Answers what keeps somebody from using the page, or makes it hard. A colour half-way between two is nobody's: what is
/// moving is moved to its end first.
const LOOK: &str = "const done = arguments[0];
    getComputedStyle(document.body).color;
    for (const moving of document.getAnimations()) { try { moving.finish() } catch { moving.cancel() } }
    const why = node => [...node.any, ...node.all, ...node.none].map(one => one.message).join('; ');
    const where = node => `${node.target.join(' ')} (${why(node)})`;
    axe.run(document, {resultTypes: ['violations']}).then(
        found => done(found.violations
            .filter(one => ['serious', 'critical'].includes(one.impact))
            .map(one => `${one.id}: ${one.help}: ${one.nodes.slice(0, 4).map(where).join(', ')}`)),
        error => done(['axe failed: ' + error]));";

/// The checker, and what it has found so far.
pub struct Axe {
    code: String,
    found: Vec<String>,
}

impl Axe {
    /// Reads the checker from where it was installed; none where it was not, and then that is said loudly.
    pub fn ready() -> Result<Option<Self>> {
        let Some(path) = std::env::var_os("CORTADO_AXE") else {
            let _ = writeln!(
                std::io::stderr(),
                "SKIPPED: no accessibility checker: set CORTADO_AXE to axe.min.js"
            );
            return Ok(None);
        };
        let code = fs::read_to_string(&path).with_context(|| format!("cannot read {path:?}"))?;
        Ok(Some(Self {
            code,
            found: Vec::new(),
        }))
    }

    /// Looks at the page as it is now, in the light and in the dark.
    pub async fn look(&mut self, page: &Browser, screen: &str) -> Result<()> {
        if page.run("return typeof axe").await? == "undefined" {
            page.run(&self.code).await?;
        }
        for theme in ["light", "dark"] {
            page.run(&format!(
                "document.documentElement.setAttribute('data-theme', '{theme}')"
            ))
            .await?;
            let found = page.ask(LOOK).await?;
            let found = found.as_array().context("axe answered no list")?;
            let found = found.iter().map(|one| format!("{screen}, {theme}: {one}"));
            self.found.extend(found);
        }
        page.picture(&format!("axe-{screen}")).await
    }

    /// What it found on all of those screens.
    pub fn found(&self) -> &[String] {
        &self.found
    }
}
