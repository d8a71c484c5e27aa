//! The request to the server that waits for its answer: written down before it is sent, and repeated until it is
//! answered. So a lost answer costs a repetition, which the server knows by its id, and a copy of the till's files gives
//! itself away: it asks something else with the same token.
//!
//! Absent on purpose: the body. The journal gives the same entries again.

use super::SyncState;
use crate::error::TillError;
use crate::till::Till;
use shared::id::RequestId;
use shared::journal::Sequence;
use shared::sync::Token;

/// A request that is answered with the next token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Its id.
    pub request: RequestId,
    /// What it asks.
    pub verb: Verb,
}

/// What a request asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Where both sides stand.
    Hello,
    /// To take in the entries from the first on, as many whole groups as fit and at most up to the last.
    Push {
        /// The first.
        from: Sequence,
        /// The last.
        upto: Sequence,
    },
}

/// What a request shows beside its body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    /// Its id.
    pub request: RequestId,
    /// The token of the answer before.
    pub token: Option<Token>,
}

impl Verb {
    /// The push of at most `most` entries from this one on, of a journal that ends at `head`.
    pub fn push(from: Sequence, head: Sequence, most: usize) -> Self {
        let most = u64::try_from(most).unwrap_or(u64::MAX);
        let upto = Sequence(from.0.saturating_add(most).saturating_sub(1));
        Self::Push {
            from,
            upto: head.min(upto),
        }
    }

    /// Whether it still is what is to be asked of a server that confirmed `durable`.
    pub fn fits(&self, durable: Sequence) -> bool {
        match self {
            Self::Hello => true,
            Self::Push { from, upto } => *from == durable.next() && from <= upto,
        }
    }
}

impl Till {
    /// Writes down what is asked next.
    pub(crate) fn ask(&mut self, verb: Verb) -> Result<Ask, TillError> {
        let request = RequestId(self.entropy().uuid_v4());
        let ask = Ask { request, verb };
        self.keep_ask(Some(ask))?;
        Ok(ask)
    }

    /// The request was answered, and what it asked is not to be asked again.
    pub(crate) fn drop_ask(&mut self) -> Result<(), TillError> {
        self.keep_ask(None)
    }

    fn keep_ask(&mut self, ask: Option<Ask>) -> Result<(), TillError> {
        self.write(|desk| {
            let mut state = SyncState::load(desk.connection)?;
            if state.asked != ask {
                desk.written = true;
                state.asked = ask;
                state.store(desk.connection)?;
            }
            Ok(())
        })
    }
}
