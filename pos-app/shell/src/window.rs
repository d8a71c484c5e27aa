//! The window itself, and the kitchen's beside it.

use crate::bridge::{self, Bridge};
use std::path::PathBuf;
use std::process::ExitCode;
use tauri::{App, AppHandle, Manager, WebviewUrl, WebviewWindowBuilder, Window, WindowEvent};

/// The name of the counter's window, and of the kitchen's, which its page knows by the address.
const COUNTER: &str = "counter";
const BOARD: &str = "board";

/// Opens the window and stays until it is closed.
pub fn open(data: Option<PathBuf>) -> ExitCode {
    let running = tauri::Builder::default()
        .setup(move |app| set_up(app, data))
        .on_window_event(close_with_counter)
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
    WebviewWindowBuilder::new(app, COUNTER, WebviewUrl::App("index.html".into()))
        .title("Cortado")
        .inner_size(1280.0, 800.0)
        .min_inner_size(1024.0, 600.0)
        .build()?;
    Ok(())
}

/// Opens the kitchen's window, or brings it to the front.
pub fn board(app: &AppHandle) -> tauri::Result<()> {
    if let Some(open) = app.get_webview_window(BOARD) {
        open.unminimize()?;
        return open.set_focus();
    }
    WebviewWindowBuilder::new(app, BOARD, WebviewUrl::App("index.html#board".into()))
        .title("Cortado")
        .inner_size(1280.0, 800.0)
        .min_inner_size(800.0, 600.0)
        .build()
        .map(|_| ())
}

/// Without the counter's window there is nobody to sell: the kitchen's goes with it.
fn close_with_counter(window: &Window, event: &WindowEvent) {
    let counter_is_gone = window.label() == COUNTER && matches!(event, WindowEvent::Destroyed);
    if counter_is_gone && let Some(board) = window.app_handle().get_webview_window(BOARD) {
        // One that is closing already needs nothing more.
        let _ = board.close();
    }
}
