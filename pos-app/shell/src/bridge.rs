//! What crosses between page and program: two commands and one event. No logic.

use shared::till::{Answer, Command, Outcome, Query, TillFailure, Touched};
use std::path::PathBuf;
use std::sync::Arc;
use tauri::{AppHandle, Emitter, State};
use till::{Counter, CounterOptions};

/// The counter behind the window, or why it could not be opened: the window opens all the same and says it.
pub struct Bridge(Arc<Result<Counter, TillFailure>>);

impl Bridge {
    /// Opens the counter; what changes behind the window's back is told to it by the event `touched`.
    pub fn open(data: PathBuf, app: AppHandle) -> Self {
        let tell = move |touched: Touched| {
            // A window that is closing hears nothing any more, and needs to hear nothing.
            let _ = app.emit("touched", touched);
        };
        let opened = Counter::open(CounterOptions::new(data), tell);
        Self(Arc::new(opened.map_err(TillFailure::from)))
    }

    /// The till waits for its disk, and for the server while it joins a business: on a thread that may wait.
    async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Counter) -> Result<T, TillFailure> + Send + 'static,
    ) -> Result<T, TillFailure> {
        let opened = Arc::clone(&self.0);
        let working = tauri::async_runtime::spawn_blocking(move || match opened.as_ref() {
            Ok(counter) => work(counter),
            Err(why) => Err(why.clone()),
        });
        working
            .await
            .unwrap_or_else(|error| Err(TillFailure::Fault(error.to_string())))
    }
}

/// Everything that writes.
#[tauri::command]
pub async fn execute(bridge: State<'_, Bridge>, command: Command) -> Result<Outcome, TillFailure> {
    bridge.with(|counter| counter.execute(command)).await
}

/// Everything that reads.
#[tauri::command]
pub async fn query(bridge: State<'_, Bridge>, query: Query) -> Result<Answer, TillFailure> {
    bridge.with(|counter| counter.query(query)).await
}
