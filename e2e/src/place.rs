//! Where the programs, the pages and the real data are.

use anyhow::{Context, Result};
use std::io::Write;
use std::path::{Path, PathBuf};

fn built(variable: &str, usual: &str) -> Result<PathBuf> {
    let path =
        std::env::var_os(variable).map_or_else(|| root().join("dist").join(usual), PathBuf::from);
    let path = path.canonicalize();
    path.with_context(|| {
        format!("{usual} is not built: `./dev test e2e` builds it, or set {variable}")
    })
}

fn root() -> &'static Path {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    crate_folder.parent().unwrap_or(crate_folder)
}

/// The till.
pub fn till() -> Result<PathBuf> {
    built("CORTADO_BIN", "cortado")
}

/// The server.
pub fn server() -> Result<PathBuf> {
    built("CORTADO_SERVER_BIN", "cortado-server")
}

/// The program that is many tills at once: an example of the till's crate, built beside the server.
pub fn till_load() -> Result<PathBuf> {
    if std::env::var_os("CORTADO_LOAD_BIN").is_some() {
        return built("CORTADO_LOAD_BIN", "till_load");
    }
    let server = server()?;
    let beside = server.parent().context("the server is in no folder")?;
    let path = beside.join("examples/till_load");
    path.canonicalize()
        .context("till_load is not built: `cargo build --package till --example till_load`")
}

/// The pages.
pub fn pages() -> Result<PathBuf> {
    built("CORTADO_UI_DIR", "ui")
}

/// The starter menu.
pub fn starter_menu() -> PathBuf {
    root().join("pos-app/till/starter-menu.csv")
}

/// A file of the real data, or nothing, said past the test's captured output, where the data is not at hand.
pub fn data(file: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("CORTADO_DATA")
        .map_or_else(|| root().join("../shared/data"), PathBuf::from);
    let path = folder.join(file);
    if path.exists() {
        return Some(path);
    }
    let _ = writeln!(
        std::io::stderr(),
        "SKIPPED: {file} is not under {}; set CORTADO_DATA to where the data is",
        folder.display()
    );
    None
}

/// Where screenshots go, when they are wanted: set `CORTADO_SCREENSHOTS`.
pub fn screenshots() -> Option<PathBuf> {
    std::env::var_os("CORTADO_SCREENSHOTS").map(PathBuf::from)
}

/// A fresh folder for a test's data: in memory where there is room, since these tests are about what happens and
/// not about what a disk makes durable. Those that are live with the till and the server.
pub fn workplace(name: &str) -> Result<tempfile::TempDir> {
    let memory = Path::new("/dev/shm");
    let mut builder = tempfile::Builder::new();
    let builder = builder.prefix(name);
    Ok(if memory.is_dir() {
        builder.tempdir_in(memory)?
    } else {
        builder.tempdir()?
    })
}
