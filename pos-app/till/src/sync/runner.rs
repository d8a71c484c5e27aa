//! The thread that carries the engine's wishes out. It holds the till for a moment at a time, never while the
//! network is busy.

use super::ahead::{self, Beside};
use super::engine::{Action, Engine};
use super::poke;
use super::request::{Outage, Request, Response};
use super::transport::Transport;
use crate::damage;
use crate::database::Checkpointer;
use crate::moment::Clock;
use crate::printing::{Bell, Lane};
use crate::priority::give_way;
use crate::till::Till;
use shared::till::Touched;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How often the whole file is looked at, the first time soon after the start.
const EXAMINE_AFTER: Duration = Duration::from_secs(12 * 3_600);
/// How often the WAL and the reserve are looked after, at moments when nothing is to be sent.
const TIDY_AFTER: Duration = Duration::from_secs(5);

/// The till, which its counter closes by taking it away, and what wakes the runner.
pub struct Desktop {
    /// The till; none once it is closed.
    pub till: Mutex<Option<Till>>,
    /// What wakes the runner.
    pub wake: Wake,
    /// What wakes the printing threads.
    pub bells: [Bell; 2],
}

impl Desktop {
    /// What wakes the thread of a lane.
    pub const fn bell(&self, lane: Lane) -> &Bell {
        match lane {
            Lane::Counter => &self.bells[0],
            Lane::Kitchen => &self.bells[1],
        }
    }

    /// An open till that nobody talks for yet.
    pub fn new(till: Till) -> Self {
        Self {
            till: Mutex::new(Some(till)),
            wake: Wake::default(),
            bells: Default::default(),
        }
    }
}

/// Locks, also after a panic: the transaction it interrupted was rolled back, and the file is whole.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What is asked of the runner, and what it tells.
#[derive(Default)]
pub struct Wake {
    asked: Mutex<Asked>,
    woken: Condvar,
    progress: Mutex<Progress>,
    progressed: Condvar,
}

#[derive(Clone, Copy, Default)]
struct Asked {
    recorded: bool,
    poked: bool,
    hurry: bool,
    closed: bool,
}

/// How the sync gets on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Nothing waits on either side, as far as was asked since the last poke.
    pub quiet: bool,
    /// Entries that wait here.
    pub waiting: u64,
    /// Answers taken in.
    pub answers: u64,
    /// A verdict stops it.
    pub stopped: bool,
}

impl Wake {
    /// Something was recorded here.
    pub fn recorded(&self) {
        self.ask(|asked| asked.recorded = true);
    }

    /// Something may be new on the server.
    pub fn poke(&self) {
        self.ask(|asked| asked.poked = true);
    }

    /// A person wants to know now.
    pub fn hurry(&self) {
        {
            let mut progress = lock(&self.progress);
            (progress.quiet, progress.stopped) = (false, false);
        }
        self.ask(|asked| asked.hurry = true);
    }

    /// The till is closed.
    pub fn close(&self) {
        self.ask(|asked| asked.closed = true);
    }

    /// Waits for another progress than `known`; at most so long.
    pub fn wait_progress(&self, known: Progress, most: Duration) -> Progress {
        let progress = lock(&self.progress);
        let waited = self
            .progressed
            .wait_timeout_while(progress, most, |now| *now == known);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }

    fn ask(&self, change: impl FnOnce(&mut Asked)) {
        change(&mut lock(&self.asked));
        self.woken.notify_one();
    }

    /// Waits until something is asked, or so long, and takes it.
    fn wait(&self, most: Duration) -> Asked {
        let asked = lock(&self.asked);
        let idle =
            |asked: &mut Asked| !(asked.recorded || asked.poked || asked.hurry || asked.closed);
        let waited = self.woken.wait_timeout_while(asked, most, idle);
        std::mem::take(&mut *waited.unwrap_or_else(PoisonError::into_inner).0)
    }
}

/// The runner.
pub struct Runner {
    /// The till.
    pub desktop: Arc<Desktop>,
    /// The wire.
    pub transport: Box<dyn Transport>,
    /// The clock that back-off and idle questions go by.
    pub clock: Arc<dyn Clock>,
    /// Who is told what the sync changed.
    pub on_touched: Arc<dyn Fn(Touched) + Send + Sync>,
}

impl Runner {
    /// Starts the runner, and a listener for pokes, on threads of their own.
    pub fn start(self) -> std::io::Result<()> {
        poke::start(Arc::downgrade(&self.desktop));
        let thread = std::thread::Builder::new().name("sync".to_owned());
        thread.spawn(move || self.run()).map(|_| ())
    }

