//! Who has failed too often. In memory: one server's count is enough to make guessing hopeless.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// More keys than this and the counts that have run out are dropped.
const KEYS_MAX: usize = 10_000;

/// Failures by key, each with the end of its window.
#[derive(Debug, Default)]
pub struct Throttle {
    failures: Mutex<HashMap<String, (u32, i64)>>,
}

/// How often something may fail.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// So many times …
    pub failures: u32,
    /// … within so many milliseconds of the first.
    pub window_ms: i64,
}

impl Throttle {
    /// Whether `key` has failed as often as it may.
    pub fn is_exhausted(&self, key: &str, limit: Limit, now_ms: i64) -> bool {
        let failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let held = failures.get(key);
        held.is_some_and(|(count, until)| *count >= limit.failures && now_ms < *until)
    }

    /// Counts a failure.
    pub fn failed(&self, key: &str, limit: Limit, now_ms: i64) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        if failures.len() >= KEYS_MAX {
            failures.retain(|_, (_, until)| now_ms < *until);
        }
        let fresh = (0, now_ms + limit.window_ms);
        let held = failures.entry(key.to_owned()).or_insert(fresh);
        if now_ms >= held.1 {
            *held = fresh;
        }
        held.0 += 1;
    }

    /// Forgets the failures of `key`: it has shown who it is.
    pub fn succeeded(&self, key: &str) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        failures.remove(key);
    }
}
