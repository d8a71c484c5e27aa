//! The thread that gives a till's testimony: beside its sync, which may be waiting for the network, and also where there
//! is none.
//!
//! Invariant: the till is held only while it says what is to be written. The end waits for a last look, which writes a
//! small file, and never for a keyring.

use super::Testimony;
use crate::moment::Clock;
use crate::sync::{Desktop, lock};
use crate::till::Till;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// How often it looks while nothing is recorded.
const LOOK_AFTER: Duration = Duration::from_secs(2);

/// The watch over a till.
pub struct Watch {
    bell: Arc<Bell>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Bell {
    rung: Mutex<Rung>,
    ringing: Condvar,
}

#[derive(Clone, Copy, Default)]
struct Rung {
    recorded: bool,
    closed: bool,
}

impl Watch {
    /// Begins it.
    pub fn begin(desktop: Arc<Desktop>, clock: Arc<dyn Clock>) -> Self {
        let bell = Arc::new(Bell::default());
        let heard = Arc::clone(&bell);
        let thread = std::thread::Builder::new().name("witness".to_owned());
        let thread = thread.spawn(move || run(&desktop, clock.as_ref(), &heard));
        Self {
            bell,
            // A till without a witness sells all the same.
            thread: thread
                .map_err(|error| tracing::error!(%error, "there is no witness"))
                .ok(),
        }
    }

    /// Something was recorded.
    pub fn recorded(&self) {
        self.bell.ring(|rung| rung.recorded = true);
    }

    /// The till is about to be closed.
    pub fn end(&mut self) {
        self.bell.ring(|rung| rung.closed = true);
        let ended = self.thread.take().map(JoinHandle::join);
        if ended.is_some_and(|ended| ended.is_err()) {
            tracing::error!("the witness died");
        }
    }
}

impl Bell {
    fn ring(&self, change: impl FnOnce(&mut Rung)) {
        change(&mut lock(&self.rung));
        self.ringing.notify_one();
    }

    fn wait(&self) -> Rung {
        let quiet = |rung: &mut Rung| !(rung.recorded || rung.closed);
        let rung = lock(&self.rung);
        let waited = self.ringing.wait_timeout_while(rung, LOOK_AFTER, quiet);
        let mut rung = waited.unwrap_or_else(PoisonError::into_inner).0;
        std::mem::take(&mut *rung)
    }
}

fn run(desktop: &Desktop, clock: &dyn Clock, bell: &Bell) {
    loop {
        give(desktop, |till| till.testimony(clock.now_ms()));
        if bell.wait().closed {
            return give(desktop, |till| till.last_testimony(clock.now_ms()));
        }
    }
}

fn give(desktop: &Desktop, testimony: impl FnOnce(&mut Till) -> Option<Testimony>) {
    let testimony = lock(&desktop.till).as_mut().and_then(testimony);
    if let Some(testimony) = testimony
        && let Err(error) = testimony.give()
    {
        tracing::warn!(%error, "the witness could not be written");
    }
}
