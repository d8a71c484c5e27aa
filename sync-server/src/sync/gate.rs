//! Who goes first: a sale of this moment never waits behind what many tills sold through an outage.
//!
//! Long pushes and long pages of the feed take turns, first come first served, a few at a time; hellos
//! and short pages have turns of their own, since all tills say hello at once when the network comes back. A short push
//! goes straight through. A till has one request in flight, so that no more can wait than there are tills.

use crate::api::problem::{ApiError, Reply};
use shared::problem::ProblemCode;
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};

/// Bytes of a push that is long, decompressed: a few sales are well below.
const LONG_BYTES: usize = 32 * 1024;
/// Entries of a page of the feed that is long: a till that is not behind reads a few.
const LONG_ENTRIES: u64 = 200;
/// Long things at work at once, however many cores there are: with the questions they leave room in the pool for sales.
const LONG_MOST: usize = 4;
/// Hellos and short pages at work at once. A few at least, since a hello may wait for what its till still sends.
const QUESTIONS: std::ops::RangeInclusive<usize> = 4..=8;
/// Twice this, for a page that waits for its question and then turns out long, is less than a till's patience, so that it
/// hears why.
const PATIENCE: Duration = Duration::from_secs(12);

/// The turns.
#[derive(Debug)]
pub struct Gate {
    long: Semaphore,
    questions: Semaphore,
    patience: Duration,
}

impl Default for Gate {
    /// All cores but one, which is left to the sales of this moment.
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            long: Semaphore::new(cores.saturating_sub(1).clamp(1, LONG_MOST)),
            questions: Semaphore::new(cores.clamp(*QUESTIONS.start(), *QUESTIONS.end())),
            patience: PATIENCE,
        }
    }
}

impl Gate {
    /// Waits for the turn of a push of so many bytes, which lasts as long as what this answers is kept.
    pub async fn enter(&self, bytes: usize) -> Reply<Option<SemaphorePermit<'_>>> {
        if bytes < LONG_BYTES {
            return Ok(None);
        }
        self.long().await.map(Some)
    }

    /// Whether a page of so many entries has to wait for its turn.
    pub const fn is_long_page(entries: u64) -> bool {
        entries >= LONG_ENTRIES
    }

    /// Waits for the turn of something long.
    pub async fn long(&self) -> Reply<SemaphorePermit<'_>> {
        self.turn(&self.long).await
    }

    /// Waits for the turn of a question: a hello, or a page until it is known to be long.
    pub async fn question(&self) -> Reply<SemaphorePermit<'_>> {
        self.turn(&self.questions).await
    }

    async fn turn<'g>(&self, turns: &'g Semaphore) -> Reply<SemaphorePermit<'g>> {
        match tokio::time::timeout(self.patience, turns.acquire()).await {
            Ok(Ok(turn)) => Ok(turn),
            // The turns are never closed: this is the time that ran out.
            Ok(Err(_)) | Err(_) => Err(ApiError::new(
                ProblemCode::Unavailable,
                "Many tills are sending at the moment. Try again.",
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn narrow() -> Gate {
        Gate {
            long: Semaphore::new(1),
            questions: Semaphore::new(1),
            patience: Duration::ZERO,
        }
    }

    #[tokio::test]
    async fn short_pushes_pass_while_long_ones_take_turns() {
        let gate = narrow();
        let first = gate.enter(LONG_BYTES).await.unwrap();
        assert!(first.is_some());
        assert!(gate.enter(LONG_BYTES - 1).await.unwrap().is_none());
        let refused = gate.enter(LONG_BYTES).await.unwrap_err();
        assert_eq!(refused.code(), ProblemCode::Unavailable);
        drop(first);
        assert!(gate.enter(LONG_BYTES).await.unwrap().is_some());
    }

    #[tokio::test]
    async fn questions_wait_for_each_other_and_for_nothing_long() {
        let gate = narrow();
        let _long = gate.long().await.unwrap();
        let first = gate.question().await.unwrap();
        assert!(gate.question().await.is_err());
        assert!(gate.enter(LONG_BYTES - 1).await.unwrap().is_none());
        drop(first);
        assert!(gate.question().await.is_ok());
    }
}
