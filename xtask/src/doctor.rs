//! What is missing on this machine. System packages are `./dev`'s to check; this looks at the rest.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Result, ensure};

use crate::cargo::answer;
use crate::place::Place;
use crate::wasm::Way;

/// What the workspace asks for.
const NEEDED: &str = env!("CARGO_PKG_RUST_VERSION");

enum Finding {
    Good(String),
    /// Works without; says what is lost.
    Optional(String),
    Missing(String),
}

/// Prints one line for each thing; fails when something needed is missing.
pub fn doctor(place: &Place) -> Result<()> {
    let findings = [rust(), wasm(), postgres(), display(), npm(), pages(place)];
    let mut missing = 0;
    for finding in findings {
        match finding {
            Finding::Good(what) => println!("good:     {what}"),
            Finding::Optional(what) => println!("optional: {what}"),
            Finding::Missing(what) => {
                missing += 1;
                println!("missing:  {what}");
            }
        }
    }
    ensure!(missing == 0, "{missing} missing");
    Ok(())
}

fn rust() -> Finding {
    match answer(Command::new("rustc").arg("--version")) {
        Ok(version) if is_new_enough(&version) => Finding::Good(version.trim().to_owned()),
        Ok(version) => Finding::Missing(format!(
            "rustc {NEEDED} or newer (this is {}): rustup update",
            version.trim()
        )),
        Err(error) => Finding::Missing(format!("rustc: {error:#}")),
    }
}

/// Whether this is the answer of a compiler that can build the workspace.
fn is_new_enough(answer: &str) -> bool {
    let numbers = |version: &str| -> Option<(u32, u32)> {
        let mut numbers = version.split('.');
        Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
    };
    let has = answer.split_whitespace().nth(1).and_then(numbers);
    has.is_some() && has >= numbers(NEEDED)
}

fn wasm() -> Finding {
    match Way::find() {
        Ok(way) => Finding::Good(format!("WebAssembly by {}", way.in_words())),
        Err(error) => Finding::Missing(format!("{error:#}")),
    }
}

fn postgres() -> Finding {
    match postgres_programs() {
        Some(folder) => Finding::Good(format!("PostgreSQL programs in {}", folder.display())),
        None => Finding::Missing("PostgreSQL's initdb and postgres".to_owned()),
    }
}

fn postgres_programs() -> Option<PathBuf> {
    let asked = answer(Command::new("pg_config").arg("--bindir"))
        .ok()
        .map(|folder| PathBuf::from(folder.trim()));
    let debian = Path::new("/usr/lib/postgresql")
        .read_dir()
        .ok()
        .into_iter()
        .flatten();
    let found = debian
        .filter_map(|entry| entry.ok())
        .map(|entry| entry.path().join("bin"));
    asked
        .into_iter()
        .chain(found)
        .find(|folder| folder.join("initdb").is_file() && folder.join("postgres").is_file())
}

fn display() -> Finding {
    match ["WAYLAND_DISPLAY", "DISPLAY"]
        .iter()
        .find(|name| env::var_os(name).is_some_and(|value| !value.is_empty()))
    {
        Some(name) => Finding::Good(format!("a display for the till's window ({name})")),
        None => {
            Finding::Optional("no display: ./dev run runs the till without its window".to_owned())
        }
    }
}

fn npm() -> Finding {
    let is_there = Command::new("npm")
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if is_there.is_ok_and(|end| end.success()) {
        return Finding::Good(
            "npm, which brings wasm-opt and the accessibility checker".to_owned(),
        );
    }
    Finding::Optional(
        "no npm: the pages are about twice as large, and no screen is checked for accessibility"
            .to_owned(),
    )
}

fn pages(place: &Place) -> Finding {
    let built = ["pos", "dashboard", "ordering"]
        .iter()
        .all(|page| place.dist.join("ui").join(page).join("app.js").is_file());
    if built {
        Finding::Good("pages in dist/ui".to_owned())
    } else {
        Finding::Optional("no pages in dist/ui yet: ./dev build makes them".to_owned())
    }
}
