//! Why a job was not printed, in words that a person can act on.

use std::io;

/// Why a job was not printed, or not known to be. What counts bytes says how many had left: none of them is surely on
/// paper, but where it is none, nothing is.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The address is none.
    #[error("{address} is no address of a printer")]
    NoAddress {
        /// As it was given.
        address: String,
    },
    /// There is no such device, or it is not plugged in.
    #[error("the printer is not there: {path}")]
    NotThere {
        /// The device file.
        path: String,
    },
    /// This program may not use it.
    #[error("this program may not use {path}")]
    NotAllowed {
        /// The device file.
        path: String,
    },
    /// Another program is printing.
    #[error("another program is using the printer")]
    Busy,
    /// No way to it: switched off, another network, a cable.
    #[error("the printer cannot be reached")]
    Unreachable {
        /// What the system said.
        source: io::Error,
    },
    /// Something answers there that is no printer, or one that is occupied.
    #[error("the printer refuses the connection")]
    Refused,
    /// It took nothing for too long.
    #[error("the printer stopped after {written} bytes and took no more")]
    TimedOut {
        /// What had left.
        written: usize,
    },
    /// The roll is at its end.
    #[error("the printer is out of paper ({written} bytes had left)")]
    OutOfPaper {
        /// What had left.
        written: usize,
    },
    /// The cover is open.
    #[error("the cover of the printer is open ({written} bytes had left)")]
    CoverOpen {
        /// What had left.
        written: usize,
    },
    /// It says that it does not print: an error of the knife, too hot, the feed button held.
    #[error("the printer is not ready ({written} bytes had left)")]
    Offline {
        /// What had left.
        written: usize,
    },
    /// The connection ended in the middle.
    #[error("the printer went away after {written} bytes")]
    GoneHalfWay {
        /// What had left.
        written: usize,
    },
    /// Anything else.
    #[error("printing failed after {written} bytes")]
    Broken {
        /// What had left.
        written: usize,
        /// What the system said.
        source: io::Error,
    },
}

impl Failure {
    /// How many bytes had left: where it is none, nothing is on paper and the job can be sent again unasked.
    pub const fn written(&self) -> usize {
        match self {
            Self::NoAddress { .. }
            | Self::NotThere { .. }
            | Self::NotAllowed { .. }
            | Self::Busy
            | Self::Unreachable { .. }
            | Self::Refused => 0,
            Self::TimedOut { written }
            | Self::OutOfPaper { written }
            | Self::CoverOpen { written }
            | Self::Offline { written }
            | Self::GoneHalfWay { written }
            | Self::Broken { written, .. } => *written,
        }
    }

    /// What an error of the system means when so many bytes had left.
    pub(super) fn of(source: io::Error, written: usize) -> Self {
        match source.kind() {
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Self::TimedOut { written },
            // So says the driver of a printer at a cable.
            io::ErrorKind::StorageFull => Self::OutOfPaper { written },
            io::ErrorKind::BrokenPipe
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::NotConnected
            | io::ErrorKind::UnexpectedEof
            | io::ErrorKind::WriteZero => Self::GoneHalfWay { written },
            _ => Self::Broken { written, source },
        }
    }
}
