//! Writes the JavaScript that joins a page's code to the browser.

use std::path::Path;

use anyhow::Result;
use wasm_bindgen_cli_support::Bindgen;

/// The code's file name beside `app.js`.
pub const CODE: &str = "app_bg.wasm";

/// Puts `app.js` and `app_bg.wasm` into a folder.
pub fn bind(code: &Path, folder: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(code)
        .out_name("app")
        .web(true)?
        .typescript(false);
    bindgen.generate(folder)
}
