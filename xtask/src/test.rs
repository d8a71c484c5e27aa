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
use crate::pages::{self, PagesFlags};
use crate::place::Place;
use crate::step::{spent, step};
use screen::Screen;

/// What `./dev test` takes.
#[derive(Args)]
pub struct TestFlags {
    /// One part only: tidy, pages, crates, e2e, or the name of a crate.
    part: Option<String>,
    /// Given on to the tests (a name's piece, for example).
    #[arg(last = true)]
    filter: Vec<String>,
}

/// One part of the tests, in the order they run: what others need comes first, the quickest answer too.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Tidy,
    Pages,
    Crates,
    Programs,
    EndToEnd,
}

impl Part {
    const ALL: [Self; 5] = [
        Self::Tidy,
        Self::Pages,
        Self::Crates,
        Self::Programs,
        Self::EndToEnd,
    ];

    fn title(self) -> &'static str {
        match self {
            Self::Tidy => "tidy: what must not be there",
            Self::Pages => "pages: the three bundles",
            Self::Crates => "crates: every test that needs no browser",
            Self::Programs => "programs: till and server",
            Self::EndToEnd => "e2e: the real window and the real browser",
        }
    }

    /// Without these it cannot run.
    fn needs(self) -> &'static [Self] {
        match self {
            Self::Tidy | Self::Pages => &[],
            Self::Crates | Self::Programs => &[Self::Pages],
            Self::EndToEnd => &[Self::Pages, Self::Programs],
        }
    }

    fn run(self, place: &Place, filter: &[String]) -> Result<()> {
        match self {
            Self::Tidy => cargo_test(place, &["--package", "xtask", "--test", "tidy"], filter),
            Self::Pages => pages::build(place, &PagesFlags::default()),
            Self::Crates => crates(place, filter),
            Self::Programs => binaries::compile(place, "dev"),
            Self::EndToEnd => end_to_end(place, filter),
        }
    }
}

/// Runs the parts asked for and says at the end how each went.
pub fn test(place: &Place, flags: &TestFlags) -> Result<()> {
    let parts = match flags.part.as_deref() {
        None => Part::ALL.to_vec(),
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

/// All crates at once: one set of features, so that nothing is built twice.
fn crates(place: &Place, filter: &[String]) -> Result<()> {
    cargo_test(
        place,
        &["--workspace", "--exclude", "e2e", "--no-fail-fast"],
        filter,
    )
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

fn end_to_end(place: &Place, filter: &[String]) -> Result<()> {
    let screen = Screen::start()?;
    let mut cargo = native(place);
    let built = place.target.join("debug");
    cargo
        .args(["test", "--package", "e2e"])
        .args(["--"])
        .args(filter);
    cargo
        .env("CORTADO_BIN", built.join(TILL))
        .env("CORTADO_SERVER_BIN", built.join(SERVER));
    cargo.env("CORTADO_UI_DIR", place.dist.join("ui"));
    screen.show_on(&mut cargo);
    finish(&mut cargo)
}

fn cargo_test(place: &Place, arguments: &[&str], filter: &[String]) -> Result<()> {
    let mut cargo: Command = native(place);
    cargo.arg("test").args(arguments).arg("--").args(filter);
    finish(&mut cargo)
}
