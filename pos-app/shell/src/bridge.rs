//! What crosses between page and program: two commands and one event. No logic.

use shared::till::{Answer, Command, Outcome, Query, TillFailure, Touched};
use std::path::PathBuf;
use tauri::{AppHandle, Emitter, State};
use till::{Counter, CounterOptions, OpenError};

/// The counter behind the window, or why it could not be opened: the window opens all the same and says it.
pub struct Bridge(Result<Counter, String>);

impl Bridge {
    /// Opens the counter; what changes behind the window's back is told to it by the event `touched`.
    pub fn open(data: PathBuf, app: AppHandle) -> Self {
        let tell = move |touched: Touched| {
            // A window that is closing hears nothing any more, and needs to hear nothing.
            let _ = app.emit("touched", touched);
        };
        let opened = Counter::open(CounterOptions::new(data), tell);
        Self(opened.map_err(|error: OpenError| error.to_string()))
    }

    fn counter(&self) -> Result<&Counter, TillFailure> {
        self.0
            .as_ref()
            .map_err(|why| TillFailure::Fault(why.clone()))
    }
}

/// Everything that writes.
#[tauri::command(async)]
pub fn execute(bridge: State<'_, Bridge>, command: Command) -> Result<Outcome, TillFailure> {
    bridge.counter()?.execute(command)
}

/// Everything that reads.
#[tauri::command(async)]
pub fn query(bridge: State<'_, Bridge>, query: Query) -> Result<Answer, TillFailure> {
    bridge.counter()?.query(query)
}
