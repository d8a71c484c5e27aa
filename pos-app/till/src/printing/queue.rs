//! The rows of the queue.

use crate::error::TillError;
use crate::order::ticket_paper;
use rusqlite::{Connection, OptionalExtension, Params, Row as SqlRow, params};
use serde::{Deserialize, Serialize};
use shared::id::OrderId;
use shared::kitchen::BoardTicket;
use shared::order::ReceiptNumber;
use shared::printing::{PaperName, PrintState};
use shared::shift::{XReport, ZReport};

/// For so long a paper that was printed is known to have been: later ones are copies without asking.
pub const REMEMBERED_MS: i64 = 3 * DAY_MS;
/// What nobody asked for by then is wanted by nobody.
const FORGOTTEN_MS: i64 = DAY_MS;
const DAY_MS: i64 = 86_400_000;

/// The most rows that are looked at.
const SHOWN: i64 = 100;

const PUT: &str = "
    insert into print_job (paper, receipt, copy, made_ms, lane, state)
    values (?1, ?2, ?3, ?4, ?5, 'waiting')";
const OPEN: &str = "
    select id, paper, copy, made_ms, state, tries, not_before_ms from print_job
    where state <> 'over' order by id desc limit ?1";
const WAITING: &str = "
    select id, paper, copy, made_ms, state, tries, not_before_ms from print_job
    where state = 'waiting' and lane = ?2 order by id limit ?1";
const ONE: &str = "
    select id, paper, copy, made_ms, state, tries, not_before_ms from print_job
    where id = ?1 and state <> 'over'";
const OF_RECEIPT: &str = "select id, state, on_paper from print_job where receipt = ?1";
const STAND_BACK: &str = "
    update print_job set state = 'over' where receipt = ?1 and state in ('unsure', 'late')";
const HURRY: &str = "update print_job set tries = 0, not_before_ms = 0 where state = 'waiting'";
const GIVE_UP: &str = "
    update print_job set state = 'over' where state <> 'over' and made_ms < ?1";
const FORGET: &str = "delete from print_job where state = 'over' and made_ms < ?1";
const HAS_OLD: &str = "
    select exists (select 1 from print_job where state <> 'over' and made_ms < ?1)
        or exists (select 1 from print_job where state = 'over' and made_ms < ?2)";
// What was at work when the program ended may be on paper; a drawer that may have opened is over.
const DOUBT: &str = "
    update print_job set on_paper = 1,
        state = case when paper = '\"drawer\"' then 'over' else 'unsure' end
    where state = 'printing' and lane = ?1";

/// What is to be printed, as the queue keeps it. Reports are as they were when they were asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Queued {
    /// What a customer is given.
    Receipt {
        /// The order.
        order: OrderId,
        /// The payment's receipt, or the refund's.
        receipt: ReceiptNumber,
        /// Whether it is of a refund.
        refund: bool,
        /// Whether the drawer opens with it.
        drawer: bool,
        /// Whether the till did not hear its server then.
        #[serde(default)]
        offline: bool,
    },
    /// An X.
    X(Box<XReport>),
    /// A Z.
    Z(Box<ZReport>),
    /// What shows what the printer can do.
    Test,
    /// Nothing but the drawer.
    Drawer,
    /// What a station is told.
    Ticket(Box<TicketPaper>),
}

/// A ticket as it was when it was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketPaper {
    /// What it says.
    pub ticket: BoardTicket,
    /// The station's name.
    pub station: String,
    /// Whether it comes out of the counter's printer, since the station's does not answer.
    #[serde(default)]
    pub fallback: bool,
}

/// Which thread carries a paper to its printer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    /// To the counter's printer.
    Counter,
    /// To those of the stations.
    Kitchen,
}

impl Lane {
    const fn column(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Kitchen => "kitchen",
        }
    }
}

impl Queued {
    /// How it is called.
    pub fn name(&self) -> PaperName {
        match self {
            Self::Receipt {
                receipt,
                refund: false,
                ..
            } => PaperName::Receipt(receipt.clone()),
            Self::Receipt {
                receipt,
                refund: true,
                ..
            } => PaperName::Refund(receipt.clone()),
            Self::X(_) => PaperName::X,
            Self::Z(report) => PaperName::Z(report.closed.number.clone()),
            Self::Test => PaperName::Test,
            Self::Drawer => PaperName::Drawer,
            Self::Ticket(paper) => PaperName::Ticket(paper.station.clone()),
        }
    }

