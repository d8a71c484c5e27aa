//! A program of ours that ends with the test that started it.

use anyhow::{Context, Result, ensure};
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

/// A running program.
pub struct Program {
    child: Child,
    name: String,
}

impl Program {
    /// Starts it and reads its standard output until a line that `ready` makes something of.
    pub fn start<T>(
        name: &str,
        command: &mut Command,
        ready: impl Fn(&str) -> Option<T>,
    ) -> Result<(Self, T)> {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .process_group(0)
            .spawn()
            .with_context(|| format!("cannot start {name}"))?;
        let output = child.stdout.take().context("its output was asked for")?;
        let program = Self {
            child,
            name: name.to_owned(),
        };
        let mut lines = BufReader::new(output).lines();
        let found = loop {
            let line = lines
                .next()
                .with_context(|| format!("{name} ended before it was ready"))??;
            if let Some(found) = ready(&line) {
                break found;
            }
        };
        // What it says later is read away, so that it never waits for a full pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Ok((program, found))
    }

    /// Starts one that says nothing when it is ready.
    pub fn spawn(name: &str, command: &mut Command) -> Result<Self> {
        let child = command.stdin(Stdio::null()).process_group(0).spawn();
        let child = child.with_context(|| format!("cannot start {name}"))?;
        Ok(Self {
            child,
            name: name.to_owned(),
        })
    }

    /// Its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Asks it to stop and waits until it has.
    pub fn stop(mut self) -> Result<()> {
        self.signal("TERM")?;
        let status = self.child.wait()?;
        ensure!(status.code() != Some(101), "{} panicked", self.name);
        Ok(())
    }

    /// Ends it as a power cut would.
    pub fn kill(mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Ends it and all that it started as a power cut would.
    pub fn kill_group(mut self) -> Result<()> {
        let group = format!("-{}", self.child.id());
        let status = Command::new("kill")
            .args(["-s", "KILL", "--", &group])
            .status()?;
        ensure!(status.success(), "{} is gone already", self.name);
        self.child.wait()?;
        Ok(())
    }

    fn signal(&self, signal: &str) -> Result<()> {
        let pid = self.child.id().to_string();
        let status = Command::new("kill").args(["-s", signal, &pid]).status()?;
        ensure!(status.success(), "{} is gone already", self.name);
        Ok(())
    }
}

impl Drop for Program {
    /// Also what it started itself, such as a driver's browser: it has a process group of its own.
    fn drop(&mut self) {
        let still_running = matches!(self.child.try_wait(), Ok(None));
        if still_running && self.signal("TERM").is_ok() {
            let _ = self.child.wait();
        }
        let group = format!("-{}", self.child.id());
        let mut end = Command::new("kill");
        let _ = end
            .args(["-s", "TERM", "--", &group])
            .stderr(Stdio::null())
            .status();
    }
}
