//! Where the streams are, and where pictures go.

use paper_printer::{Picture, Printed, print};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Dots a row of 80 mm paper.
pub const WIDTH: usize = 576;

/// All streams, or nothing, said loudly, where they are not at hand: they are not ours and not in the repository.
pub fn streams() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let data =
        std::env::var_os("CORTADO_DATA").map_or_else(|| root.join("../shared/data"), PathBuf::from);
    let folder = data.join("escpos/escpos-php");
    if folder.is_dir() {
        return Some(folder);
    }
    let _ = writeln!(
        std::io::stderr(),
        "SKIPPED: no printer streams at {}; set CORTADO_DATA to where the data is",
        folder.display()
    );
    None
}

/// One stream, printed.
pub fn printed(name: &str) -> Option<Printed> {
    let bytes = std::fs::read(streams()?.join(name)).unwrap();
    let printed = print(&bytes, WIDTH).unwrap_or_else(|why| panic!("{name}: {why}"));
    keep(name, &printed.picture);
    Some(printed)
}

/// Keeps a picture to look at, where `CORTADO_SCREENSHOTS` says so.
pub fn keep(name: &str, picture: &Picture) {
    let Some(folder) = std::env::var_os("CORTADO_SCREENSHOTS").map(PathBuf::from) else {
        return;
    };
    std::fs::create_dir_all(&folder).unwrap();
    let name = format!("stream-{}.png", name.trim_end_matches(".bin"));
    let file = std::fs::File::create(folder.join(name)).unwrap();
    picture.to_png(file).unwrap();
}

/// What the QR codes of a picture say, for a reader that sees the white of the table around the paper.
pub fn qr_codes(picture: &Picture) -> Vec<String> {
    const QUIET: usize = 24;
    let (width, height) = (picture.width() + 2 * QUIET, picture.height() + 2 * QUIET);
    let is_black =
        |x: usize, y: usize| x >= QUIET && y >= QUIET && picture.is_black(x - QUIET, y - QUIET);
    let mut seen = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        if is_black(x, y) { 0 } else { 255 }
    });
    let grids = seen.detect_grids();
    let read = grids.iter().filter_map(|grid| grid.decode().ok());
    read.map(|(_, text)| text).collect()
}
