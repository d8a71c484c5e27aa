//! The printer behind a socket of the loopback interface, in the condition that a test wants.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// How long a test waits for a job at most.
const JOB_LIMIT: Duration = Duration::from_secs(30);

/// How the printer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// It prints.
    Ready,
    /// It prints and answers no question.
    Mute,
    /// It has no paper.
    OutOfPaper,
    /// Its paper ends after so many bytes; it takes the rest all the same.
    PaperEndsAfter(usize),
    /// Little paper is left.
    PaperLow,
    /// Its cover is open.
    CoverOpen,
    /// It does not print, for another reason.
    Offline,
    /// It takes the connection and never reads.
    Hangs,
    /// It breaks off after so many bytes.
    ClosesAfter(usize),
    /// It breaks off after so many bytes, and answers no question before.
    MuteAndClosesAfter(usize),
    /// It takes a little at a time.
    Slow,
}

#[derive(Debug)]
struct State {
    condition: Condition,
    stopped: bool,
}

#[derive(Debug)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until the printer is switched off, at most so long.
    fn pause(&self, limit: Option<Duration>) {
        let state = self.state();
        let _guard = match limit {
            Some(limit) => {
                let waited = self
                    .changed
                    .wait_timeout_while(state, limit, |state| !state.stopped);
                waited.unwrap_or_else(PoisonError::into_inner).0
            }
            None => {
                let waited = self.changed.wait_while(state, |state| !state.stopped);
                waited.unwrap_or_else(PoisonError::into_inner)
            }
        };
    }
}

/// A printer in the network.
#[derive(Debug)]
pub struct TcpPrinter {
    address: SocketAddr,
    shared: Arc<Shared>,
    jobs: Receiver<Vec<u8>>,
}

impl TcpPrinter {
    /// Switches one on, at a port of its own.
    pub fn start(condition: Condition) -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            state: Mutex::new(State {
                condition,
                stopped: false,
            }),
            changed: Condvar::new(),
        });
        let (done, jobs) = channel();
        let listening = Arc::clone(&shared);
        thread::spawn(move || listen(&listener, &listening, &done));
        Ok(Self {
            address,
            shared,
            jobs,
        })
    }

    /// Where it is.
    pub fn address(&self) -> String {
        self.address.to_string()
    }

    /// Changes how it is.
    pub fn become_condition(&self, condition: Condition) {
        self.shared.state().condition = condition;
    }

    /// What the next connection brought, questions left out, once it has ended. Nothing where none comes.
    pub fn job(&self) -> Option<Vec<u8>> {
        self.jobs.recv_timeout(JOB_LIMIT).ok()
    }
}

impl Drop for TcpPrinter {
    fn drop(&mut self) {
        self.shared.state().stopped = true;
        self.shared.changed.notify_all();
        // Wakes the one that waits for a connection.
        drop(TcpStream::connect(self.address));
    }
}

fn listen(listener: &TcpListener, shared: &Arc<Shared>, done: &Sender<Vec<u8>>) {
    for stream in listener.incoming() {
        if shared.state().stopped {
            return;
        }
        let Ok(stream) = stream else { continue };
        let (shared, done) = (Arc::clone(shared), done.clone());
        thread::spawn(move || {
            let job = serve(stream, &shared);
            // A test that does not ask for its job has gone.
            drop(done.send(job));
        });
    }
}

fn serve(mut stream: TcpStream, shared: &Shared) -> Vec<u8> {
    let mut job = Vec::new();
    let mut buffer = [0; 512];
    loop {
        let condition = shared.state().condition;
        let room = match condition {
            Condition::Hangs => {
                shared.pause(None);
                return job;
            }
            Condition::ClosesAfter(limit) | Condition::MuteAndClosesAfter(limit) => {
                if job.len() >= limit {
                    return job;
                }
                buffer.len().min(limit - job.len())
            }
            Condition::Slow => {
                shared.pause(Some(Duration::from_millis(2)));
                buffer.len()
            }
            _ => buffer.len(),
        };
        let read = match stream.read(&mut buffer[..room]) {
            Ok(read) if read > 0 => read,
            _ => return job,
        };
        for byte in &buffer[..read] {
            job.push(*byte);
            if let [.., 0x10, 0x04, which @ 1..=4] = job[..] {
                job.truncate(job.len() - 3);
                if let Some(answer) = answer(condition, which, job.len())
                    && stream.write_all(&[answer]).is_err()
                {
                    return job;
                }
            }
        }
    }
}

/// The answer to a question at once, as a real printer gives it wherever the question stands.
const fn answer(condition: Condition, which: u8, taken: usize) -> Option<u8> {
    let (offline, cause, paper) = match condition {
        Condition::Mute | Condition::MuteAndClosesAfter(_) => return None,
        Condition::OutOfPaper => (true, 0x20, 0x6c),
        Condition::PaperEndsAfter(limit) if taken >= limit => (true, 0x20, 0x6c),
        Condition::PaperLow => (false, 0, 0x0c),
        Condition::CoverOpen => (true, 0x04, 0),
        Condition::Offline => (true, 0x40, 0),
        _ => (false, 0, 0),
    };
    let bits = match which {
        1 if offline => 0x08,
        1 => 0x04,
        2 => cause,
        4 => paper,
        _ => 0,
    };
    Some(0x12 | bits)
}
