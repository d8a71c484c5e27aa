//! What happened in a world, as one running hash: the same script gives the same trace.

use sha2::{Digest, Sha256};
use std::fmt::Write;

/// The running hash of everything that happened, and its last lines for people.
pub struct Trace {
    hasher: Sha256,
    line: String,
    kept: Vec<String>,
    keep: usize,
}

impl Trace {
    /// A trace that keeps so many of its last lines.
    pub fn keeping(keep: usize) -> Self {
        Self {
            hasher: Sha256::new(),
            line: String::new(),
            kept: Vec::new(),
            keep,
        }
    }

    /// One thing happened.
    pub fn note(&mut self, at_ms: i64, what: std::fmt::Arguments<'_>) {
        self.line.clear();
        // Writing into a string never fails.
        let _ = write!(self.line, "{at_ms:>10} {what}");
        self.hasher.update(self.line.as_bytes());
        self.hasher.update(b"\n");
        if self.keep > 0 {
            if self.kept.len() >= 2 * self.keep {
                self.kept.drain(..self.keep);
            }
            self.kept.push(self.line.clone());
        }
    }

    /// The hash of everything so far, and the last lines.
    pub fn end(self) -> (String, Vec<String>) {
        let hash = hex::encode(&self.hasher.finalize()[..16]);
        let from = self.kept.len().saturating_sub(self.keep);
        (hash, self.kept[from..].to_vec())
    }
}
