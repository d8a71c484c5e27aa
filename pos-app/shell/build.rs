//! Checks the window's configuration and generates what it may do.

fn main() {
    let commands = tauri_build::AppManifest::new().commands(&["execute", "query"]);
    let attributes = tauri_build::Attributes::new().app_manifest(commands);
    tauri_build::try_build(attributes).expect("tauri.conf.json and capabilities/ are valid");
}
