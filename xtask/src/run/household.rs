//! The programs we started: their logs, their end, and how they are stopped.
//!
//! Each gets a process group of its own, so that Ctrl-C reaches us alone and we stop them in order, the last started
//! first. We signal only processes we started and have not yet reaped, so never a stranger with a reused id.

use std::fmt;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

/// How long a program may take to end when asked; PostgreSQL writes its last checkpoint in that time.
const PATIENCE: Duration = Duration::from_secs(20);
const LAST_WORDS: usize = 15;

/// A program we started.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MemberId(usize);

/// What happened.
pub enum News {
    /// A program ended.
    Ended {
        /// Which.
        member: MemberId,
        /// How.
        status: ExitStatus,
    },
    /// A program wrote a line.
    Line {
        /// Which.
        member: MemberId,
        /// What.
        text: String,
    },
}

enum Message {
    Stop,
    Ended(MemberId),
    Line(MemberId, String),
}

/// We were asked to stop.
#[derive(Debug)]
pub struct Stopped;

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("stopped")
    }
}

impl std::error::Error for Stopped {}

struct Member {
    name: &'static str,
    child: Child,
    is_running: bool,
}

/// All programs of one `./dev run`.
pub struct Household {
    members: Vec<Member>,
    sender: Sender<Message>,
    receiver: Receiver<Message>,
}

