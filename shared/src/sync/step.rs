//! Which step comes next: a pure choice over what is known of both sides.

use super::{Position, Verdict};
use crate::journal::Sequence;

/// Where the till stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Here {
    /// The last sequence of its journal.
    pub head: Sequence,
    /// The last sequence the server confirmed as durable.
    pub durable: Sequence,
    /// The cursor in the feed.
    pub cursor: Position,
}

/// What is known of the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum There {
    /// Nothing since the connection was last lost.
    Unknown,
    /// It answered a hello.
    Met {
        /// What it said.
        verdict: Verdict,
        /// The newest position it told.
        latest: Position,
    },
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Say hello.
    Hello,
    /// Send entries from this sequence on.
    Push {
        /// The first to send.
        from: Sequence,
    },
    /// Fetch what comes after the cursor.
    Pull {
        /// The cursor.
        after: Position,
    },
    /// Nothing, until something is recorded here or poked there.
    Rest,
    /// Go on in a new series: this one is not the till's own any more.
    Continue {
        /// What the server said.
        verdict: Verdict,
    },
    /// Nothing, until a person acts: the verdict says what is wrong.
    Stop {
        /// What the server said.
        verdict: Verdict,
    },
}

/// The next step. Sales go first: what waits here is sent before anything is fetched.
pub fn next_step(here: &Here, there: &There) -> Step {
    let There::Met { verdict, latest } = there else {
        return Step::Hello;
    };
    let push = (here.durable < here.head).then(|| Step::Push {
        from: here.durable.next(),
    });
    match verdict {
        // A server that forgot is told again, and goes on as before.
        Verdict::Ok { .. } | Verdict::ServerRestored => {
            let pull = (here.cursor < *latest).then_some(Step::Pull { after: here.cursor });
            push.or(pull).unwrap_or(Step::Rest)
        }
        // What such a till sold is still taken; it is told nothing.
        Verdict::UpgradeToPull | Verdict::Revoked => {
            push.unwrap_or(Step::Stop { verdict: *verdict })
        }
        Verdict::Restored { .. } | Verdict::Fork { .. } | Verdict::Clone => {
            Step::Continue { verdict: *verdict }
        }
        Verdict::Unknown => Step::Stop { verdict: *verdict },
    }
}