    /// The same, as somebody asks for it again: the drawer stays as it is, and a ticket goes to its station.
    fn as_asked_again(&self) -> Self {
        let mut same = self.clone();
        match &mut same {
            Self::Receipt { drawer, .. } => *drawer = false,
            Self::Ticket(paper) => paper.fallback = false,
            Self::X(_) | Self::Z(_) | Self::Test | Self::Drawer => {}
        }
        same
    }

    /// What it is known by, where a second one is a copy.
    fn receipt(&self) -> Option<String> {
        match self {
            Self::Receipt { order, receipt, .. } => Some(format!("{order} {receipt}")),
            Self::Z(report) => Some(report.shift.to_string()),
            Self::Ticket(paper) => Some(ticket_paper(&paper.ticket)),
            Self::X(_) | Self::Test | Self::Drawer => None,
        }
    }

    const fn lane(&self) -> Lane {
        match self {
            Self::Ticket(paper) if !paper.fallback => Lane::Kitchen,
            _ => Lane::Counter,
        }
    }
}

/// A row of the queue.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its number.
    pub job: i64,
    /// What is printed.
    pub queued: Queued,
    /// Whether it says that it is a copy.
    pub copy: bool,
    /// When it was asked for.
    pub made_ms: i64,
    /// How it stands.
    pub state: PrintState,
    /// How many times it was tried.
    pub tries: u32,
    /// When it is tried next.
    pub not_before_ms: i64,
}

/// Puts something at the end. What waits already is not put there a second time, but as if it had been asked for now.
pub fn put(
    connection: &Connection,
    queued: &Queued,
    now_ms: i64,
    is_old: bool,
) -> Result<(), TillError> {
    let receipt = queued.receipt();
    let mut copy = is_old;
    if let Some(receipt) = &receipt {
        let mut statement = connection.prepare_cached(OF_RECEIPT)?;
        let known = statement.query_map((receipt,), |row| {
            let waits = row.get::<_, String>(1)? == "waiting";
            Ok((row.get::<_, i64>(0)?, waits, row.get::<_, bool>(2)?))
        })?;
        let known: Vec<_> = known.collect::<Result<_, _>>()?;
        if let Some((job, _, _)) = known.iter().find(|(_, waits, _)| *waits)
            && let Some(row) = one(connection, *job)?
        {
            return ask_again(connection, &row, row.copy, now_ms);
        }
        copy |= known.iter().any(|(_, _, on_paper)| *on_paper);
        connection.prepare_cached(STAND_BACK)?.execute((receipt,))?;
    }
    let row = params![
        to_text(queued)?,
        receipt,
        copy,
        now_ms,
        queued.lane().column()
    ];
    connection.prepare_cached(PUT)?.execute(row)?;
    Ok(())
}

fn to_text(queued: &Queued) -> Result<String, TillError> {
    serde_json::to_string(queued).map_err(|error| TillError::Damaged(format!("a paper: {error}")))
}

/// The newest rows that are not over, oldest first.
pub fn open(connection: &Connection) -> Result<Vec<Row>, TillError> {
    let mut rows = rows(connection, OPEN, (SHOWN,))?;
    rows.reverse();
    Ok(rows)
}

/// What waits, oldest first.
pub fn waiting(connection: &Connection, lane: Lane) -> Result<Vec<Row>, TillError> {
    rows(connection, WAITING, params![SHOWN, lane.column()])
}

fn rows(connection: &Connection, sql: &str, with: impl Params) -> Result<Vec<Row>, TillError> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(with, row)?;
    Ok(rows
        .filter_map(Result::transpose)
        .collect::<Result<_, _>>()?)
}

/// One that is not over.
pub fn one(connection: &Connection, job: i64) -> Result<Option<Row>, TillError> {
    let mut statement = connection.prepare_cached(ONE)?;
    Ok(statement.query_row((job,), row).optional()?.flatten())
}

/// How a job stands from now on. False where there is no such job any more.
pub fn set_state(connection: &Connection, job: i64, state: &str) -> Result<bool, TillError> {
    let sql = "update print_job set state = ?2 where id = ?1 and state <> 'over'";
    Ok(connection.prepare_cached(sql)?.execute((job, state))? == 1)
}

