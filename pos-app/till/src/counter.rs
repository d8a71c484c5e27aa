//! What a window holds: the till behind a lock that is never kept while the network is busy, and its sync.

use crate::error::OpenError;
use crate::moment::Clock;
use crate::real::{SystemClock, SystemEntropy, system_zone};
use crate::till::{Till, TillOptions};
use shared::money::Currency;
use shared::till::{Answer, Command, Outcome, Query, TillCommand, TillFailure, Touched};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

/// How a counter is opened.
pub struct CounterOptions {
    /// The till's folder.
    pub data: PathBuf,
    /// Whether the till's key may go into the operating system's keyring.
    pub keyring: bool,
    /// Whether it talks to its server.
    pub online: bool,
    /// The program's version.
    pub app_version: String,
    /// The till's clock.
    pub clock: Arc<dyn Clock>,
}

impl CounterOptions {
    /// A counter of this folder as a person opens it. `CORTADO_KEYRING=off` keeps it away from the keyring.
    pub fn new(data: impl Into<PathBuf>) -> Self {
        Self {
            data: data.into(),
            keyring: std::env::var_os("CORTADO_KEYRING").is_none_or(|value| value != "off"),
            online: true,
            app_version: env!("CARGO_PKG_VERSION").to_owned(),
            clock: Arc::new(SystemClock),
        }
    }

    fn till(&self) -> TillOptions {
        TillOptions {
            folder: self.data.clone(),
            keyring: self.keyring,
            zone: system_zone(),
            currency: Currency::ARS,
            app_version: self.app_version.clone(),
            clock: Arc::clone(&self.clock),
            entropy: Box::new(SystemEntropy),
        }
    }
}

/// A till that is open for business.
pub struct Counter {
    till: Arc<Mutex<Till>>,
}

impl Counter {
    /// Opens the till of a folder, and makes one where there is none. `on_touched` is called, on another thread,
    /// after the sync has changed something.
    pub fn open(
        options: CounterOptions,
        on_touched: impl Fn(Touched) + Send + Sync + 'static,
    ) -> Result<Self, OpenError> {
        let till = Till::open(options.till())?;
        let _ = on_touched;
        Ok(Self {
            till: Arc::new(Mutex::new(till)),
        })
    }

    /// Does what is asked.
    pub fn execute(&self, command: Command) -> Result<Outcome, TillFailure> {
        match &command {
            Command::Till(TillCommand::ExportJournal { path }) => self.export(path),
            _ => self.till().execute(&command),
        }
    }

    /// Answers what is asked.
    pub fn query(&self, query: Query) -> Result<Answer, TillFailure> {
        self.till().query(&query)
    }

    fn till(&self) -> MutexGuard<'_, Till> {
        // A panic within a command rolled its transaction back: the file is whole, and the counter stays open.
        self.till
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn export(&self, path: &str) -> Result<Outcome, TillFailure> {
        let folder = self.till().folder().to_owned();
        let path = if path.is_empty() {
            chosen_path(&folder)
        } else {
            PathBuf::from(path)
        };
        // Beside the till, on a connection of its own: selling goes on while it is written.
        let reader = crate::report::Reader::open(&folder).map_err(|error| match error {
            OpenError::Failed(error) => TillFailure::from(error),
            other => TillFailure::Fault(other.to_string()),
        })?;
        let exported = reader.export(&path).map_err(TillFailure::from)?;
        Ok(Outcome {
            exported: Some((exported.path, exported.entries)),
            ..Outcome::default()
        })
    }
}

/// A new file in the person's documents, or in the till's folder where there are none.
fn chosen_path(folder: &Path) -> PathBuf {
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"));
    let documents = home.map(|home| PathBuf::from(home).join("Documents"));
    let place = documents.filter(|documents| documents.is_dir());
    let place = place.unwrap_or_else(|| folder.to_owned());
    let now_ms = SystemClock.now_ms();
    let day = chrono::DateTime::from_timestamp_millis(now_ms).unwrap_or_default();
    place.join(format!("cortado-{}.jsonl", day.format("%Y-%m-%d-%H%M%S")))
}
