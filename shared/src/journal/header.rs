//! Who writes a series, with which key: what the first entry's chain starts from.

use super::{Hash, PublicKey};
use crate::id::{BusinessId, SeriesId, TillId};
use serde::{Deserialize, Serialize};

/// The one writer of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Writer {
    /// A till.
    Till(TillId),
    /// The cloud, for one business.
    Cloud(BusinessId),
}

/// The header of a series. Its hash is the `previous` of entry 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeriesHeader {
    /// The series.
    pub series: SeriesId,
    /// Who writes it.
    pub writer: Writer,
    /// The key its groups are signed with. The algorithm is ed25519 (number 1 in the hashed bytes).
    pub public_key: PublicKey,
}

impl SeriesHeader {
    /// The hash that the chain of this series starts from.
    pub fn hash(&self) -> Hash {
        let (kind, id) = match &self.writer {
            Writer::Till(id) => (1_u8, id.as_bytes()),
            Writer::Cloud(id) => (2_u8, id.as_bytes()),
        };
        let mut bytes = b"cortado/series/v1\0".to_vec();
        bytes.extend_from_slice(self.series.as_bytes());
        bytes.push(kind);
        bytes.extend_from_slice(id);
        bytes.push(1);
        bytes.extend_from_slice(&self.public_key.0);
        Hash::of(&bytes)
    }
}