    fn run(&self) {
        let mut engine = Engine::default();
        let mut asked = Asked::default();
        let mut tidied = Instant::now();
        let (mut checkpointer, mut examined) = (None, None);
        let mut beside = None;
        loop {
            if asked.hurry {
                engine.hurry();
            } else if asked.poked {
                engine.poke();
            }
            let Some(action) = self.poll(&mut engine) else {
                return;
            };
            match action {
                Action::Send(request) => {
                    let answer = self.send(&mut engine, &mut beside, &request);
                    if self.receive(&mut engine, answer).is_none() {
                        return;
                    }
                    asked = self.desktop.wake.wait(Duration::ZERO);
                }
                Action::Wait { until_ms } => {
                    let wait = until_ms
                        .saturating_sub(self.clock.now_ms())
                        .max(0)
                        .unsigned_abs();
                    asked = self
                        .desktop
                        .wake
                        .wait(Duration::from_millis(wait).min(TIDY_AFTER));
                    if tidied.elapsed() >= TIDY_AFTER {
                        tidied = Instant::now();
                        self.tidy(&mut checkpointer, &mut examined);
                    }
                }
            }
            if asked.closed {
                return;
            }
        }
    }

    fn poll(&self, engine: &mut Engine) -> Option<Action> {
        let mut till = lock(&self.desktop.till);
        let till = till.as_mut()?;
        let now_ms = self.clock.now_ms();
        let action = engine.poll(till, now_ms).unwrap_or_else(|error| {
            tracing::error!(%error, "the sync cannot go on for now");
            Action::Wait {
                until_ms: now_ms.saturating_add(10_000),
            }
        });
        self.tell(engine, till, false);
        Some(action)
    }

    /// Sends, and makes the push behind this one meanwhile.
    fn send(
        &self,
        engine: &mut Engine,
        beside: &mut Option<Beside>,
        request: &Request,
    ) -> Result<Response, Outage> {
        let Some((after, most)) = engine.next_ahead() else {
            return self.transport.send(request);
        };
        let till = &self.desktop.till;
        let (answer, ahead) = std::thread::scope(|scope| {
            let making = scope.spawn(|| ahead::make(till, beside, after, most));
            (self.transport.send(request), making.join())
        });
        engine.keep_ahead(ahead.ok().flatten());
        answer
    }

    fn receive(&self, engine: &mut Engine, answer: Result<Response, Outage>) -> Option<()> {
        let answered = answer.is_ok();
        let touched = {
            let mut till = lock(&self.desktop.till);
            let till = till.as_mut()?;
            let touched = engine.received(till, self.clock.now_ms(), answer);
            let touched = touched.unwrap_or_else(|error| {
                tracing::error!(%error, "an answer of the server cannot be taken in");
                // Not at once again: what does not fit would not fit either.
                engine.failed(till, self.clock.now_ms());
                Touched::default()
            });
            self.tell(engine, till, answered);
            touched
        };
        if touched != Touched::default() {
            (self.on_touched)(touched);
        }
        Some(())
    }

    fn tell(&self, engine: &Engine, till: &Till, answered: bool) {
        let status = till.sync_waiting();
        let mut progress = lock(&self.desktop.wake.progress);
        let before = *progress;
        progress.quiet = engine.is_quiet();
        progress.waiting = status;
        progress.stopped = engine.is_stopped();
        progress.answers += u64::from(answered);
        if *progress != before {
            self.desktop.wake.progressed.notify_all();
        }
    }

    /// The whole file is looked at on a thread and a connection of its own: nobody waits for it.
    fn examine(&self, folder: std::path::PathBuf) {
        let desktop = Arc::downgrade(&self.desktop);
        let look = move || {
            let looking = std::thread::spawn(move || {
                give_way();
                damage::examine(&folder)
            });
            let Ok(found) = looking.join() else {
                return;
            };
            let Some(desktop) = desktop.upgrade() else {
                return;
            };
            if let Some(till) = lock(&desktop.till).as_mut()
                && let Err(error) = till.heed(found)
            {
                tracing::error!(%error, "the till's file");
            }
        };
        let thread = std::thread::Builder::new().name("examine".to_owned());
        if let Err(error) = thread.spawn(look) {
            tracing::error!(%error, "the file cannot be looked at");
        }
    }

    /// The WAL is written back without holding the till: a sale at that moment waits for nothing.
    fn tidy(&self, checkpointer: &mut Option<(u64, Checkpointer)>, examined: &mut Option<Instant>) {
        let (folder, taken_up) = {
            let mut till = lock(&self.desktop.till);
            let Some(till) = till.as_mut() else { return };
            if till.database.is_newer() {
                return;
            }
            (till.folder().to_owned(), till.database.taken_up())
        };
        // A file that was mended since is another one.
        let opened = match checkpointer.take().filter(|(of, _)| *of == taken_up) {
            Some((_, opened)) => Ok(opened),
            None => Checkpointer::open(&folder),
        };
        let done = opened.and_then(|opened| opened.run().map(|()| (taken_up, opened)));
        match done {
            Ok(opened) => *checkpointer = Some(opened),
            Err(error) => tracing::error!(%error, "writing the WAL back"),
        }
        if examined.is_none_or(|at| at.elapsed() > EXAMINE_AFTER) {
            *examined = Some(Instant::now());
            self.examine(folder);
        }
        if let Some(till) = lock(&self.desktop.till).as_mut()
            && let Err(error) = till.tidy()
        {
            tracing::error!(%error, "tidying up");
        }
    }
}
