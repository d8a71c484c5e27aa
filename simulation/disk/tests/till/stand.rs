//! A till on a failing disk, and what it has confirmed so far.

// The server that the till's own tests talk to.
#[path = "../../../../pos-app/till/tests/till/support/server.rs"]
#[allow(dead_code, reason = "the till's own tests use the rest")]
pub mod server;

use failing_disk::{Chance, Disk};
use server::{ADDRESS, Other, Server};
use shared::journal::Head;
use shared::money::Currency;
use shared::till::{Answer, Command, Query, TillFailure};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use till::sync::{Action, Engine};
use till::{Clock, Entropy, OpenError, Till, TillError, TillOptions};
use uuid::Uuid;

/// 2026-11-24 12:00 in Buenos Aires.
pub const NOON_MS: i64 = 1_795_532_400_000;

pub struct HandClock(AtomicI64);

impl Clock for HandClock {
    fn now_ms(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }
}

struct Seeded(Chance);

impl Entropy for Seeded {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            *byte = self.0.any().to_le_bytes()[0];
        }
    }
}

pub fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 | number)
}

/// One thing that happens on a day.
#[derive(Clone, Debug)]
pub enum Step {
    /// Somebody does something on the till.
    Do(Command),
    /// It joins the business.
    Join,
    /// It sends and fetches until nothing waits.
    Sync,
    /// Another till sells and changes the menu, elsewhere.
    Elsewhere,
    /// The WAL is written back.
    Checkpoint,
    /// A quiet moment.
    Tidy,
    /// The projections are made again.
    Rebuild,
    /// The program is closed and opened.
    Restart,
}

/// Why a step was not done.
#[derive(Debug)]
#[allow(dead_code, reason = "read when a test fails")]
pub enum Failed {
    Command(TillFailure),
    Till(TillError),
    Open(OpenError),
    Checkpoint(rusqlite::Error),
    Closed,
}

pub struct Stand {
    _folder: tempfile::TempDir,
    data: PathBuf,
    pub disk: Disk,
    clock: Arc<HandClock>,
    seed: u64,
    pub till: Option<Till>,
    engine: Engine,
    pub server: Option<Server>,
    other: Other,
    /// The head of the journal each time somebody was told that something is recorded.
    pub confirmed: Vec<Head>,
}

impl Stand {
    /// A new disk, and no till on it yet.
    pub fn new(seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().canonicalize().unwrap().join("till");
        Self {
            disk: Disk::mount(&data).unwrap(),
            _folder: folder,
            data,
            clock: Arc::new(HandClock(AtomicI64::new(NOON_MS))),
            seed,
            till: None,
            engine: Engine::default(),
            server: None,
            other: Other::new(1),
            confirmed: Vec::new(),
        }
    }

    fn options(&self) -> TillOptions {
        TillOptions {
            folder: self.data.clone(),
            keyring: None,
            zone: "America/Argentina/Buenos_Aires".to_owned(),
            currency: Currency::ARS,
            app_version: "test".to_owned(),
            clock: Arc::clone(&self.clock) as Arc<dyn Clock>,
            entropy: Box::new(Seeded(Chance::new(self.seed))),
        }
    }

    pub fn data(&self) -> &std::path::Path {
        &self.data
    }

    /// Opens the till.
    pub fn open(&mut self) -> Result<(), OpenError> {
        self.till = None;
        self.seed += 1_000;
        self.till = Some(Till::open(self.options())?);
        self.engine = Engine::default();
        Ok(())
    }

    pub fn raw(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.data.join("till.db")).unwrap()
    }

    /// Does one thing. Afterwards it is confirmed.
    pub fn perform(&mut self, step: &Step) -> Result<(), Failed> {
        self.clock.0.fetch_add(1_000, Ordering::Relaxed);
        match step {
            Step::Restart => self.open().map_err(Failed::Open)?,
            Step::Elsewhere => self.elsewhere(),
            Step::Checkpoint => self.checkpoint()?,
            Step::Do(_) | Step::Join | Step::Sync | Step::Tidy | Step::Rebuild => {
                self.perform_on_till(step)?;
            }
        }
        let head = self.till.as_ref().ok_or(Failed::Closed)?.head();
        self.disk.mark(head.sequence.0);
        self.confirmed.push(head);
        Ok(())
    }

    fn perform_on_till(&mut self, step: &Step) -> Result<(), Failed> {
        let till = self.till.as_mut().ok_or(Failed::Closed)?;
        match step {
            Step::Do(command) => till.execute(command).map(|_| ()).map_err(Failed::Command),
            Step::Tidy => till.tidy().map_err(Failed::Till),
            Step::Rebuild => till.rebuild().map_err(Failed::Till),
            Step::Join => {
                // The server knows the till before the till has written it down, and lets it in once more.
                let header = till.header().map_err(Failed::Till)?;
                let server = self.server.get_or_insert_with(|| Server::new(header));
                let answer = server.enrolment(Currency::ARS);
                match till.query(&Query::Session) {
                    Ok(Answer::Session(session)) if session.business.is_some() => Ok(()),
                    _ => till
                        .join(ADDRESS, &answer)
                        .map(|_| ())
                        .map_err(Failed::Till),
                }
            }
            _ => self.sync(),
        }
    }

    fn sync(&mut self) -> Result<(), Failed> {
        let (Some(till), Some(server)) = (&mut self.till, &mut self.server) else {
            return Err(Failed::Closed);
        };
        self.engine.poke();
        for _ in 0..1_000 {
            let now_ms = self.clock.0.fetch_add(400_000, Ordering::Relaxed);
            match self.engine.poll(till, now_ms).map_err(Failed::Till)? {
                Action::Wait { .. } if self.engine.is_quiet() => return Ok(()),
                Action::Wait { .. } => {}
                Action::Send(request) => {
                    let answer = server.answer(&request);
                    let taken = self.engine.received(till, now_ms, Ok(answer));
                    taken.map_err(Failed::Till)?;
                }
            }
        }
        panic!("the sync does not come to rest");
    }

    fn elsewhere(&mut self) {
        let server = self.server.as_mut().expect("joined before");
        for group in super::day::elsewhere(server.feed.len() as u128) {
            server.arrive(&mut self.other, &group);
        }
    }

    fn checkpoint(&self) -> Result<(), Failed> {
        let raw = rusqlite::Connection::open(self.data.join("till.db"));
        let done =
            raw.and_then(|raw| raw.query_row("pragma wal_checkpoint(passive)", [], |_| Ok(())));
        done.map_err(Failed::Checkpoint)
    }

    pub fn head(&self) -> Head {
        self.till.as_ref().expect("the till is open").head()
    }

    /// Whether a command that was said to have failed is in the journal. If so, it counts as confirmed from now on.
    pub fn was_done_after_all(&mut self, step: &Step) -> bool {
        let Some(till) = &self.till else { return false };
        let (head, told) = (till.head(), self.confirmed.last());
        let grown = told.is_none_or(|told| head.sequence > told.sequence);
        let done = matches!(step, Step::Do(_) | Step::Join) && grown && !self.confirmed.is_empty();
        if done {
            self.confirmed.push(head);
        }
        done
    }
}
