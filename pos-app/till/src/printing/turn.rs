//! Whose turn it is: what the printing thread asks the till for, and what it tells it.

use super::device::{device, leads_into, profile, trouble};
use super::queue::{self, Lane, Queued, Row, TicketPaper};
use crate::error::TillError;
use crate::till::Till;
use printer::device::{Delivered, Device, Failure, Limits};
use printer::escpos::{Profile, encode};
use printer::paper::Page;
use shared::clock::Wall;
use shared::id::StationId;
use shared::printing::{PrintJob, PrintState, PrintTrouble, PrintView, Printer, StationTrouble};
use std::collections::{BTreeMap, BTreeSet};

/// A paper that could not be printed for so long is not printed unasked: whoever it was for has left.
const LATE_MS: i64 = 10 * 60_000;
/// A drawer that opens so much later would open for nobody.
const DRAWER_LATE_MS: i64 = 15_000;
/// The first and the longest wait before a printer is tried again.
const AGAIN_MS: i64 = 2_000;
const AGAIN_MOST_MS: i64 = 20_000;
/// So often a station's printer is tried before its ticket comes out of the counter's.
const TRIES_OF_STATION: u32 = 2;

/// What is known of the printer since the program was started.
#[derive(Clone, Debug, Default)]
pub struct Printing {
    /// The printer that this is known of.
    of: Option<Printer>,
    trouble: Option<PrintTrouble>,
    paper_low: bool,
    last_printed: Option<Wall>,
}

/// The printers of stations that did not print when they were tried last.
pub type Troubles = BTreeMap<StationId, PrintTrouble>;

/// What the printing thread does next.
#[derive(Debug)]
pub enum Turn {
    /// It prints this.
    Print(Work),
    /// It waits until something is queued, or until a moment.
    Wait {
        /// The moment, by the till's clock.
        until_ms: Option<i64>,
        /// Whether the list is another one than before.
        changed: bool,
    },
}

impl Turn {
    const fn wait(until_ms: Option<i64>, changed: bool) -> Self {
        Self::Wait { until_ms, changed }
    }
}

/// A job at work.
#[derive(Debug)]
pub struct Work {
    /// Its number.
    pub job: i64,
    /// Where to.
    pub device: Device,
    /// What it can do.
    pub profile: Profile,
    /// What.
    pub page: Page,
}

impl Work {
    /// Prints it. Takes as long as the printer does.
    pub fn print(&self, limits: &Limits) -> Result<Delivered, Failure> {
        self.device
            .print(&encode(&self.page, &self.profile), limits)
    }
}

impl Till {
    /// What is printed next. It counts as being at work from then on. Only one thread prints in a
    /// lane: whatever is still at work there when it asks was cut off, and may be on paper.
    pub fn next_print(&mut self, lane: Lane) -> Result<Turn, TillError> {
        let mut changed = false;
        if self.database.is_newer() {
            return Ok(Turn::wait(None, changed));
        }
        self.be_sure()?;
        changed |= self.doubt(lane)?;
        loop {
            let now_ms = self.now_ms();
            let waiting = queue::waiting(self.database.reader(), lane)?;
            if self.be_late(&waiting, now_ms)? {
                changed = true;
                continue;
            }
            let (row, printer) = match self.first_due(&waiting, now_ms) {
                Due::Now(row, printer) => (row, printer),
                Due::Nowhere(row) => {
                    self.falls_back(row)?;
                    changed = true;
                    continue;
                }
                Due::Later(until_ms) => return Ok(Turn::wait(until_ms, changed)),
            };
            let (job, page) = (row.job, self.page_of(row)?);
            let state = if page.is_some() { "printing" } else { "over" };
            let there = self.write(|desk| {
                desk.written = true;
                queue::set_state(desk.connection, job, state)
            })?;
            if let Some(page) = page.filter(|_| there) {
                return Ok(Turn::Print(Work {
                    job,
                    device: device(&printer),
                    profile: profile(&printer),
                    page,
                }));
            }
        }
    }

