//! The server, on its own private PostgreSQL.

use crate::aside;
use crate::child::Program;
use crate::place;
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A server's data folder, and the server while it runs.
pub struct Server {
    data: PathBuf,
    running: Option<Program>,
    address: String,
}

impl Server {
    /// Starts a server with a fresh data folder, on a free port.
    pub fn start(data: &Path) -> Result<Self> {
        let mut server = Self::fresh(data);
        server.go_on()?;
        Ok(server)
    }

    /// Starts one as though on another machine: with its PostgreSQL it has the last core for itself.
    pub fn start_aside(data: &Path) -> Result<Self> {
        let mut server = Self::fresh(data);
        server.serve(aside::last_core(&place::server()?))?;
        Ok(server)
    }

    fn fresh(data: &Path) -> Self {
        Self {
            data: data.to_owned(),
            running: None,
            address: "127.0.0.1:0".to_owned(),
        }
    }

    /// Starts it again where it was, at the same address.
    pub fn go_on(&mut self) -> Result<()> {
        self.serve(Command::new(place::server()?))
    }

    fn serve(&mut self, mut command: Command) -> Result<()> {
        command
            .arg("serve")
            .arg("--data")
            .arg(&self.data)
            .args(["--listen", &self.address]);
        command.arg("--pages").arg(place::pages()?);
        let ready = |line: &str| line.strip_prefix("listening on http://").map(str::to_owned);
        let (running, address) = Program::start("cortado-server", &mut command, ready)?;
        (self.running, self.address) = (Some(running), address);
        Ok(())
    }

    /// Stops it; the data stays.
    pub fn stop(&mut self) -> Result<()> {
        self.running
            .take()
            .context("the server is not running")?
            .stop()
    }

    /// Ends it as a power cut would; the data stays.
    pub fn kill(&mut self) -> Result<()> {
        self.running
            .take()
            .context("the server is not running")?
            .kill()
    }

    /// Its process; none while it is not running.
    pub fn pid(&self) -> Option<u32> {
        self.running.as_ref().map(Program::pid)
    }

    /// The process that leads its private PostgreSQL.
    pub fn postgres_pid(&self) -> Result<u32> {
        let file = std::fs::read_to_string(self.data.join("postgres/postmaster.pid"))?;
        let first = file.lines().next().context("an empty postmaster.pid")?;
        Ok(first.trim().parse()?)
    }

    /// Its address, such as `http://127.0.0.1:4567`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Makes an owner with a business, or one more business of a known owner.
    pub fn create_owner(&self, email: &str, password: &str, options: &[&str]) -> Result<Value> {
        let mut child = Command::new(place::server()?)
            .arg("create-owner")
            .arg("--data")
            .arg(&self.data)
            .args(["--email", email])
            .args(options)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut input = child.stdin.take().context("its input was asked for")?;
        input.write_all(password.as_bytes())?;
        drop(input);
        let output = child.wait_with_output()?;
        ensure!(output.status.success(), "create-owner failed");
        Ok(serde_json::from_slice(&output.stdout)?)
    }

    /// Runs one of its commands on its data to the end, whatever the end is.
    pub fn run(&self, arguments: &[&str]) -> Result<Output> {
        let mut command = Command::new(place::server()?);
        command.args(arguments).arg("--data").arg(&self.data);
        Ok(command.output()?)
    }

    /// Runs one of its commands, which must succeed, and answers its output.
    pub fn ask(&self, arguments: &[&str]) -> Result<Value> {
        let output = self.run(arguments)?;
        let messages = String::from_utf8_lossy(&output.stderr);
        let said = String::from_utf8_lossy(&output.stdout);
        ensure!(
            output.status.success(),
            "{arguments:?} failed: {messages} {said}"
        );
        Ok(serde_json::from_slice(&output.stdout)?)
    }

    /// Proves an exported journal.
    pub fn verify(&self, file: &Path) -> Result<()> {
        let mut command = Command::new(place::server()?);
        let output = command.arg("verify-journal").arg(file).output()?;
        let messages = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "{}: {messages}", file.display());
        Ok(())
    }

    /// One more code with which a till can join a business.
    pub fn enrolment_code(&self, business: &str) -> Result<String> {
        let mut command = Command::new(place::server()?);
        command.arg("enrolment-code").arg("--data").arg(&self.data);
        let output = command.args(["--business", business]).output()?;
        ensure!(output.status.success(), "enrolment-code failed");
        let made: Value = serde_json::from_slice(&output.stdout)?;
        let code = made["enrolment_code"].as_str().context("no code")?;
        Ok(code.to_owned())
    }
}
