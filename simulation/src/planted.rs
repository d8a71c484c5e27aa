//! Tests the tests: each bug on purpose is planted, and seeds are played until one of them breaks a promise.

use crate::campaign::play_seed;
use serde::Serialize;
use shared::planted::{Bug, plant};
use std::time::{Duration, Instant};

/// A bug must be found within this.
pub const PATIENCE: Duration = Duration::from_secs(300);

/// How a planted bug was found, or not.
#[derive(Clone, Debug, Serialize)]
pub struct Found {
    /// The bug.
    pub bug: String,
    /// The promise it broke; none where it was not found.
    pub rule: Option<String>,
    /// What was found.
    pub detail: Option<String>,
    /// The seed that found it.
    pub seed: u64,
    /// How many seeds were played.
    pub seeds: u64,
    /// How long it took.
    pub milliseconds: u64,
}

/// Plants a bug and plays seeds until it is found.
pub fn hunt(bug: Bug) -> Found {
    let begun = Instant::now();
    plant(Some(bug));
    let mut found = Found {
        bug: format!("{bug:?}"),
        rule: None,
        detail: None,
        seed: 0,
        seeds: 0,
        milliseconds: 0,
    };
    for seed in 1.. {
        if begun.elapsed() > PATIENCE || found.rule.is_some() {
            break;
        }
        let (_, _, violation) = play_seed(seed);
        (found.seed, found.seeds) = (seed, seed);
        found.rule = violation.as_ref().map(|broken| broken.rule.to_owned());
        found.detail = violation.map(|broken| broken.detail);
    }
    plant(None);
    found.milliseconds = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    found
}
