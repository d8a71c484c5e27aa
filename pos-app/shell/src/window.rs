//! The window itself.

use crate::bridge::{self, Bridge};
use std::path::PathBuf;
use std::process::ExitCode;
use tauri::{App, Manager, WebviewUrl, WebviewWindowBuilder};

/// Opens the window and stays until it is closed.
pub fn open(data: Option<PathBuf>) -> ExitCode {
    let running = tauri::Builder::default()
        .setup(move |app| set_up(app, data))
        .invoke_handler(tauri::generate_handler![bridge::execute, bridge::query])
        .run(tauri::generate_context!());
    match running {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cortado: the window could not be opened: {error}");
            ExitCode::FAILURE
        }
    }
}

fn set_up(app: &mut App, data: Option<PathBuf>) -> Result<(), Box<dyn std::error::Error>> {
    let data = match data {
        Some(data) => data,
        None => app.path().app_local_data_dir()?,
    };
    app.manage(Bridge::open(data, app.handle().clone()));
    WebviewWindowBuilder::new(app, "counter", WebviewUrl::App("index.html".into()))
        .title("Cortado")
        .inner_size(1280.0, 800.0)
        .min_inner_size(1024.0, 600.0)
        .build()?;
    Ok(())
}
