//! The thread that carries papers to the printer. It holds the till for a moment at a time, never while a printer is busy.

use super::queue::Lane;
use super::turn::{Turn, Work};
use crate::moment::Clock;
use crate::sync::{Desktop, lock};
use printer::device::Limits;
use shared::till::Touched;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// How long it rests after the till itself failed.
const REST: Duration = Duration::from_secs(10);

/// Wakes the printing thread.
#[derive(Default)]
pub struct Bell {
    rung: Mutex<Rung>,
    heard: Condvar,
}

#[derive(Clone, Copy, Default)]
struct Rung {
    queued: bool,
    closed: bool,
}

impl Bell {
    /// Something was queued, or the printer is another one.
    pub fn ring(&self) {
        lock(&self.rung).queued = true;
        self.heard.notify_all();
    }

    /// The till is closed.
    pub fn close(&self) {
        lock(&self.rung).closed = true;
        self.heard.notify_all();
    }

    /// Waits until it is rung, or so long; whether the till is still open.
    fn wait(&self, most: Option<Duration>) -> bool {
        let rung = lock(&self.rung);
        let idle = |rung: &mut Rung| !rung.queued && !rung.closed;
        let mut rung = match most {
            Some(most) => {
                let waited = self.heard.wait_timeout_while(rung, most, idle);
                waited.unwrap_or_else(PoisonError::into_inner).0
            }
            None => {
                let waited = self.heard.wait_while(rung, idle);
                waited.unwrap_or_else(PoisonError::into_inner)
            }
        };
        rung.queued = false;
        !rung.closed
    }
}

/// The printing thread.
pub struct PrintRunner {
    /// What it carries.
    pub lane: Lane,
    /// The till.
    pub desktop: Arc<Desktop>,
    /// The clock that waits go by.
    pub clock: Arc<dyn Clock>,
    /// Who is told what printing changed.
    pub on_touched: Arc<dyn Fn(Touched) + Send + Sync>,
}

impl PrintRunner {
    /// Starts it on a thread of its own.
    pub fn start(self) -> std::io::Result<()> {
        let thread = std::thread::Builder::new().name(format!("printing-{:?}", self.lane));
        thread.spawn(move || self.run()).map(|_| ())
    }

    fn run(&self) {
        loop {
            let turn = match lock(&self.desktop.till).as_mut() {
                Some(till) => till.next_print(self.lane),
                None => return,
            };
            let wait = match turn {
                Ok(Turn::Print(work)) => {
                    self.tell();
                    if !self.print(&work) {
                        return;
                    }
                    self.tell();
                    Some(Duration::ZERO)
                }
                Ok(Turn::Wait { until_ms, changed }) => {
                    if changed {
                        self.tell();
                    }
                    until_ms.map(|until_ms| self.until(until_ms))
                }
                Err(error) => {
                    tracing::error!(%error, "the print queue");
                    Some(REST)
                }
            };
            if !self.desktop.bell(self.lane).wait(wait) {
                return;
            }
        }
    }

    /// Whether the till is still open afterwards.
    fn print(&self, work: &Work) -> bool {
        let ended = work.print(&Limits::default());
        match lock(&self.desktop.till).as_mut() {
            Some(till) => {
                if let Err(error) = till.print_ended(work.job, &ended) {
                    tracing::error!(%error, "the print queue");
                }
                true
            }
            None => false,
        }
    }

    fn tell(&self) {
        // A ticket may have gone over to the counter's printer.
        if self.lane == Lane::Kitchen {
            self.desktop.bell(Lane::Counter).ring();
        }
        (self.on_touched)(Touched {
            printing: true,
            ..Touched::default()
        });
    }

    /// Never so long that a clock that was set would matter.
    fn until(&self, until_ms: i64) -> Duration {
        let wait = until_ms.saturating_sub(self.clock.now_ms());
        Duration::from_millis(wait.clamp(0, 60_000).unsigned_abs())
    }
}
