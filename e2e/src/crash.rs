//! Kills the real programs at moments nobody chose, and counts what is lost or there twice.
//!
//! `kill -9` takes the program and leaves the machine: what it tests is that nothing is told before it is recorded,
//! and that every start finds its way. That what is recorded outlives the machine is tested on the failing disk.

pub mod cafe;
mod journal;
mod selling;
pub mod server;
pub mod takings;
pub mod till;

use serde::Serialize;
use std::time::Duration;

/// What a run of kills found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Found {
    /// Programs killed.
    pub kills: u64,
    /// Sales that somebody had been told were recorded.
    pub told: u64,
    /// Entries compared byte for byte.
    pub entries: u64,
    /// What had been told and was not there, or was there otherwise.
    pub lost: u64,
    /// What was there twice.
    pub doubled: u64,
    /// Each of them, in words.
    pub findings: Vec<String>,
}

impl Found {
    fn lose(&mut self, finding: String) {
        self.lost += 1;
        eprintln!("LOST: {finding}");
        self.findings.push(finding);
    }

    fn double(&mut self, finding: String) {
        self.doubled += 1;
        eprintln!("DOUBLED: {finding}");
        self.findings.push(finding);
    }
}

/// Moments from a seed.
pub struct Moments(u64);

impl Moments {
    /// From a seed, so that a run can be made again. The machine's own timing never is.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn any(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed ^ (mixed >> 31)
    }

    /// 1 to 500 milliseconds.
    pub fn pick(&mut self) -> Duration {
        Duration::from_millis(1 + self.any() % 500)
    }
}
