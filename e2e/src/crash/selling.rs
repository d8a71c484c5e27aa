//! A till that rings up sales, and what it says of them while it does.

use crate::till::Till;
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long a till may take to tell its first sale, on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running `replay`.
pub struct Selling {
    child: Child,
    begun: Receiver<()>,
    told: JoinHandle<Result<Vec<String>>>,
}

impl Selling {
    /// Starts one with these arguments.
    pub fn start(till: &Till, arguments: &[&str]) -> Result<Self> {
        let mut child = till
            .command(arguments)?
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let output = child.stdout.take().context("its output was asked for")?;
        let (begins, begun) = channel();
        let told = std::thread::spawn(move || read_receipts(output, &begins));
        Ok(Self { child, begun, told })
    }

    /// Waits until it has told its first sale, or has ended because there was none left.
    pub fn wait_until_it_sells(&self) {
        // Either way it is time to go on: what it told is read at its end.
        let _ = self.begun.recv_timeout(PATIENCE);
    }

    /// Kills it, and answers the receipts it told before.
    pub fn kill(mut self) -> Result<Vec<String>> {
        if let Some(status) = self.child.try_wait()? {
            ensure!(status.success(), "the till ended by itself: {status}");
        }
        self.child.kill()?;
        self.child.wait()?;
        self.receipts()
    }

    /// Waits for its end, which must be a good one, and answers the receipts it told.
    pub fn finish(mut self) -> Result<Vec<String>> {
        let status = self.child.wait()?;
        ensure!(status.success(), "replay: {status}");
        self.receipts()
    }

    fn receipts(self) -> Result<Vec<String>> {
        self.told.join().ok().context("the reader panicked")?
    }
}

fn read_receipts(output: impl Read, begins: &Sender<()>) -> Result<Vec<String>> {
    let mut told = Vec::new();
    // A line that broke off was not told.
    for line in BufReader::new(output).lines().map_while(Result::ok) {
        if let Ok(line) = serde_json::from_str::<Value>(&line) {
            told.push(line["receipt"].as_str().context("no receipt")?.to_owned());
            // Nobody may be waiting for it.
            let _ = begins.send(());
        }
    }
    Ok(told)
}