impl Household {
    /// Listens to signals from now on.
    pub fn new() -> Result<Self> {
        let (sender, receiver) = mpsc::channel();
        let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP])?;
        let stop = sender.clone();
        thread::spawn(move || {
            for _ in signals.forever() {
                if stop.send(Message::Stop).is_err() {
                    return;
                }
            }
        });
        Ok(Self {
            members: Vec::new(),
            sender,
            receiver,
        })
    }

    /// Starts a program that stays, its output in a log below the data folder.
    pub fn start(
        &mut self,
        name: &'static str,
        mut command: Command,
        data: &Path,
    ) -> Result<MemberId> {
        let log = log_file(data, name);
        fs::create_dir_all(log.parent().context("a log has a folder")?)?;
        let mut file =
            File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(file.try_clone()?);
        let member = self.spawn(name, command)?;
        let output = self.members[member.0]
            .child
            .stdout
            .take()
            .context("output was asked for")?;
        let sender = self.sender.clone();
        thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                let written = writeln!(file, "{line}");
                if written.is_err() || sender.send(Message::Line(member, line)).is_err() {
                    return;
                }
            }
        });
        Ok(member)
    }

    /// Runs a program to its end, its messages as ours and its results dropped; stops it when we are asked to stop.
    pub fn finish(&mut self, name: &'static str, mut command: Command) -> Result<()> {
        command.stdin(Stdio::null()).stdout(Stdio::null());
        let member = self.spawn(name, command)?;
        let status = self.until_end(member)?;
        ensure!(status.success(), "{name} ended with {status}");
        Ok(())
    }

    /// Runs a program to its end, gives it a line to read, and returns what it wrote.
    pub fn ask(&mut self, name: &'static str, mut command: Command, input: &str) -> Result<String> {
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let member = self.spawn(name, command)?;
        let child = &mut self.members[member.0].child;
        let mut given = child.stdin.take().context("input was asked for")?;
        writeln!(given, "{input}")?;
        drop(given);
        let output = child.stdout.take().context("output was asked for")?;
        let reader = thread::spawn(move || std::io::read_to_string(output));
        let status = self.until_end(member)?;
        ensure!(status.success(), "{name} ended with {status}");
        match reader.join() {
            Ok(answer) => Ok(answer?),
            Err(_) => bail!("cannot read what {name} wrote"),
        }
    }

    /// Waits for what happens next; an error when we are asked to stop.
    pub fn next(&mut self) -> Result<News> {
        let message = self.receiver.recv()?;
        self.news(message)
    }

    /// The same, but not longer than until a deadline.
    pub fn next_until(&mut self, deadline: Instant) -> Result<Option<News>> {
        match self
            .receiver
            .recv_timeout(deadline.saturating_duration_since(Instant::now()))
        {
            Ok(message) => self.news(message).map(Some),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(gone @ RecvTimeoutError::Disconnected) => Err(gone.into()),
        }
    }

    /// What a program is called.
    pub fn name(&self, member: MemberId) -> &'static str {
        self.members[member.0].name
    }

    /// The end of a program's log.
    pub fn last_words(&self, member: MemberId, data: &Path) -> String {
        let log = log_file(data, self.name(member));
        let text = fs::read_to_string(&log).unwrap_or_default();
        let lines: Vec<_> = text.lines().collect();
        let end = lines[lines.len().saturating_sub(LAST_WORDS)..].join("\n");
        format!("{end}\n(the whole log: {})", log.display())
    }

    /// Asks every program to end, the last started first, and waits for each.
    pub fn stop(&mut self) {
        for index in (0..self.members.len()).rev() {
            let member = &self.members[index];
            if !member.is_running {
                continue;
            }
            eprintln!("stopping the {}", member.name);
            self.signal(MemberId(index), Signal::TERM);
            if !self.has_ended_within(MemberId(index), PATIENCE) {
                eprintln!("the {} does not end by itself", self.name(MemberId(index)));
                self.signal(MemberId(index), Signal::KILL);
                self.has_ended_within(MemberId(index), PATIENCE);
            }
        }
    }

    fn spawn(&mut self, name: &'static str, mut command: Command) -> Result<MemberId> {
        let member = MemberId(self.members.len());
        let child = command
            .process_group(0)
            .spawn()
            .with_context(|| format!("cannot start the {name}"))?;
        let pid = pid(&child)?;
        self.members.push(Member {
            name,
            child,
            is_running: true,
        });
        let sender = self.sender.clone();
        thread::spawn(move || {
            // Left for us to reap, so that the id stays taken until we know.
            let _ = waitid(
                WaitId::Pid(pid),
                WaitIdOptions::EXITED | WaitIdOptions::NOWAIT,
            );
            let _ = sender.send(Message::Ended(member));
        });
        Ok(member)
    }

    fn until_end(&mut self, wanted: MemberId) -> Result<ExitStatus> {
        loop {
            match self.next()? {
                News::Ended { member, status } if member == wanted => return Ok(status),
                News::Ended { member, status } => {
                    bail!("the {} ended by itself with {status}", self.name(member))
                }
                News::Line { .. } => {}
            }
        }
    }

    fn news(&mut self, message: Message) -> Result<News> {
        match message {
            Message::Stop => Err(Stopped.into()),
            Message::Ended(member) => Ok(News::Ended {
                member,
                status: self.reap(member)?,
            }),
            Message::Line(member, text) => Ok(News::Line { member, text }),
        }
    }

    fn reap(&mut self, member: MemberId) -> Result<ExitStatus> {
        let member = &mut self.members[member.0];
        member.is_running = false;
        Ok(member.child.wait()?)
    }

    fn signal(&self, member: MemberId, signal: Signal) {
        if let Ok(pid) = pid(&self.members[member.0].child) {
            let _ = kill_process(pid, signal);
        }
    }

    fn has_ended_within(&mut self, wanted: MemberId, patience: Duration) -> bool {
        let deadline = Instant::now() + patience;
        while self.members[wanted.0].is_running {
            match self
                .receiver
                .recv_timeout(deadline.saturating_duration_since(Instant::now()))
            {
                Ok(Message::Ended(member)) => {
                    let _ = self.reap(member);
                }
                Ok(Message::Stop | Message::Line(..)) => {}
                Err(_) => return false,
            }
        }
        true
    }
}

fn pid(child: &Child) -> Result<Pid> {
    Pid::from_raw(i32::try_from(child.id())?).context("a process id is never 0")
}

fn log_file(data: &Path, name: &str) -> PathBuf {
    data.join("log").join(format!("{name}.log"))
}
