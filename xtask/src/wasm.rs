//! Which compiler makes WebAssembly on this machine.
//!
//! The usual one is rustup's `wasm32-unknown-unknown`. Where rustup cannot add it, `./dev` installs the
//! distribution's compiler, which ships the standard library's source, and we build that along.
//! Nothing is remembered: what is installed decides, so there is no state that could be wrong.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::cargo::{answer, native};
use crate::place::Place;

/// The target triple of the pages.
pub const TARGET: &str = "wasm32-unknown-unknown";
const DISTRIBUTION_COMPILER: &str = "/usr/bin/rustc";
/// The compiler's own first: an older linker may not know what it writes.
const DISTRIBUTION_LINKERS: [&str; 2] = ["/usr/bin/rust-lld", "/usr/bin/wasm-ld"];

/// The compiler for the pages.
pub enum Way {
    /// The compiler we are built with has the target.
    Installed,
    /// The distribution's compiler builds the standard library from source.
    Distribution {
        /// The linker: rustup's where there is one, else the distribution's.
        linker: PathBuf,
    },
}

impl Way {
    /// Looks at what is installed.
    pub fn find() -> Result<Self> {
        let sysroot =
            PathBuf::from(answer(Command::new("rustc").args(["--print", "sysroot"]))?.trim());
        if sysroot
            .join("lib/rustlib")
            .join(TARGET)
            .join("lib")
            .is_dir()
            && !distribution_wanted()
        {
            return Ok(Self::Installed);
        }
        if !distribution_has_source() {
            bail!("no compiler for {TARGET} here: run ./dev doctor");
        }
        Ok(Self::Distribution {
            linker: linker(&sysroot)?,
        })
    }

    /// How `./dev doctor` names it.
    pub fn in_words(&self) -> &'static str {
        match self {
            Self::Installed => "rustup's target",
            Self::Distribution { .. } => "the distribution's compiler (rustc-web)",
        }
    }

    /// A cargo command that compiles for the browser when given `--target`.
    pub fn cargo(&self, place: &Place) -> Command {
        let mut command = native(place);
        command.env("CARGO_TARGET_DIR", place.wasm_target());
        if let Self::Distribution { linker } = self {
            command
                .env("RUSTC", DISTRIBUTION_COMPILER)
                .env("RUSTC_BOOTSTRAP", "1")
                .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
        }
        command
    }
}

/// `CORTADO_WASM=distribution` tries the other way on a machine that has both.
fn distribution_wanted() -> bool {
    std::env::var("CORTADO_WASM").is_ok_and(|way| way == "distribution")
}

fn distribution_has_source() -> bool {
    let Ok(sysroot) = answer(Command::new(DISTRIBUTION_COMPILER).args(["--print", "sysroot"]))
    else {
        return false;
    };
    Path::new(sysroot.trim())
        .join("lib/rustlib/src/rust/library/std")
        .is_dir()
}

fn linker(sysroot: &Path) -> Result<PathBuf> {
    let version = answer(Command::new("rustc").arg("-vV"))?;
    let host = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .context("rustc -vV names no host")?;
    let ours = sysroot.join("lib/rustlib").join(host).join("bin/rust-lld");
    if ours.is_file() {
        return Ok(ours);
    }
    for theirs in DISTRIBUTION_LINKERS.map(Path::new) {
        if theirs.is_file() {
            return Ok(theirs.to_path_buf());
        }
    }
    bail!(
        "no WebAssembly linker: neither rustup's {} nor one of {DISTRIBUTION_LINKERS:?}",
        ours.display(),
    )
}
