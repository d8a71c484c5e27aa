//! `./dev lint`: format and clippy, warnings refused, for the machine's programs and for the pages as the browser's.

use anyhow::Result;

use crate::cargo::{finish, native};
use crate::pages::{self, Page, PagesFlags};
use crate::place::Place;
use crate::step::step;
use crate::wasm::{TARGET, Way};

/// Stops at the first that is not clean.
pub fn lint(place: &Place) -> Result<()> {
    step("format", || {
        finish(native(place).args(["fmt", "--all", "--check"]))
    })?;
    // The window's program carries its page inside, and does not compile without one.
    if !place.dist.join("ui/pos/index.html").is_file() {
        pages::build(place, &PagesFlags::default())?;
    }
    step("clippy", || {
        finish(native(place).args([
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]))
    })?;
    match Way::find()? {
        way @ Way::Installed => step("clippy, for the browser", || {
            let mut cargo = way.cargo(place);
            cargo.args(["clippy", "--target", TARGET, "--package", "kit"]);
            for page in Page::ALL {
                cargo.args(["--package", page.name()]);
            }
            finish(cargo.args(["--", "-D", "warnings"]))
        }),
        Way::Distribution { .. } => {
            println!(
                "The distribution's compiler has no clippy for the browser: pages were checked as native code."
            );
            Ok(())
        }
    }
}
