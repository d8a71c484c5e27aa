//! Many seeds: played, checked, counted.

use crate::script::Script;
use crate::tally::Tally;
use crate::world::{Violation, play};
use std::ops::Range;
use std::time::Instant;

/// What many seeds gave.
#[derive(Clone, Debug, Default)]
pub struct Verdicts {
    /// Seeds played.
    pub seeds: u64,
    /// How often each fault and verdict happened.
    pub tally: Tally,
    /// The seeds that broke a promise.
    pub broken: Vec<(u64, Violation)>,
    /// Seeds that were played twice.
    pub twice: u64,
}

/// Which seeds, and for how long.
pub struct Campaign {
    /// The seeds.
    pub seeds: Range<u64>,
    /// When to stop although there are more.
    pub until: Option<Instant>,
    /// Stop at the first broken promise.
    pub first_only: bool,
}

/// Plays the seeds of a campaign. One in a hundred is played twice, and must give the same trace.
pub fn campaign(campaign: &Campaign, mut each: impl FnMut(u64, &Verdicts)) -> Verdicts {
    let mut verdicts = Verdicts::default();
    for seed in campaign.seeds.clone() {
        if campaign.until.is_some_and(|until| Instant::now() >= until) {
            break;
        }
        let script = Script::of(seed);
        let played = play(&script, 0);
        verdicts.seeds += 1;
        verdicts.tally.add(&played.tally);
        if seed % 100 == 0 {
            verdicts.twice += 1;
            let again = play(&script, 0);
            if again.trace != played.trace {
                let detail = format!("{} and {}", played.trace, again.trace);
                let violation = Violation::new("the same seed gives the same trace", detail);
                verdicts.broken.push((seed, violation));
            }
        }
        verdicts
            .broken
            .extend(played.violation.map(|violation| (seed, violation)));
        each(seed, &verdicts);
        if campaign.first_only && !verdicts.broken.is_empty() {
            break;
        }
    }
    verdicts
}
