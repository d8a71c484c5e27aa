//! `./dev test`: everything that is tested, part after part, each with its time.
//!
//! A part that fails does not hide the ones after it, unless they need what it makes.

pub mod screen;

use std::process::Command;
use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;

use crate::binaries::{self, SERVER, TILL};
use crate::cargo::{finish, native};
use crate::npm;
use crate::pages::{self, PagesFlags};
use crate::place::Place;
use crate::step::{spent, step};
use screen::Screen;

/// Looks at screens as somebody who cannot see them, or barely, would.
const AXE: &str = "axe-core@4.14.1";

/// What `./dev test` takes.
#[derive(Args)]
pub struct TestFlags {
    /// One part only: tidy, pages, crates, e2e, or the name of a crate.
    part: Option<String>,
    /// Given on to the tests (a name's piece, for example).
    #[arg(last = true)]
    filter: Vec<String>,
}

/// One part of the tests, in the order they run: what others need comes first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Pages,
    Programs,
    Everything,
    Tidy,
    Crates,
    EndToEnd,
}

impl Part {
    fn title(self) -> &'static str {
        match self {
            Self::Pages => "pages: the three bundles",
            Self::Programs => "programs: till and server",
            Self::Everything => "tests: the crates, the real window, the real browser",
            Self::Tidy => "tidy: what must not be there",
            Self::Crates => "crates: every test that needs no browser",
            Self::EndToEnd => "e2e: the real window and the real browser",
        }
    }

    /// Without these it cannot run.
    fn needs(self) -> &'static [Self] {
        match self {
            Self::Tidy | Self::Pages => &[],
            Self::Crates | Self::Programs => &[Self::Pages],
            Self::Everything | Self::EndToEnd => &[Self::Pages, Self::Programs],
        }
    }

    fn run(self, place: &Place, filter: &[String]) -> Result<()> {
        match self {
            Self::Pages => pages::build(place, &PagesFlags::default()),
            Self::Programs => binaries::compile_for_tests(place),
            // The whole workspace at once, as the programs are built: a part of it would have other features, and
            // half of the dependencies would be compiled once more.
            Self::Everything => on_a_screen(place, &["--workspace", "--no-fail-fast"], filter),
            Self::Tidy => cargo_test(place, &["--package", "xtask", "--test", "tidy"], filter),
            Self::Crates => cargo_test(
                place,
                &["--workspace", "--exclude", "e2e", "--no-fail-fast"],
                filter,
            ),
            Self::EndToEnd => on_a_screen(place, &["--package", "e2e"], filter),
        }
    }
}

/// Runs the parts asked for and says at the end how each went.
pub fn test(place: &Place, flags: &TestFlags) -> Result<()> {
    let parts = match flags.part.as_deref() {
        None => vec![Part::Pages, Part::Programs, Part::Everything],
        Some("tidy") => vec![Part::Tidy],
        Some("pages") => vec![Part::Pages],
        Some("crates") => vec![Part::Pages, Part::Crates],
        Some("e2e") => vec![Part::Pages, Part::Programs, Part::EndToEnd],
        Some(name) => return one_crate(place, name, &flags.filter),
    };
    let (mut failed, mut lines) = (Vec::new(), Vec::new());
    for part in parts {
        if part.needs().iter().any(|needed| failed.contains(needed)) {
            failed.push(part);
            lines.push(format!("not run  {}", part.title()));
            continue;
        }
        let start = Instant::now();
        let outcome = step(part.title(), || part.run(place, &flags.filter));
        let word = if outcome.is_ok() {
            "ok     "
        } else {
            "FAILED "
        };
        lines.push(format!(
            "{word}  {} ({})",
            part.title(),
            spent(start.elapsed())
        ));
        if let Err(error) = outcome {
            eprintln!("{error:#}");
            failed.push(part);
        }
    }
    println!("\n{}", lines.join("\n"));
    if failed.is_empty() {
        Ok(())
    } else {
        bail!("{} of the parts failed or did not run", failed.len())
    }
}

fn one_crate(place: &Place, name: &str, filter: &[String]) -> Result<()> {
    let package = if name == "server" {
        "sync-server"
    } else {
        name
    };
    if package == "shell" {
        pages::build(place, &PagesFlags::default())?;
    }
    step(package, || {
        cargo_test(place, &["--package", package], filter)
    })
}

/// With a screen for the window, and told where the programs and pages are.
fn on_a_screen(place: &Place, arguments: &[&str], filter: &[String]) -> Result<()> {
    let screen = Screen::start()?;
    let mut cargo = native(place);
    let built = place.target.join("debug");
    cargo.arg("test").args(arguments).arg("--").args(filter);
    cargo
        .env("CORTADO_BIN", built.join(TILL))
        .env("CORTADO_SERVER_BIN", built.join(SERVER));
    cargo.env("CORTADO_UI_DIR", place.dist.join("ui"));
    let missed = "no screen is looked at by an accessibility checker";
    if let Some(tools) = npm::installed(place, &[AXE], missed)? {
        cargo.env(
            "CORTADO_AXE",
            tools.join("node_modules/axe-core/axe.min.js"),
        );
    }
    screen.show_on(&mut cargo);
    finish(&mut cargo)
}

fn cargo_test(place: &Place, arguments: &[&str], filter: &[String]) -> Result<()> {
    let mut cargo: Command = native(place);
    cargo.arg("test").args(arguments).arg("--").args(filter);
    finish(&mut cargo)
}
