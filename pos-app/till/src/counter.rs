//! What a window holds: the till behind a lock that is never kept while the network is busy, and its sync.

use crate::error::{OpenError, TillError};
use crate::keyring::{Keyring, OsKeyring};
use crate::leaving::leave_for;
use crate::moment::Clock;
use crate::printing::{Bell, Lane, PrintRunner};
use crate::real::{SystemClock, SystemEntropy, system_zone};
use crate::sync::{
    Desktop, HttpTransport, Progress, Runner, Transport, enrol_request, lock, read_enrolment,
};
use crate::till::{Till, TillOptions};
use crate::witness::Watch;
use shared::journal::Head;
use shared::money::Currency;
use shared::printing::{Paper, PrintCommand, PrintRejection};
use shared::sync::EnrolmentCode;
use shared::till::{
    Answer, Command, Outcome, Query, Rejection, Session, TillCommand, TillFailure, Touched,
};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How a counter is opened.
pub struct CounterOptions {
    /// The till's folder.
    pub data: PathBuf,
    /// Whether the till's key and its witness may go into the operating system's keyring.
    pub keyring: bool,
    /// Whether it talks to its server.
    pub online: bool,
    /// Whether somebody stands at it, who has to sign in where there is a team.
    pub attended: bool,
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
            attended: true,
            app_version: env!("CARGO_PKG_VERSION").to_owned(),
            clock: Arc::new(SystemClock),
        }
    }

    /// The till of this counter, as it is opened.
    pub(crate) fn till(&self) -> TillOptions {
        TillOptions {
            folder: self.data.clone(),
            keyring: self
                .keyring
                .then(|| Arc::new(OsKeyring) as Arc<dyn Keyring>),
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
    desktop: Arc<Desktop>,
    watch: Watch,
}

impl Counter {
    /// Opens the till of a folder, and makes one where there is none. `on_touched` is called, on another thread,
    /// after the sync has changed something.
    pub fn open(
        options: CounterOptions,
        on_touched: impl Fn(Touched) + Send + Sync + 'static,
    ) -> Result<Self, OpenError> {
        let mut till = Till::open(options.till())?;
        if !options.attended {
            till.be_unattended();
        }
        // A full disk, or one that reads only: selling without that room is slower, and no more.
        if let Err(error) = till.database.lay_out_wal() {
            tracing::warn!(%error, "no room was laid out in the WAL");
        }
        let desktop = Arc::new(Desktop::new(till));
        let watch = Watch::begin(Arc::clone(&desktop), Arc::new(SystemClock));
        let counter = Self { desktop, watch };
        let on_touched: Arc<dyn Fn(Touched) + Send + Sync> = Arc::new(on_touched);
        if options.attended {
            for lane in [Lane::Counter, Lane::Kitchen] {
                let printing = PrintRunner {
                    lane,
                    desktop: Arc::clone(&counter.desktop),
                    clock: Arc::clone(&options.clock),
                    on_touched: Arc::clone(&on_touched),
                };
                let started = printing.start();
                started.map_err(TillError::io("starting the printing"))?;
            }
        }
        if options.online {
            let runner = Runner {
                desktop: Arc::clone(&counter.desktop),
                transport: Box::new(HttpTransport::default()),
                clock: Arc::new(SystemClock),
                on_touched,
            };
            runner.start().map_err(TillError::io("starting the sync"))?;
        }
        Ok(counter)
    }

    /// Does what is asked.
    pub fn execute(&self, command: Command) -> Result<Outcome, TillFailure> {
        let asked = match &command {
            Command::Approved { command, .. } => command,
            other => other,
        };
        let done = match asked {
            Command::Till(TillCommand::ExportJournal { path }) => self.export(path),
            Command::Till(TillCommand::Enrol { server, code }) => {
                self.with(|till| till.permit(&command))?;
                self.enrol(server, code.clone())
            }
            Command::Print(PrintCommand::Save(paper)) => {
                self.with(|till| till.permit(&command))?;
                self.save(paper)
            }
            Command::Till(TillCommand::SyncNow) => {
                self.desktop.wake.hurry();
                Ok(Outcome::default())
            }
            // The window opens another one.
            Command::Till(TillCommand::ShowBoard) => Ok(Outcome::default()),
            Command::Till(TillCommand::SetPreferences(_) | TillCommand::StartEmpty)
            | Command::Order { .. }
            | Command::MoveLines { .. }
            | Command::Menu(_)
            | Command::Shift { .. }
            | Command::Staff { .. }
            | Command::Settings(_)
            | Command::Print(_)
            | Command::Approved { .. } => self.with(|till| till.execute(&command)),
        }?;
        if done.touched.sync {
            self.desktop.wake.recorded();
            self.watch.recorded();
        }
        if done.touched.printing {
            self.desktop.bells.iter().for_each(Bell::ring);
        }
        Ok(done)
    }

    /// Answers what is asked.
    pub fn query(&self, query: Query) -> Result<Answer, TillFailure> {
        self.with(|till| till.query(&query))
    }

    /// Who the till is.
    pub fn session(&self) -> Result<Session, TillFailure> {
        match self.query(Query::Session)? {
            Answer::Session(session) => Ok(*session),
            other => Err(TillFailure::Fault(format!("no session but {other:?}"))),
        }
    }

    /// The last entry of the till's own journal.
    pub fn head(&self) -> Head {
        let till = lock(&self.desktop.till);
        let till = till
            .as_ref()
            .expect("the till is taken away only when the counter is dropped");
        till.head()
    }

    /// Empties every projection and fills it again from the journal.
    pub fn rebuild(&self) -> Result<(), TillFailure> {
        self.with(|till| till.rebuild().map_err(TillFailure::from))
    }

    /// Syncs until nothing waits on either side. False: nothing moved for as long as `patience`, or the server's
    /// verdict stops the sync. `waiting` hears how many entries still wait.
    pub fn sync_until_quiet(
        &self,
        patience: Duration,
        mut waiting: impl FnMut(u64),
    ) -> Result<bool, TillFailure> {
        if self.session()?.business.is_none() {
            return Err(TillFailure::Rejected(Rejection::NotEnrolled));
        }
        self.desktop.wake.hurry();
        let mut known = Progress::default();
        let mut moved = Instant::now();
        loop {
            let now = self
                .desktop
                .wake
                .wait_progress(known, Duration::from_millis(500));
            if now.quiet || now.stopped {
                return Ok(now.quiet && now.waiting == 0);
            }
            if now.waiting != known.waiting {
                waiting(now.waiting);
            }
            if now.answers != known.answers {
                moved = Instant::now();
            }
            if moved.elapsed() > patience {
                return Ok(false);
            }
            known = now;
        }
    }

    fn with<T>(
        &self,
        work: impl FnOnce(&mut Till) -> Result<T, TillFailure>,
    ) -> Result<T, TillFailure> {
        let mut till = lock(&self.desktop.till);
        let closed = || TillFailure::Fault("the till is closed".to_owned());
        work(till.as_mut().ok_or_else(closed)?)
    }

    /// The till is not held while the server is asked.
    fn enrol(&self, server: &str, code: EnrolmentCode) -> Result<Outcome, TillFailure> {
        let request = self.with(|till| Ok(enrol_request(till, server, code, None)?))?;
        let ours = self.session()?.settings.currency;
        let answer = read_enrolment(HttpTransport::default().send(&request), ours)?;
        let touched = self.with(|till| Ok(till.join(server, &answer)?))?;
        Ok(Outcome {
            touched,
            ..Outcome::default()
        })
    }

    /// Leaves the business for another one. The counter is to be closed then: the till of the other business is there
    /// the next time that the folder is opened.
    pub(crate) fn leave_for(
        &self,
        options: impl FnOnce(&Path) -> TillOptions,
        server: &str,
        code: EnrolmentCode,
    ) -> Result<(), TillFailure> {
        self.with(|till| leave_for(till, options, server, code))
    }

    fn export(&self, path: &str) -> Result<Outcome, TillFailure> {
        let folder = self.with(|till| Ok(till.folder().to_owned()))?;
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

impl Counter {
    fn save(&self, paper: &Paper) -> Result<Outcome, TillFailure> {
        let (name, bytes) = self.with(|till| Ok(till.save_paper(paper)?))?;
        let folder = self.with(|till| Ok(till.folder().to_owned()))?;
        let path = documents(&folder).join(format!("cortado-{name}.pdf"));
        // Beside the till: a slow disk of documents keeps nobody from selling.
        std::fs::write(&path, bytes).map_err(|error| {
            tracing::warn!(%error, path = %path.display(), "a document");
            TillFailure::Rejected(Rejection::Print(PrintRejection::NotWritten))
        })?;
        Ok(Outcome {
            saved: Some(path.display().to_string()),
            ..Outcome::default()
        })
    }
}

impl Drop for Counter {
    /// Closes the file at once, though the sync may still be waiting for the network.
    fn drop(&mut self) {
        self.watch.end();
        *lock(&self.desktop.till) = None;
        self.desktop.wake.close();
        self.desktop.bells.iter().for_each(Bell::close);
    }
}

/// A new file in the person's documents, or in the till's folder where there are none.
fn chosen_path(folder: &Path) -> PathBuf {
    let place = documents(folder);
    let now_ms = SystemClock.now_ms();
    let day = chrono::DateTime::from_timestamp_millis(now_ms).unwrap_or_default();
    place.join(format!("cortado-{}.jsonl", day.format("%Y-%m-%d-%H%M%S")))
}

/// The person's documents, or the till's folder where there are none.
fn documents(folder: &Path) -> PathBuf {
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"));
    let documents = home.map(|home| PathBuf::from(home).join("Documents"));
    let place = documents.filter(|documents| documents.is_dir());
    place.unwrap_or_else(|| folder.to_owned())
}
