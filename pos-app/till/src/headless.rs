//! The till without its window: `cortado --headless --data DIR COMMAND`. Scripts depend on it.
//!
//! Invariants: the exit status is 0 only when a command did what it says; results are JSON on standard output,
//! progress and messages go to standard error.

mod complaint;
mod replay;
mod replay_clock;
mod replay_order;
mod sales_file;

pub use sales_file::{SalesFile, SoldLine, SoldOrder};

use crate::counter::{Counter, CounterOptions};
use crate::error::{OpenError, TillError};
use crate::report::Reader;
use clap::{Parser, Subcommand};
use complaint::Complaint;
use serde::Serialize;
use shared::till::{Command, MenuCommand, TillCommand};
use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

#[derive(Parser)]
#[command(name = "cortado", version, about = "The till without its window")]
struct Arguments {
    /// Without a window
    #[arg(long, global = true)]
    headless: bool,
    /// The till's folder
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Joins a business
    Enrol {
        /// The server's address
        #[arg(long, value_name = "URL")]
        server: String,
        /// The code the owner made
        #[arg(long)]
        code: String,
    },
    /// Takes a menu in; safe to repeat
    ImportMenu {
        /// category,product,price,tax_rate,barcode,modifier_group,group_min,group_max,modifier,modifier_price
        file: PathBuf,
    },
    /// Rings up sales from a file; run again, it continues where it stopped
    Replay {
        /// order,at,product,category,quantity,unit_price,tender (.csv or .csv.gz)
        file: PathBuf,
        /// Only the first N orders of the file
        #[arg(long, value_name = "N")]
        limit: Option<u64>,
        /// Does not talk to the server
        #[arg(long)]
        offline: bool,
    },
    /// Sends what waits and fetches what is new
    Sync {
        /// Ends when nothing waits on either side
        #[arg(long, required = true)]
        until_quiet: bool,
        /// Gives up after so many seconds without progress
        #[arg(long, default_value_t = 60, value_name = "SECONDS")]
        patience: u64,
    },
    /// Says where the till stands, also beside a running till
    Status {
        /// As JSON, which it always is
        #[arg(long)]
        json: bool,
    },
    /// Empties what follows from the journal and fills it again
    Rebuild,
    /// Writes everything this till recorded into a file, also beside a running till
    ExportJournal {
        /// The file
        file: PathBuf,
    },
    /// Keeps syncing until it is told to stop
    Run,
}

/// Carries out a command line, program name first, and answers the exit status.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let status = u8::try_from(error.exit_code()).unwrap_or(2);
            // Nothing is left to tell anybody who closed both streams.
            let _ = error.print();
            return ExitCode::from(status);
        }
    };
    log_to_stderr();
    match perform(&arguments.data, arguments.task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(complaint) => {
            say(&complaint.to_string());
            ExitCode::FAILURE
        }
    }
}

fn perform(data: &Path, task: Task) -> Result<(), Complaint> {
    match task {
        Task::Enrol { server, code } => enrol(data, server, &code),
        Task::ImportMenu { file } => import_menu(data, &file),
        Task::Replay {
            file,
            limit,
            offline,
        } => replay::replay(data, &file, limit, offline),
        Task::Sync {
            until_quiet: _,
            patience,
        } => sync(data, Duration::from_secs(patience)),
        Task::Status { json: _ } => print(&Reader::open(data)?.status()?),
        Task::Rebuild => rebuild(data),
        Task::ExportJournal { file } => print(&Reader::open(data)?.export(&file)?),
        Task::Run => keep_running(data),
    }
}

fn open(data: &Path, online: bool) -> Result<Counter, OpenError> {
    let options = CounterOptions {
        online,
        attended: false,
        ..CounterOptions::new(data)
    };
    Counter::open(options, |_| {})
}

fn enrol(data: &Path, server: String, code: &str) -> Result<(), Complaint> {
    let code = code
        .parse()
        .map_err(|error| Complaint::Usage(format!("{error}")))?;
    let counter = open(data, false)?;
    if counter.session()?.business.is_none() {
        counter.execute(Command::Till(TillCommand::Enrol { server, code }))?;
        return print(&counter.session()?);
    }
    counter.leave_for(|folder| CounterOptions::new(folder).till(), &server, code)?;
    drop(counter);
    print(&open(data, false)?.session()?)
}

fn import_menu(data: &Path, file: &Path) -> Result<(), Complaint> {
    let name = file.display().to_string();
    let content = std::fs::read(file).map_err(TillError::io(format!("reading {name}")))?;
    // What is not UTF-8 becomes a sign that no row may hold, so that its row is named.
    let content = String::from_utf8_lossy(&content).into_owned();
    let counter = open(data, false)?;
    let command = MenuCommand::Import {
        file: name.clone(),
        content,
    };
    let outcome = counter.execute(Command::Menu(command))?;
    let imported = outcome.imported.unwrap_or_default();
    print(&imported)?;
    for problem in &imported.problems {
        say(&format!("{name}:{}: {}", problem.line, problem.fault));
    }
    match imported.problems.len() {
        0 => Ok(()),
        rows => Err(Complaint::Rows { file: name, rows }),
    }
}

fn sync(data: &Path, patience: Duration) -> Result<(), Complaint> {
    let counter = open(data, true)?;
    let quiet =
        counter.sync_until_quiet(patience, |waiting| say(&format!("{waiting} entries wait")))?;
    let status = Reader::open(data)?.status()?;
    print(&status)?;
    if quiet {
        Ok(())
    } else {
        Err(Complaint::NotQuiet {
            waiting: status.waiting,
        })
    }
}

fn rebuild(data: &Path) -> Result<(), Complaint> {
    let counter = open(data, false)?;
    counter.rebuild()?;
    print(&Reader::open(data)?.status()?)
}

fn keep_running(data: &Path) -> Result<(), Complaint> {
    let counter = open(data, true)?;
    print(&counter.session()?)?;
    say("The till runs without its window. Ctrl-C stops it.");
    wait_for_the_end();
    drop(counter);
    Ok(())
}

#[cfg(unix)]
fn wait_for_the_end() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    match signal_hook::iterator::Signals::new([SIGINT, SIGTERM]) {
        Ok(mut signals) => {
            signals.forever().next();
        }
        Err(error) => say(&format!("signals cannot be waited for: {error}")),
    }
}

#[cfg(not(unix))]
fn wait_for_the_end() {
    loop {
        std::thread::park();
    }
}

/// A result: one line of JSON on standard output, at once.
fn print(result: &impl Serialize) -> Result<(), Complaint> {
    let mut line =
        serde_json::to_vec(result).map_err(|error| Complaint::Usage(error.to_string()))?;
    line.push(b'\n');
    let mut out = std::io::stdout().lock();
    let written = out.write_all(&line).and_then(|()| out.flush());
    written.map_err(|error| TillError::io("writing to standard output")(error).into())
}

/// A message for people.
fn say(message: &str) {
    // Nobody may be listening.
    let _ = writeln!(std::io::stderr().lock(), "{message}");
}

fn log_to_stderr() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("CORTADO_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    // A second call in one process, in tests, keeps the first.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .try_init();
}
