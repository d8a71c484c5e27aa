//! Bytes to a printer, and what a person can do where that fails.
//!
//! A printer that answers is asked for its state before anything is sent, so that nothing is printed half on the end of
//! a roll, and once more when it has taken everything. One that says nothing is printed on all the same; then all we
//! know is that the bytes left.
//!
//! Blocking, with a limit on every wait. Absent on purpose: trying again. Whoever holds the queue knows whether a second
//! receipt is worse than none, and [`Failure`] says how much had left.

mod failure;
mod file;
mod session;
mod status;
mod tcp;

pub use failure::Failure;
pub use status::Status;

use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::time::Duration;

/// Where a printer is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Device {
    /// In the network: a name or a number, and a port where it is not 9100.
    Tcp {
        /// Such as `192.168.1.50` or `kitchen.local:9100`.
        address: String,
    },
    /// At a cable: a device file such as `/dev/usb/lp0`. Any other file gets the bytes appended.
    File {
        /// The file.
        path: PathBuf,
    },
}

/// How long to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// For a connection.
    pub connect: Duration,
    /// For the next bytes to be taken: a long receipt on a slow printer is no failure while it goes on.
    pub write: Duration,
    /// For an answer. A printer that never answers costs this twice for each job; one that prints questions as text is
    /// not asked where this is zero.
    pub answer: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(3),
            write: Duration::from_secs(10),
            answer: Duration::from_millis(700),
        }
    }
}

/// What is known of bytes that left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivered {
    /// What the printer said when it had taken everything; nothing of one that does not answer.
    pub status: Option<Status>,
}

impl Device {
    /// Sends a job.
    pub fn print(&self, bytes: &[u8], limits: &Limits) -> Result<Delivered, Failure> {
        match self {
            Self::Tcp { address } => {
                session::print(&mut tcp::Socket::connect(address, limits)?, bytes, limits)
            }
            Self::File { path } => session::print(&mut file::Line::open(path)?, bytes, limits),
        }
    }

    /// Asks how the printer is; nothing where it does not answer.
    pub fn status(&self, limits: &Limits) -> Result<Option<Status>, Failure> {
        match self {
            Self::Tcp { address } => {
                session::ask(&mut tcp::Socket::connect(address, limits)?, limits.answer)
            }
            Self::File { path } => session::ask(&mut file::Line::open(path)?, limits.answer),
        }
    }
}
