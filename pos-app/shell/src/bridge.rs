//! What crosses between page and program: two commands and one event. No logic.

use crate::window::board;
use serde::Serialize;
use shared::till::{Command, Query, TillCommand, TillFailure, Touched};
use shared::wire::to_bytes;
use std::path::PathBuf;
use std::sync::Arc;
use tauri::ipc::Response;
use tauri::{AppHandle, Emitter, EventTarget, Manager, State, WebviewWindow};
use till::{Counter, CounterOptions};

/// The counter behind the window, or why it could not be opened: the window opens all the same and says it.
pub struct Bridge(Arc<Result<Counter, TillFailure>>);

impl Bridge {
    /// Opens the counter; what changes behind the window's back is told to it by the event `touched`.
    pub fn open(data: PathBuf, app: AppHandle) -> Self {
        let tell = move |touched: Touched| {
            // A window that is closing hears nothing any more, and needs to hear nothing.
            let touched = to_bytes(&touched).unwrap_or_default();
            let _ = app.emit("touched", touched);
        };
        let opened = Counter::open(CounterOptions::new(data), tell);
        Self(Arc::new(opened.map_err(TillFailure::from)))
    }

    /// The till waits for its disk, and for the server while it joins a business: on a thread that may wait. The
    /// answer, or why there is none, crosses as bytes that only the page's own code reads.
    async fn with<T: Serialize + 'static>(
        &self,
        work: impl FnOnce(&Counter) -> Result<T, TillFailure> + Send + 'static,
    ) -> Response {
        let opened = Arc::clone(&self.0);
        let working = tauri::async_runtime::spawn_blocking(move || {
            let answer = match opened.as_ref() {
                Ok(counter) => work(counter),
                Err(why) => Err(why.clone()),
            };
            written(&answer)
        });
        let answer = working.await;
        Response::new(answer.unwrap_or_else(|error| fault(&error)))
    }
}

fn written<T: Serialize>(answer: &Result<T, TillFailure>) -> Vec<u8> {
    to_bytes(answer).unwrap_or_else(|error| fault(&error))
}

fn fault(error: &dyn std::fmt::Display) -> Vec<u8> {
    let none: Result<(), _> = Err(TillFailure::Fault(error.to_string()));
    to_bytes(&none).unwrap_or_default()
}

/// Everything that writes. What one window did is told to the other one, where there is one.
#[tauri::command]
pub async fn execute(
    bridge: State<'_, Bridge>,
    window: WebviewWindow,
    command: Command,
) -> Result<Response, ()> {
    let shows_board = matches!(command, Command::Till(TillCommand::ShowBoard));
    let asking = window.clone();
    let answer = bridge.with(move |counter| {
        let done = counter.execute(command)?;
        tell_others(&asking, done.touched);
        Ok(done)
    });
    let answer = answer.await;
    if shows_board && let Err(error) = board(window.app_handle()) {
        return Ok(Response::new(fault(&error)));
    }
    Ok(answer)
}

fn tell_others(asking: &WebviewWindow, touched: Touched) {
    let app = asking.app_handle();
    if app.webview_windows().len() < 2 {
        return;
    }
    let touched = to_bytes(&touched).unwrap_or_default();
    let is_other = |target: &EventTarget| match target {
        EventTarget::AnyLabel { label } => label != asking.label(),
        _ => false,
    };
    // A window that is closing hears nothing any more, and needs to hear nothing.
    let _ = app.emit_filter("touched", touched, is_other);
}

/// Everything that reads.
#[tauri::command]
pub async fn query(bridge: State<'_, Bridge>, query: Query) -> Result<Response, ()> {
    Ok(bridge.with(|counter| counter.query(query)).await)
}
