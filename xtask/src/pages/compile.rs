//! Compiles pages to WebAssembly, all in one call of cargo.

use std::path::PathBuf;

use anyhow::Result;

use super::Page;
use crate::cargo::finish;
use crate::place::Place;
use crate::wasm::{TARGET, Way};

/// Compiles the pages with the profile `page` (small), or `dev` (fast to build).
pub fn compile(place: &Place, pages: &[Page], dev: bool) -> Result<()> {
    let mut cargo = Way::find()?.cargo(place);
    cargo.args(["build", "--target", TARGET, "--profile", profile(dev)]);
    for page in pages {
        cargo.args(["--package", page.name()]);
    }
    finish(&mut cargo)
}

/// Where cargo leaves a page's code.
pub fn output(place: &Place, page: Page, dev: bool) -> PathBuf {
    let folder = if dev { "debug" } else { profile(dev) };
    place
        .wasm_target()
        .join(TARGET)
        .join(folder)
        .join(format!("{}.wasm", page.name()))
}

fn profile(dev: bool) -> &'static str {
    if dev { "dev" } else { "page" }
}
