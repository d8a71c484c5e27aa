//! Makes a failing script shorter: fewer faults, then fewer tills, then fewer acts.

use crate::script::{Script, What};
use crate::world::play;
use std::time::{Duration, Instant};

/// The shortest script found within `patience` that breaks the same promise.
pub fn shrink(script: &Script, rule: &str, patience: Duration) -> Script {
    let begun = Instant::now();
    let mut best = script.clone();
    let breaks = |candidate: &Script| {
        let played = play(candidate, 0);
        played
            .violation
            .is_some_and(|violation| violation.rule == rule)
    };
    for fault in script.faults.clone() {
        let mut candidate = best.clone();
        candidate.faults.remove(&fault);
        if begun.elapsed() < patience && breaks(&candidate) {
            best = candidate;
        }
    }
    while best.tills > 1 && begun.elapsed() < patience {
        let mut candidate = best.clone();
        candidate.tills -= 1;
        candidate.acts.retain(|act| act.who < candidate.tills);
        if !breaks(&candidate) {
            break;
        }
        best = candidate;
    }
    let mut piece = best.acts.len().div_ceil(2).max(1);
    while begun.elapsed() < patience {
        let mut from = 0;
        while from < best.acts.len() && begun.elapsed() < patience {
            let mut candidate = best.clone();
            let upto = (from + piece).min(candidate.acts.len());
            candidate.acts.drain(from..upto);
            let checks = candidate.acts.iter().any(|act| act.what == What::Quiet);
            if checks && breaks(&candidate) {
                best = candidate;
            } else {
                from += piece;
            }
        }
        if piece == 1 {
            break;
        }
        piece = piece.div_ceil(2);
    }
    best
}
