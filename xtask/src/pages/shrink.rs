//! Makes a page's code smaller with binaryen's `wasm-opt`.
//!
//! It comes from npm, because what distributions ship is too old for today's compiler. Without npm the pages are
//! about twice as large and work just as well.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::cargo::finish;
use crate::npm;
use crate::place::Place;

const PACKAGE: &str = "binaryen@132.0.0";
/// What the compiler may use, and every browser of the last three years has.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// An installed `wasm-opt`.
pub struct Shrinker {
    program: PathBuf,
}

impl Shrinker {
    /// Finds the tool, or installs it once; none where there is no npm or it cannot reach its registry.
    pub fn find(place: &Place) -> Result<Option<Self>> {
        let missed = "the pages are not shrunk (they work, but are about twice as large)";
        let folder = npm::installed(place, &[PACKAGE], missed)?;
        Ok(folder.map(|folder| Self {
            program: folder.join("node_modules/.bin/wasm-opt"),
        }))
    }

    /// Shrinks a file in place.
    pub fn shrink(&self, code: &Path) -> Result<()> {
        let smaller = code.with_extension("opt");
        finish(
            Command::new(&self.program)
                .arg("-Oz")
                .args(FEATURES)
                .arg(code)
                .arg("-o")
                .arg(&smaller),
        )?;
        fs::rename(&smaller, code)?;
        Ok(())
    }
}
