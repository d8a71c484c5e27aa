//! How long to wait after a failure: exponentially longer, with full jitter, so that a hundred tills whose server
//! comes back do not come back at the same moment.

use crate::moment::Entropy;
use shared::planted::{self, Bug};

const FIRST_MS: u64 = 1_000;
/// Within five minutes of a server's return everything has moved: the last wait, the requests after it, what is
/// handed back, and the others' next look at the feed.
const MOST_MS: u64 = 200_000;

/// Failures in a row.
#[derive(Clone, Copy, Debug, Default)]
pub struct BackOff {
    failures: u32,
}

impl BackOff {
    /// Another failure: how many milliseconds to wait.
    pub fn failed(&mut self, entropy: &mut dyn Entropy) -> i64 {
        if planted::is(Bug::RetryAtOnce) {
            return 1;
        }
        let most = FIRST_MS
            .saturating_mul(1 << self.failures.min(16))
            .min(MOST_MS);
        self.failures = self.failures.saturating_add(1);
        let wait = 100 + entropy.below(most);
        i64::try_from(wait.min(MOST_MS)).unwrap_or(i64::MAX)
    }

    /// It worked.
    pub const fn worked(&mut self) {
        self.failures = 0;
    }
}

/// `about` milliseconds, a quarter more or less.
pub fn jittered(about: i64, entropy: &mut dyn Entropy) -> i64 {
    let half = about.unsigned_abs() / 2;
    let spread = i64::try_from(entropy.below(half.max(1))).unwrap_or(0);
    about - about / 4 + spread
}
