//! Builds everything that ships.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use clap::Args;

use crate::cargo::{finish, native};
use crate::pages::{self, PagesFlags};
use crate::place::Place;
use crate::step::step;

/// The till's program and package.
pub const TILL: &str = "cortado";
/// The server's program.
pub const SERVER: &str = "cortado-server";

/// What `./dev build` takes.
#[derive(Args, Default)]
pub struct BuildFlags {
    /// Unoptimised programs, for a quick try.
    #[arg(long)]
    debug: bool,
}

/// Leaves `cortado`, `cortado-server` and `ui/` in dist/.
pub fn build(place: &Place, flags: &BuildFlags) -> Result<()> {
    pages::build(place, &PagesFlags::default())?;
    let profile = if flags.debug { "dev" } else { "release" };
    step("programs: cortado and cortado-server", || {
        compile(place, profile)
    })?;
    let built = place
        .target
        .join(if flags.debug { "debug" } else { "release" });
    for program in [TILL, SERVER] {
        replace(&built.join(program), &place.dist.join(program))?;
        println!("{}", place.dist.join(program).display());
    }
    Ok(())
}

/// The pages must be there before: the window's program carries its page inside.
pub fn compile(place: &Place, profile: &str) -> Result<()> {
    finish(native(place).args([
        "build",
        "--profile",
        profile,
        "--package",
        "shell",
        "--package",
        "sync-server",
        "--bins",
    ]))
}

/// The same, unoptimised, in one go with everything that the tests are made of.
pub fn compile_for_tests(place: &Place) -> Result<()> {
    finish(native(place).args(["build", "--workspace", "--bins", "--example", "till_load"]))
}

/// Puts a program in place by renaming: one that is running keeps its old file.
fn replace(from: &Path, to: &Path) -> Result<()> {
    let fresh = to.with_extension("new");
    fs::copy(from, &fresh).with_context(|| format!("cannot copy {}", from.display()))?;
    fs::rename(&fresh, to)?;
    Ok(())
}