/// A job came out, or may have; whether it did.
pub fn left_for_paper(connection: &Connection, job: i64, state: &str) -> Result<(), TillError> {
    let sql = "update print_job set on_paper = 1, state = ?2 where id = ?1 and state = 'printing'";
    connection.prepare_cached(sql)?.execute((job, state))?;
    Ok(())
}

/// A job of which nothing left is tried again, not before a moment.
pub fn try_again(connection: &Connection, job: i64, not_before_ms: i64) -> Result<(), TillError> {
    let sql = "
        update print_job set state = 'waiting', tries = tries + 1, not_before_ms = ?2
        where id = ?1 and state = 'printing'";
    let mut statement = connection.prepare_cached(sql)?;
    statement.execute((job, not_before_ms))?;
    Ok(())
}

/// Somebody stands at the printer: what waits is tried at once.
pub fn hurry(connection: &Connection) -> Result<(), TillError> {
    connection.prepare_cached(HURRY)?.execute([])?;
    Ok(())
}

/// Somebody wants it after all: as if it had been asked for now. The drawer was opened by hand long ago.
pub fn ask_again(
    connection: &Connection,
    row: &Row,
    copy: bool,
    now_ms: i64,
) -> Result<(), TillError> {
    let sql = "
        update print_job set state = 'waiting', paper = ?2, copy = ?3, made_ms = ?4, tries = 0,
            not_before_ms = 0, lane = ?5
        where id = ?1";
    let queued = row.queued.as_asked_again();
    let (paper, lane) = (to_text(&queued)?, queued.lane().column());
    let mut statement = connection.prepare_cached(sql)?;
    statement.execute(params![row.job, paper, copy, now_ms, lane])?;
    Ok(())
}

/// A ticket whose station's printer does not answer comes out of the counter's, and says so. Nothing of it is on paper.
pub fn fall_back(connection: &Connection, job: i64, paper: &TicketPaper) -> Result<(), TillError> {
    let sql = "
        update print_job set state = 'waiting', paper = ?2, lane = ?3, tries = 0, not_before_ms = 0
        where id = ?1 and state in ('printing', 'waiting')";
    let mut paper = paper.clone();
    paper.fallback = true;
    let queued = Queued::Ticket(Box::new(paper));
    let (text, lane) = (to_text(&queued)?, queued.lane().column());
    let mut statement = connection.prepare_cached(sql)?;
    statement.execute(params![job, text, lane])?;
    Ok(())
}

/// Whether anything is at work, or was when the program ended.
pub fn is_printing(connection: &Connection, lane: Lane) -> Result<bool, TillError> {
    let sql = "
        select exists (select 1 from print_job where state = 'printing' and lane = ?1)";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row((lane.column(),), |row| row.get(0))?)
}

/// What was at work when the program ended may be on paper.
pub fn doubt_what_was_printing(connection: &Connection, lane: Lane) -> Result<(), TillError> {
    connection.execute(DOUBT, (lane.column(),))?;
    Ok(())
}

/// Whether anything is old enough to be forgotten.
pub fn has_old(connection: &Connection, now_ms: i64) -> Result<bool, TillError> {
    let mut statement = connection.prepare_cached(HAS_OLD)?;
    let days = (now_ms - FORGOTTEN_MS, now_ms - REMEMBERED_MS);
    Ok(statement.query_row(days, |row| row.get(0))?)
}

/// Forgets what is over, and what nobody asked for.
pub fn forget_old(connection: &Connection, now_ms: i64) -> Result<(), TillError> {
    connection.execute(GIVE_UP, (now_ms - FORGOTTEN_MS,))?;
    connection.execute(FORGET, (now_ms - REMEMBERED_MS,))?;
    Ok(())
}

/// A row; none of a paper that a newer program queued.
fn row(row: &SqlRow<'_>) -> rusqlite::Result<Option<Row>> {
    let paper: String = row.get(1)?;
    let state: String = row.get(4)?;
    let state = match state.as_str() {
        "waiting" => PrintState::Waiting,
        "printing" => PrintState::Printing,
        "unsure" => PrintState::Unsure,
        _ => PrintState::Late,
    };
    let Ok(queued) = serde_json::from_str(&paper) else {
        return Ok(None);
    };
    Ok(Some(Row {
        job: row.get(0)?,
        queued,
        copy: row.get(2)?,
        made_ms: row.get(3)?,
        state,
        tries: row.get(5)?,
        not_before_ms: row.get(6)?,
    }))
}
