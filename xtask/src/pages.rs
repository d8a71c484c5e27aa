//! Builds the three pages: compile, bind, shrink, then lay out what a browser loads.
//!
//! Each page is staged in the target folder and only what changed is written on, so that the window's build,
//! which embeds a page, is not started again by a page that came out the same.

mod bind;
mod compile;
mod layout;
mod shrink;

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result, anyhow};
use clap::{Args, ValueEnum};
use sha2::{Digest, Sha256};

use crate::place::Place;
use crate::step::step;
use shrink::Shrinker;

/// One of the three bundles; the name is also its package's and its folder's.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Page {
    /// The counter, shown by the window.
    Pos,
    /// The owner's dashboard.
    Dashboard,
    /// The customer's menu and basket.
    Ordering,
}

impl Page {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Pos, Self::Dashboard, Self::Ordering];

    /// The package and folder of that name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pos => "pos",
            Self::Dashboard => "dashboard",
            Self::Ordering => "ordering",
        }
    }
}

/// What `./dev pages` takes.
#[derive(Args, Default)]
pub struct PagesFlags {
    /// Only these pages (comma separated).
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Page>,
    /// Fast to build instead of small to load: unoptimised, not shrunk, not compressed.
    #[arg(long)]
    dev: bool,
    /// Where the pages go, one folder each (default: dist/ui).
    #[arg(long)]
    out: Option<PathBuf>,
}

/// Builds the pages asked for.
pub fn build(place: &Place, flags: &PagesFlags) -> Result<()> {
    let pages = if flags.only.is_empty() {
        Page::ALL.to_vec()
    } else {
        flags.only.clone()
    };
    let out = match &flags.out {
        Some(folder) => std::path::absolute(folder)?,
        None => place.dist.join("ui"),
    };
    step("pages: compile to WebAssembly", || {
        compile::compile(place, &pages, flags.dev)
    })?;
    let shrinker = if flags.dev {
        None
    } else {
        Shrinker::find(place)?
    };
    let finish = |page: Page| {
        let staged = stage(place, page, flags.dev, shrinker.as_ref())?;
        layout::mirror(&staged, &out.join(page.name()))
    };
    thread::scope(|scope| {
        let each: Vec<_> = pages
            .iter()
            .map(|page| scope.spawn(|| finish(*page)))
            .collect();
        each.into_iter().try_for_each(|page| {
            page.join()
                .map_err(|_| anyhow!("a page could not be finished"))?
        })
    })?;
    for page in pages {
        println!("{}", out.join(page.name()).display());
    }
    Ok(())
}

/// Makes the page's folder below the target folder, unless its code, its files and the tools are those of last time.
fn stage(place: &Place, page: Page, dev: bool, shrinker: Option<&Shrinker>) -> Result<PathBuf> {
    let code = compile::output(place, page, dev);
    let stamp = stamp(place, page, &code, shrinker.is_some())?;
    let staging = place
        .wasm_target()
        .join("pages")
        .join(if dev { "dev" } else { "page" });
    let (staged, stamp_file) = (
        staging.join(page.name()),
        staging.join(format!("{}.stamp", page.name())),
    );
    if staged.is_dir() && fs::read_to_string(&stamp_file).is_ok_and(|last| last == stamp) {
        return Ok(staged);
    }
    step(&format!("{}: bind, shrink, compress", page.name()), || {
        if staged.exists() {
            fs::remove_dir_all(&staged)?;
        }
        fs::create_dir_all(&staged)?;
        bind::bind(&code, &staged)?;
        if let Some(shrinker) = shrinker {
            shrinker.shrink(&staged.join(bind::CODE))?;
        }
        layout::add_files(place, page, &staged)?;
        if !dev {
            layout::compress(&staged)?;
        }
        Ok(())
    })?;
    fs::write(&stamp_file, stamp)?;
    Ok(staged)
}

/// A hash over all that goes into a page.
fn stamp(place: &Place, page: Page, code: &Path, shrunk: bool) -> Result<String> {
    let mut hash = Sha256::new();
    hash.update(fs::read(code).with_context(|| format!("no {}", code.display()))?);
    for (name, file) in layout::files(place, page)? {
        hash.update(name.to_string_lossy().as_bytes());
        hash.update(fs::read(&file)?);
    }
    hash.update(layout::BOOT);
    hash.update([u8::from(shrunk)]);
    Ok(hex::encode(hash.finalize()))
}
