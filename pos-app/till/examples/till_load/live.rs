//! Tills that sell while they are online, with the runner and the pokes they have in a window.

use crate::wire::{Seen, Wire};
use crate::{Outcome, Plan, failed, open, sale};
use shared::id::OrderId;
use shared::money::Currency;
use shared::order::{Ticket, TicketStatus};
use shared::sync::EnrolmentCode;
use shared::till::{Answer, Query, Touched};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use till::real::SystemClock;
use till::sync::{Desktop, HttpTransport, Runner, Transport, enrol_request, lock, read_enrolment};

/// What the live tills saw.
#[derive(Clone, Default)]
pub struct Watch {
    /// Their wires.
    pub seen: Seen,
    screens_ms: Arc<Mutex<Vec<f64>>>,
    commands_ms: Arc<Mutex<Vec<f64>>>,
}

impl Watch {
    /// Milliseconds from a payment to the other till's screen, since this was last asked.
    pub fn take_screens(&self) -> Vec<f64> {
        std::mem::take(
            &mut *self
                .screens_ms
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }

    /// Milliseconds that commands took.
    pub fn take_commands(&self) -> Vec<f64> {
        std::mem::take(
            &mut *self
                .commands_ms
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }
}

/// The sales of one business that the other till's screen has not shown yet.
type Unseen = Mutex<Vec<(usize, OrderId, Instant)>>;

/// The tills of one business.
struct Cafe {
    desktops: Vec<Arc<Desktop>>,
    unseen: Arc<Unseen>,
}

/// Tills that sell until they are told to stop.
pub struct Live {
    cafes: Vec<Cafe>,
    stop: Arc<AtomicBool>,
    sellers: Vec<JoinHandle<Result<(), String>>>,
}

impl Live {
    /// Opens the plan's live tills, enrols them and lets them sell.
    pub fn start(plan: &Plan, watch: &Watch) -> Outcome<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let (mut cafes, mut sellers) = (Vec::new(), Vec::new());
        for (number, codes) in plan.live.iter().enumerate() {
            let unseen = Arc::new(Unseen::default());
            let mut desktops = Vec::new();
            for (index, code) in codes.iter().enumerate() {
                let folder = plan.folder.join(format!("live-{number}-{index}"));
                let desktop = join(&folder, &plan.server, code)?;
                run(&desktop, watch, &unseen, index)?;
                desktops.push(desktop);
            }
            for (index, desktop) in desktops.iter().enumerate() {
                let (desktop, unseen) = (Arc::clone(desktop), Arc::clone(&unseen));
                let (stop, watch) = (Arc::clone(&stop), watch.clone());
                let pause = Duration::from_millis(plan.pause_ms);
                // Not all at the same moment.
                let place = u32::try_from(number * 7 + index * 3).unwrap_or_default();
                let lag = pause * (place % 20) / 20;
                sellers.push(std::thread::spawn(move || {
                    std::thread::sleep(lag);
                    sell(&desktop, &unseen, index, &watch, &stop, pause)
                        .map_err(|error| error.to_string())
                }));
            }
            cafes.push(Cafe { desktops, unseen });
        }
        Ok(Self {
            cafes,
            stop,
            sellers,
        })
    }

    /// Ends the selling. Answers how many sales no other screen has shown within so long.
    pub fn stop(self, patience: Duration) -> Outcome<usize> {
        self.stop.store(true, Ordering::Relaxed);
        for seller in self.sellers {
            seller.join().map_err(|_| "a seller panicked")??;
        }
        let deadline = Instant::now() + patience;
        let count = |cafe: &Cafe| {
            cafe.unseen
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .len()
        };
        let mut left = usize::MAX;
        while left > 0 && Instant::now() < deadline {
            left = self.cafes.iter().map(count).sum();
            std::thread::sleep(Duration::from_millis(20));
        }
        for desktop in self.cafes.iter().flat_map(|cafe| &cafe.desktops) {
            *lock(&desktop.till) = None;
            desktop.wake.close();
        }
        Ok(left)
    }
}

/// A till of this folder that has joined its business.
fn join(folder: &Path, server: &str, code: &EnrolmentCode) -> Outcome<Arc<Desktop>> {
    let mut till = open(folder)?;
    let request = enrol_request(&mut till, server, code.clone(), None)?;
    let answer = read_enrolment(HttpTransport::default().send(&request), Currency::ARS)?;
    till.join(server, &answer)?;
    Ok(Arc::new(Desktop::new(till)))
}

fn run(desktop: &Arc<Desktop>, watch: &Watch, unseen: &Arc<Unseen>, index: usize) -> Outcome<()> {
    let shown = Arc::new(OnceLock::new());
    let screen = Arc::clone(&shown);
    let (unseen, screens) = (Arc::clone(unseen), Arc::clone(&watch.screens_ms));
    let on_touched = move |touched: Touched| {
        let desktop: Option<&std::sync::Weak<Desktop>> = screen.get();
        if let Some(desktop) = desktop
            .and_then(std::sync::Weak::upgrade)
            .filter(|_| touched.orders)
        {
            look(&desktop, &unseen, index, &screens);
        }
    };
    let runner = Runner {
        desktop: Arc::clone(desktop),
        transport: Box::new(Wire::new(&watch.seen)),
        clock: Arc::new(SystemClock),
        on_touched: Arc::new(on_touched),
    };
    let _ = shown.set(Arc::downgrade(desktop));
    Ok(runner.start()?)
}

/// What a screen does when it hears that orders were touched: it asks. Sales of others that it sees paid are seen.
fn look(desktop: &Desktop, unseen: &Unseen, index: usize, screens: &Mutex<Vec<f64>>) {
    let waiting: Vec<_> = {
        let unseen = unseen.lock().unwrap_or_else(PoisonError::into_inner);
        unseen
            .iter()
            .copied()
            .filter(|(by, ..)| *by != index)
            .collect()
    };
    for (_, order, paid_at) in waiting {
        let ticket = {
            let mut till = lock(&desktop.till);
            till.as_mut()
                .map(|till| till.query(&Query::Ticket { order }))
        };
        let is_paid = |ticket: &Ticket| matches!(ticket.status, TicketStatus::Settled { .. });
        if matches!(&ticket, Some(Ok(Answer::Ticket(Some(ticket)))) if is_paid(ticket)) {
            let took = paid_at.elapsed().as_secs_f64() * 1e3;
            let mut unseen = unseen.lock().unwrap_or_else(PoisonError::into_inner);
            unseen.retain(|(_, held, _)| *held != order);
            screens
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(took);
        }
    }
}

fn sell(
    desktop: &Desktop,
    unseen: &Unseen,
    index: usize,
    watch: &Watch,
    stop: &AtomicBool,
    pause: Duration,
) -> Outcome<()> {
    while !stop.load(Ordering::Relaxed) {
        let (order, commands) = sale(2);
        let last = commands.len() - 1;
        for (at, command) in commands.iter().enumerate() {
            let began = Instant::now();
            {
                let mut till = lock(&desktop.till);
                let till = till.as_mut().ok_or("the till is closed")?;
                till.execute(command).map_err(failed)?;
            }
            let took = began.elapsed().as_secs_f64() * 1e3;
            watch
                .commands_ms
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(took);
            if at == last {
                let mut unseen = unseen.lock().unwrap_or_else(PoisonError::into_inner);
                unseen.push((index, order, Instant::now()));
            }
            desktop.wake.recorded();
        }
        std::thread::sleep(pause);
    }
    Ok(())
}
