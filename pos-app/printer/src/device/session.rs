//! One job over one connection, whatever it is.

use super::status::{QUESTIONS, is_answer};
use super::{Delivered, Failure, Limits, Status};
use std::io;
use std::time::{Duration, Instant};

/// Bytes that are handed over at once.
const CHUNK: usize = 4_096;

/// Something that takes bytes and may answer.
pub trait Port {
    /// Hands over some of the bytes and says how many. Waits at most so long.
    fn write(&mut self, bytes: &[u8], limit: Duration) -> io::Result<usize>;
    /// One byte. Waits at most so long.
    fn read(&mut self, limit: Duration) -> io::Result<u8>;
    /// Says that nothing more comes, and waits at most so long for the other end to have everything. An error where
    /// it is known that it has not.
    fn close(&mut self, limit: Duration) -> io::Result<()>;
    /// Whether anything there can answer.
    fn may_answer(&self) -> bool;
}

/// Asks, sends, asks again.
pub fn print(port: &mut impl Port, bytes: &[u8], limits: &Limits) -> Result<Delivered, Failure> {
    let before = ask(port, limits.answer)?;
    if let Some(status) = before {
        ready(status, 0)?;
    }
    let written = send(port, bytes, limits)?;
    let Some(_) = before else {
        let closed = port.close(limits.answer);
        closed.map_err(|source| Failure::of(source, written))?;
        return Ok(Delivered { status: None });
    };
    // The questions stand behind the job: an answer means that the printer has taken all of it.
    forget(port);
    let after = ask(port, limits.write).map_err(|failure| at(failure, written))?;
    let status = after.ok_or(Failure::TimedOut { written })?;
    ready(status, written)?;
    Ok(Delivered {
        status: Some(status),
    })
}

/// The printer's state; nothing where it does not answer in time.
pub fn ask(port: &mut impl Port, limit: Duration) -> Result<Option<Status>, Failure> {
    if !port.may_answer() || limit.is_zero() {
        return Ok(None);
    }
    let mut answers = [0; 3];
    for (question, answer) in QUESTIONS.iter().zip(&mut answers) {
        let sent = port.write(question, limit);
        if !is_late(&sent) {
            sent.map_err(|source| Failure::of(source, 0))?;
        }
        match answer_to(port, limit)? {
            Some(byte) => *answer = byte,
            None => return Ok(None),
        }
    }
    Ok(Some(Status::of(answers)))
}

/// The next byte that can be an answer.
fn answer_to(port: &mut impl Port, limit: Duration) -> Result<Option<u8>, Failure> {
    let until = Instant::now() + limit;
    loop {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(None);
        }
        let byte = port.read(left);
        if is_late(&byte) {
            return Ok(None);
        }
        let byte = byte.map_err(|source| Failure::of(source, 0))?;
        if is_answer(byte) {
            return Ok(Some(byte));
        }
    }
}

fn send(port: &mut impl Port, bytes: &[u8], limits: &Limits) -> Result<usize, Failure> {
    let mut written = 0;
    while written < bytes.len() {
        let end = bytes.len().min(written + CHUNK);
        match port.write(&bytes[written..end], limits.write) {
            Ok(0) => return Err(Failure::GoneHalfWay { written }),
            Ok(taken) => written += taken,
            Err(source) if source.kind() == io::ErrorKind::Interrupted => {}
            Err(source) => return Err(halted(port, source, written, limits)),
        }
    }
    Ok(written)
}

/// A printer that takes no more may still say why.
fn halted(port: &mut impl Port, source: io::Error, written: usize, limits: &Limits) -> Failure {
    let failure = Failure::of(source, written);
    if matches!(failure, Failure::TimedOut { .. })
        && let Ok(Some(status)) = ask(port, limits.answer)
        && let Err(why) = ready(status, written)
    {
        return why;
    }
    failure
}

/// Throws away answers that nobody asked for.
fn forget(port: &mut impl Port) {
    let mut left = 64;
    while left > 0 && port.read(Duration::ZERO).is_ok() {
        left -= 1;
    }
}

const fn ready(status: Status, written: usize) -> Result<(), Failure> {
    if status.paper_out {
        Err(Failure::OutOfPaper { written })
    } else if status.cover_open {
        Err(Failure::CoverOpen { written })
    } else if status.offline {
        Err(Failure::Offline { written })
    } else {
        Ok(())
    }
}

fn at(failure: Failure, written: usize) -> Failure {
    match failure {
        Failure::GoneHalfWay { .. } => Failure::GoneHalfWay { written },
        Failure::TimedOut { .. } => Failure::TimedOut { written },
        Failure::Broken { source, .. } => Failure::Broken { written, source },
        Failure::OutOfPaper { .. } => Failure::OutOfPaper { written },
        Failure::CoverOpen { .. } => Failure::CoverOpen { written },
        Failure::Offline { .. } => Failure::Offline { written },
        // Said before anything is sent.
        before @ (Failure::NoAddress { .. }
        | Failure::NotThere { .. }
        | Failure::NotAllowed { .. }
        | Failure::Busy
        | Failure::Unreachable { .. }
        | Failure::Refused) => before,
    }
}

fn is_late<T>(result: &io::Result<T>) -> bool {
    let late = [io::ErrorKind::WouldBlock, io::ErrorKind::TimedOut];
    matches!(result, Err(why) if late.contains(&why.kind()))
}
