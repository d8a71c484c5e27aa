//! From till to server.

use super::{Position, Token};
use crate::clock::HybridClock;
use crate::id::SeriesId;
use crate::journal::{ChainError, Entry, Hash, Sequence, Signature};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// `POST /api/v1/sync/push`: whole groups of the till's own series, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushRequest {
    /// The series.
    pub series: SeriesId,
    /// The sequence of the first entry.
    pub first_sequence: Sequence,
    /// The hash of the entry before it.
    pub previous_hash: Hash,
    /// The entries.
    pub entries: Vec<Entry>,
    /// The till's signature of the last one.
    pub head_signature: Signature,
    /// The last sequence of the till's journal now, so that the owner sees how much still waits.
    pub head: Sequence,
}

/// The answer, after commit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushAnswer {
    /// Committed up to here.
    pub durable: Sequence,
    /// The hash there.
    pub durable_hash: Hash,
    /// Folded or set aside up to here.
    pub applied: Sequence,
    /// Proved present in a restored backup up to here; only below it may a till prune.
    pub safe: Sequence,
    /// The position of the newest entry of the business.
    pub latest: Position,
    /// The effective clocks that differ from the writer's.
    pub effective_clocks: Vec<(Sequence, HybridClock)>,
    /// Entries of this push that are stored but set aside, for the owner to look at.
    pub set_aside: Vec<Sequence>,
    /// The server's signature of [`crate::journal::cosign_message`] of `durable`.
    pub server_signature: Signature,
    /// What the till shows with its next request; none from a server that gives none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<Token>,
}

/// The only reasons to refuse a push. Never its content.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(tag = "refusal", rename_all = "snake_case")]
pub enum PushRefusal {
    /// The server does not have what comes before.
    #[error("entries before {expected} are missing")]
    Gap {
        /// The sequence it expects.
        expected: Sequence,
    },
    /// The server has other entries at these places.
    #[error("the series parts from the server's after {last_common}")]
    Fork {
        /// The last place that is the same.
        last_common: Sequence,
    },
    /// The entries do not follow one another.
    #[error("the chain is broken: {0}")]
    Chain(ChainError),
    /// The head's signature is not the till's.
    #[error("the signature of the head is wrong")]
    WrongSignature,
    /// More entries or bytes than a push holds.
    #[error("a push holds at most 2,000 entries and 1 MiB")]
    TooLarge,
    /// Its token is an older one: another copy of this till has spoken since.
    #[error("another copy of this till has spoken since")]
    Clone,
    /// Its token was never given in this feed: the hello says what the server lacks.
    #[error("the server never gave this token")]
    ServerRestored,
    /// Nothing in it.
    #[error("a push holds at least one entry")]
    Empty,
}