    /// How it went. Where no byte had left it is tried again; otherwise a part may be on paper, and somebody decides.
    pub fn print_ended(
        &mut self,
        job: i64,
        ended: &Result<Delivered, Failure>,
    ) -> Result<(), TillError> {
        let now_ms = self.now_ms();
        let row = queue::one(self.database.reader(), job)?;
        match (ended, station_of_row(row.as_ref())) {
            (Ok(_), Some(station)) => {
                self.troubles.remove(&station);
            }
            (Err(failure), Some(station)) => {
                tracing::warn!(%failure, job, "printing a ticket");
                self.troubles.insert(station, trouble(failure));
            }
            (Ok(delivered), None) => {
                let low = delivered.status.is_some_and(|status| status.paper_low);
                self.printing = Printing {
                    of: self.books.session.printer.clone(),
                    trouble: None,
                    paper_low: low,
                    last_printed: Some(self.books.session.wall(now_ms)),
                };
            }
            (Err(failure), None) => {
                tracing::warn!(%failure, job, "printing");
                self.printing.of.clone_from(&self.books.session.printer);
                self.printing.trouble = Some(trouble(failure));
            }
        }
        if ended.as_ref().is_err_and(|failure| failure.written() == 0)
            && let Some(row) = row.as_ref().filter(|row| row.tries + 1 >= TRIES_OF_STATION)
            && self.falls_back(row)?
        {
            return Ok(());
        }
        let tries = row.as_ref().map_or(0, |row| row.tries).min(8);
        let again_ms = AGAIN_MS.saturating_mul(1 << tries).min(AGAIN_MOST_MS);
        let is_drawer = row.is_some_and(|row| row.queued == Queued::Drawer);
        self.write(|desk| {
            desk.written = true;
            match ended {
                Ok(_) => queue::left_for_paper(desk.connection, job, "over"),
                Err(failure) if failure.written() == 0 => {
                    queue::try_again(desk.connection, job, now_ms + again_ms)
                }
                // Nobody can ask for a drawer that may have opened.
                Err(_) if is_drawer => queue::left_for_paper(desk.connection, job, "over"),
                Err(_) => queue::left_for_paper(desk.connection, job, "unsure"),
            }
        })
    }

    /// What the window is told.
    pub(crate) fn print_view(&self) -> Result<PrintView, TillError> {
        let now_ms = self.now_ms();
        let open = queue::open(self.database.reader())?;
        let job = |row: Row| PrintJob {
            job: row.job,
            paper: row.queued.name(),
            made: self.books.session.wall(row.made_ms),
            state: match row.state {
                PrintState::Waiting if is_late(&row, now_ms) => PrintState::Late,
                state => state,
            },
        };
        let known = &self.printing;
        let same = known.of == self.books.session.printer;
        let shown = open.into_iter().filter(|row| row.queued != Queued::Drawer);
        Ok(PrintView {
            printer: self.books.session.printer.clone(),
            jobs: shown.map(job).collect(),
            trouble: known.trouble.filter(|_| same),
            paper_low: known.paper_low && same,
            last_printed: known.last_printed.filter(|_| same),
            stations: self.station_troubles(),
        })
    }

    fn station_troubles(&self) -> Vec<StationTrouble> {
        let stations = self.books.settings.stations.iter();
        let troubles = stations.filter_map(|station| {
            let trouble = *self.troubles.get(&station.id)?;
            station.printer.as_ref()?;
            let (station, name) = (station.id, station.name.clone());
            let fallback = self.books.session.printer.is_some();
            Some(StationTrouble {
                station,
                name,
                trouble,
                fallback,
            })
        });
        troubles.collect()
    }

    /// Where a paper comes out. Nothing is ever printed into the till's own folder, whoever says so.
    fn printer_of(&self, queued: &Queued) -> Option<Printer> {
        match queued {
            Queued::Ticket(paper) if !paper.fallback => {
                let stations = &self.books.settings.stations;
                let station = stations.iter().find(|held| held.id == paper.ticket.station);
                let printer = station.and_then(|station| station.printer.clone());
                printer.filter(|printer| !leads_into(printer, self.database.folder()))
            }
            _ => self.books.session.printer.clone(),
        }
    }

