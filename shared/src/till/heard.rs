//! A verdict as the page hears it: by its place, where the server's answer names it.

use crate::journal::Sequence;
use crate::sync::Verdict;
use serde::{Deserialize, Serialize};

/// A verdict as the page hears it.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Verdict", rename_all = "snake_case")]
pub(super) enum HeardVerdict {
    Ok { send_from: Sequence },
    Restored { durable: Sequence },
    Fork { last_common: Sequence },
    Clone,
    ServerRestored,
    Unknown,
    Revoked,
    UpgradeToPull,
}
