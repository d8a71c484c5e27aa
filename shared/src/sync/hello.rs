//! The first words: where each side stands.

use super::{Position, Token};
use crate::id::{BusinessId, FeedId, SeriesId};
use crate::journal::{Head, Sequence, SeriesHeader, Signature};
use crate::order::TillCode;
use serde::{Deserialize, Serialize};

/// `POST /api/v1/sync/hello`: where the till stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelloRequest {
    /// The version of the contract the till speaks.
    pub protocol: u32,
    /// The program's version, for the owner's list.
    pub app_version: String,
    /// The last entry of the till's journal.
    pub head: Head,
    /// The last entry the server acknowledged, as the till remembers it.
    pub acknowledged: Head,
    /// Hashes at sequences that grow exponentially further from the head, to find where two copies part.
    pub samples: Vec<Head>,
    /// The header of the till's series: a till that the server knows may have gone on in a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<SeriesHeader>,
    /// The series it continues; none in a till's first series.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continues: Option<SeriesId>,
    /// What proves that the till belongs to a business, for a server that was restored to before it joined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub membership: Option<Membership>,
}

/// A till's proof that it joined a business: the server's own signature of a head of its series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// The business.
    pub business: BusinessId,
    /// The till's series, with its key.
    pub header: SeriesHeader,
    /// The code on its receipts.
    pub code: TillCode,
    /// Its name.
    pub name: String,
    /// A head of the series that the server acknowledged; the header's before its first entry.
    pub head: Head,
    /// The server's signature of [`crate::journal::cosign_message`] of that head.
    pub signature: Signature,
}

/// What the server makes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelloAnswer {
    /// The verdict.
    pub verdict: Verdict,
    /// The feed that positions and cursors belong to.
    pub feed: FeedId,
    /// The position of the newest entry of the business.
    pub latest: Position,
    /// The last sequence of the till's series that is stored, whatever the verdict; none where the series is unknown.
    #[serde(default)]
    pub durable: Option<Sequence>,
    /// What the till shows with its next request; none from a server that gives none, and where the till has to go on in
    /// another series.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<Token>,
}

/// What the server makes of a hello.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// All is well: push from here on.
    Ok {
        /// The first sequence the server lacks.
        send_from: Sequence,
    },
    /// The server has more of this series than the till, of the same chain: the till's file is an older copy.
    Restored {
        /// The server's last entry of the series.
        durable: Sequence,
    },
    /// Both have entries at the same places that differ.
    Fork {
        /// The last place known to be the same.
        last_common: Sequence,
    },
    /// Another copy of this till speaks with the same series.
    Clone,
    /// The server lacks entries that it acknowledged: it was restored from an older backup. They are sent again.
    ServerRestored,
    /// The server does not know this series.
    Unknown,
    /// The owner revoked this till.
    Revoked,
    /// The till is too old to read the feed; what it sends is still taken.
    UpgradeToPull,
}