    /// The first that is due. What a station is told comes in its order, so that one which waits for its printer holds up
    /// the others of that station, and no more.
    fn first_due<'r>(&self, waiting: &'r [Row], now_ms: i64) -> Due<'r> {
        let mut held_up = BTreeSet::new();
        let mut until_ms: Option<i64> = None;
        for row in waiting {
            let station = station_of_row(Some(row));
            if held_up.contains(&station) {
                continue;
            }
            // A clock that was set back does not make anybody wait longer than the longest wait.
            let waits = row.not_before_ms > now_ms && row.not_before_ms <= now_ms + AGAIN_MOST_MS;
            let next_ms = match self.printer_of(&row.queued) {
                Some(printer) if !waits => return Due::Now(row, Box::new(printer)),
                Some(_) => row.not_before_ms,
                None if self.can_fall_back(&row.queued) => return Due::Nowhere(row),
                None => row.made_ms + late_after(&row.queued),
            };
            held_up.insert(station);
            until_ms = Some(until_ms.map_or(next_ms, |ms| ms.min(next_ms)));
        }
        Due::Later(until_ms)
    }

    fn can_fall_back(&self, queued: &Queued) -> bool {
        let is_stations = matches!(queued, Queued::Ticket(paper) if !paper.fallback);
        is_stations && self.books.session.printer.is_some()
    }

    /// A ticket that its station cannot print goes to the counter's printer, where there is one; whether it does.
    fn falls_back(&mut self, row: &Row) -> Result<bool, TillError> {
        let paper: &TicketPaper = match &row.queued {
            Queued::Ticket(paper) if self.can_fall_back(&row.queued) => paper,
            _ => return Ok(false),
        };
        self.write(|desk| {
            desk.written = true;
            queue::fall_back(desk.connection, row.job, paper)
        })?;
        Ok(true)
    }

    /// Forgets what is over.
    pub(crate) fn tidy_printing(&mut self) -> Result<(), TillError> {
        let now_ms = self.now_ms();
        if !queue::has_old(self.database.reader(), now_ms)? {
            return Ok(());
        }
        self.write(|desk| {
            desk.written = true;
            queue::forget_old(desk.connection, now_ms)
        })
    }

    fn doubt(&mut self, lane: Lane) -> Result<bool, TillError> {
        if !queue::is_printing(self.database.reader(), lane)? {
            return Ok(false);
        }
        self.write(|desk| {
            desk.written = true;
            queue::doubt_what_was_printing(desk.connection, lane)
        })?;
        Ok(true)
    }

    /// What waited too long waits no more; whether anything did.
    fn be_late(&mut self, waiting: &[Row], now_ms: i64) -> Result<bool, TillError> {
        let late: Vec<&Row> = waiting.iter().filter(|row| is_late(row, now_ms)).collect();
        if late.is_empty() {
            return Ok(false);
        }
        self.write(|desk| {
            desk.written = true;
            for row in late {
                let state = match row.queued {
                    Queued::Drawer => "over",
                    _ => "late",
                };
                queue::set_state(desk.connection, row.job, state)?;
            }
            Ok(())
        })?;
        Ok(true)
    }
}

/// What is next in a lane.
enum Due<'r> {
    /// This, on this printer.
    Now(&'r Row, Box<Printer>),
    /// A ticket whose station has no printer any more; the counter's takes it.
    Nowhere(&'r Row),
    /// Nothing before a moment.
    Later(Option<i64>),
}

/// The station whose printer a paper is for.
fn station_of_row(row: Option<&Row>) -> Option<StationId> {
    match row.map(|row| &row.queued) {
        Some(Queued::Ticket(paper)) if !paper.fallback => Some(paper.ticket.station),
        _ => None,
    }
}

const fn late_after(queued: &Queued) -> i64 {
    match queued {
        Queued::Drawer => DRAWER_LATE_MS,
        _ => LATE_MS,
    }
}

/// By a clock that was set back a paper of tomorrow is as old as one of yesterday.
const fn is_late(row: &Row, now_ms: i64) -> bool {
    now_ms.abs_diff(row.made_ms) > late_after(&row.queued).unsigned_abs()
}

/// Whether the drawer still opens with a paper that was asked for then.
pub(super) const fn drawer_is_due(made_ms: i64, now_ms: i64) -> bool {
    now_ms.abs_diff(made_ms) <= DRAWER_LATE_MS.unsigned_abs()
}
