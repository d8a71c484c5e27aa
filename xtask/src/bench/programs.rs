//! The programs that measure: built once, run in a folder on the target's disk, their answers read.
//!
//! They measure and know nothing of goals; the goals stand here, where the table is made.

use std::cell::OnceCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::binaries::{self, BuildFlags, SERVER, TILL};
use crate::cargo::{answer, finish, native};
use crate::place::Place;
use crate::step::step;
use crate::test::screen::Screen;

/// What the measures share: everything is made when the first of them needs it.
pub struct Programs<'a> {
    /// Where we are.
    pub place: &'a Place,
    folder: PathBuf,
    no_build: bool,
    built: OnceCell<()>,
    filled: OnceCell<()>,
}

impl<'a> Programs<'a> {
    /// Works below the target folder: durability is only worth measuring on a disk.
    pub fn new(place: &'a Place, no_build: bool) -> Result<Self> {
        let folder = place.target.join("bench").join("work");
        clear(&folder)?;
        fs::create_dir_all(&folder)?;
        Ok(Self {
            place,
            folder,
            no_build,
            built: OnceCell::new(),
            filled: OnceCell::new(),
        })
    }

    /// Asks the till's own measuring program.
    pub fn till(&self, measure: &str) -> Result<Value> {
        self.ask("examples/till_speed", &[measure.as_ref()])
    }

    /// Asks the server's own measuring program.
    pub fn server(&self, measure: &str) -> Result<Value> {
        self.ask("examples/server_speed", &[measure.as_ref()])
    }

    /// The bare insert of the entries that the server of the last `wire` was sent.
    pub fn bare_insert(&self) -> Result<Value> {
        let data = self.folder.join("server");
        self.ask("examples/server_speed", &["bare".as_ref(), &data])
    }

    /// Measures with the programs as they ship, on tills that it makes itself.
    pub fn shipped_alone(&self, measure: &str) -> Result<Value> {
        self.run_measure(measure)
    }

    /// Measures with the programs as they ship, on tills that are filled the first time.
    pub fn shipped(&self, measure: &str) -> Result<Value> {
        if self.filled.get().is_none() {
            let filled = step("two tills, one with 100,000 entries", || {
                self.run_measure("fill")
            })?;
            eprintln!("{filled}");
            self.filled.get_or_init(|| ());
        }
        self.run_measure(measure)
    }

    /// A fresh folder of this name, for a peer's own files.
    pub fn folder_of(&self, name: &str) -> Result<PathBuf> {
        let folder = self.folder.join(name);
        clear(&folder)?;
        fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    fn run_measure(&self, measure: &str) -> Result<Value> {
        self.ask("measure", &[measure.as_ref(), &self.folder])
    }

    fn ask(&self, program: &str, arguments: &[&Path]) -> Result<Value> {
        self.build()?;
        let mut command = Command::new(self.place.target.join("release").join(program));
        command
            .args(arguments)
            .env("TMPDIR", &self.folder)
            .stderr(Stdio::inherit());
        let dist = &self.place.dist;
        command
            .env("CORTADO_BIN", dist.join(TILL))
            .env("CORTADO_SERVER_BIN", dist.join(SERVER))
            .env("CORTADO_UI_DIR", dist.join("ui"))
            .env(
                "CORTADO_LOAD_BIN",
                self.place.target.join("release/examples/till_load"),
            );
        let screen = Screen::start()?;
        screen.show_on(&mut command);
        let text = answer(&mut command)?;
        serde_json::from_str(&text).with_context(|| format!("{program} answered {text:?}"))
    }

    /// Builds what ships and what measures it, the first time.
    pub fn build(&self) -> Result<()> {
        if self.no_build || self.built.get().is_some() {
            return Ok(());
        }
        binaries::build(self.place, &BuildFlags::default())?;
        step("programs that measure", || {
            finish(native(self.place).args(["build", "--release"]).args([
                "--package=till",
                "--package=sync-server",
                "--package=e2e",
                "--example=till_speed",
                "--example=till_load",
                "--example=server_speed",
                "--bin=measure",
            ]))
        })?;
        self.built.get_or_init(|| ());
        Ok(())
    }
}

impl Drop for Programs<'_> {
    fn drop(&mut self) {
        if let Err(error) = clear(&self.folder) {
            eprintln!("{error:#}");
        }
    }
}

fn clear(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("clearing {}", folder.display()))?;
    }
    Ok(())
}

/// A number of a measuring program's answer.
pub fn number(answer: &Value, path: &str) -> Result<f64> {
    let value = answer.pointer(path).and_then(Value::as_f64);
    value.with_context(|| format!("no {path} in {answer}"))
}
