//! What lies in a page's folder beside its code, and how it gets where it is served from.
//!
//! Files come from `ui/kit/assets`, then `ui/<page>/assets`, then `ui/<page>/index.html`; a later one replaces an earlier
//! one of the same name. The script that starts the page is a file of its own, because our content security
//! policy runs nothing inline.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Page;
use crate::place::Place;

/// Starts the page.
pub const BOOT: &str = include_str!("boot.js");
const COMPRESSED: [&str; 5] = ["css", "html", "js", "svg", "wasm"];
const BROTLI_QUALITY: i32 = 11;
const BROTLI_WINDOW: i32 = 22;

/// The files of a page that are not made from its code, by their name in its folder.
pub fn files(place: &Place, page: Page) -> Result<BTreeMap<PathBuf, PathBuf>> {
    let ui = place.root.join("ui");
    let mut found = BTreeMap::new();
    for assets in [ui.join("kit/assets"), ui.join(page.name()).join("assets")] {
        if assets.is_dir() {
            found.extend(all_files(&assets)?);
        }
    }
    found.insert(
        PathBuf::from("index.html"),
        ui.join(page.name()).join("index.html"),
    );
    Ok(found)
}

/// Copies them, and adds the script that starts the page.
pub fn add_files(place: &Place, page: Page, folder: &Path) -> Result<()> {
    for (name, source) in files(place, page)? {
        let there = folder.join(name);
        fs::create_dir_all(there.parent().context("a file has a folder")?)?;
        fs::copy(&source, &there).with_context(|| format!("cannot copy {}", source.display()))?;
    }
    fs::write(folder.join("boot.js"), BOOT)?;
    Ok(())
}

/// Puts a brotli twin (`.br`) beside everything that is text or code.
pub fn compress(folder: &Path) -> Result<()> {
    for file in all_files(folder)?.into_values() {
        let is_worth_it = file
            .extension()
            .is_some_and(|kind| COMPRESSED.iter().any(|known| kind == *known));
        if is_worth_it {
            let mut twin = file.clone().into_os_string();
            twin.push(".br");
            fs::write(twin, brotli(&fs::read(&file)?)?)?;
        }
    }
    Ok(())
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: BROTLI_QUALITY,
        lgwin: BROTLI_WINDOW,
        ..Default::default()
    };
    let mut writer = brotli::CompressorWriter::with_params(Vec::new(), 4096, &parameters);
    writer.write_all(bytes)?;
    writer.flush()?;
    Ok(writer.into_inner())
}

/// Makes one folder equal to another and touches only what differs.
pub fn mirror(from: &Path, to: &Path) -> Result<()> {
    let wanted = all_files(from)?;
    if to.is_dir() {
        for (name, stale) in all_files(to)? {
            if !wanted.contains_key(&name) {
                fs::remove_file(stale)?;
            }
        }
    }
    for (name, source) in wanted {
        let (there, bytes) = (to.join(name), fs::read(source)?);
        if fs::read(&there).is_ok_and(|last| last == bytes) {
            continue;
        }
        fs::create_dir_all(there.parent().context("a file has a folder")?)?;
        fs::write(&there, bytes).with_context(|| format!("cannot write {}", there.display()))?;
    }
    Ok(())
}

/// All files below a folder, by their name relative to it.
fn all_files(folder: &Path) -> Result<BTreeMap<PathBuf, PathBuf>> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(next) = waiting.pop() {
        for entry in
            fs::read_dir(&next).with_context(|| format!("cannot read {}", next.display()))?
        {
            let path = entry?.path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                found.insert(path.strip_prefix(folder)?.to_path_buf(), path);
            }
        }
    }
    Ok(found)
}
