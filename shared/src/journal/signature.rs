//! Hashes, keys and signatures, and the exact bytes that are signed.

use super::{Head, Sequence};
use crate::id::{BusinessId, SeriesId};
use ed25519_dalek::{Signer, VerifyingKey};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};
use std::fmt;

pub use ed25519_dalek::SigningKey;

macro_rules! hex_bytes {
    ($($(#[$doc:meta])* $name:ident $length:literal),*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $length]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let mut text = [0; 2 * $length];
                hex::encode_to_slice(self.0, &mut text).expect("two signs for each byte");
                f.write_str(std::str::from_utf8(&text).expect("hexadecimal digits are text"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl std::str::FromStr for $name {
            type Err = hex::FromHexError;
            fn from_str(text: &str) -> Result<Self, hex::FromHexError> {
                let mut bytes = [0; $length];
                hex::decode_to_slice(text, &mut bytes)?;
                Ok(Self(bytes))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(Hex::<$length>).map(Self)
            }
        }
    )* };
}

/// Reads hexadecimal digits where they stand.
struct Hex<const N: usize>;

impl<const N: usize> serde::de::Visitor<'_> for Hex<N> {
    type Value = [u8; N];

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} hexadecimal digits", 2 * N)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<[u8; N], E> {
        let mut bytes = [0; N];
        hex::decode_to_slice(text, &mut bytes).map_err(E::custom)?;
        Ok(bytes)
    }
}

hex_bytes! {
    /// A SHA-256.
    Hash 32,
    /// An ed25519 public key.
    PublicKey 32,
    /// An ed25519 signature.
    Signature 64
}

impl Hash {
    /// The SHA-256 of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The running hash of a feed after one more entry: what a cursor compares.
    #[must_use]
    pub fn running(self, entry: Self) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(b"cortado/feed/v1\0");
        hasher.update(self.0);
        hasher.update(entry.0);
        Self(hasher.finalize().into())
    }

    /// The running hash before the first entry of a feed.
    pub const START: Self = Self([0; 32]);
}

impl PublicKey {
    /// The public half of a key.
    pub fn of(key: &SigningKey) -> Self {
        Self(key.verifying_key().to_bytes())
    }

    /// Eight groups of four signs that two people can compare aloud.
    pub fn fingerprint(&self) -> String {
        let digest = Hash::of(&self.0).to_string();
        let groups: Vec<&str> = (0..8)
            .map(|group| &digest[group * 4..group * 4 + 4])
            .collect();
        groups.join(" ")
    }
}

/// What the till signs at the end of each group.
pub fn head_message(series: SeriesId, head: &Head) -> Vec<u8> {
    let mut message = b"cortado/head/v1\0".to_vec();
    message.extend_from_slice(series.as_bytes());
    message.extend_from_slice(&head.sequence.0.to_le_bytes());
    message.extend_from_slice(&head.hash.0);
    message
}

/// The till's signature of the head of a group.
pub fn sign_head(key: &SigningKey, series: SeriesId, head: &Head) -> Signature {
    Signature(key.sign(&head_message(series, head)).to_bytes())
}

/// Whether `signature` is the key's signature of this head.
pub fn verify_head(key: &PublicKey, series: SeriesId, head: &Head, signature: &Signature) -> bool {
    verify_message(key, &head_message(series, head), signature)
}

/// What the server signs once entries up to `head` are durable.
pub fn cosign_message(
    business: BusinessId,
    series: SeriesId,
    sequence: Sequence,
    hash: &Hash,
) -> Vec<u8> {
    let mut message = b"cortado/durable/v1\0".to_vec();
    message.extend_from_slice(business.as_bytes());
    message.extend_from_slice(series.as_bytes());
    message.extend_from_slice(&sequence.0.to_le_bytes());
    message.extend_from_slice(&hash.0);
    message
}

/// What a till signs to make a request its own: method, path with query, request id, the token if it shows one, and body.
pub fn request_message(
    method: &str,
    path: &str,
    request: &str,
    token: Option<&str>,
    body: &[u8],
) -> Vec<u8> {
    // Without a token it is what tills have always signed; with one nobody can take it away unseen.
    let mut message = match token {
        None => b"cortado/request/v1\0".to_vec(),
        Some(_) => b"cortado/request/v2\0".to_vec(),
    };
    let parts = [Some(method), Some(path), Some(request), token];
    for part in parts.into_iter().flatten().map(str::as_bytes) {
        message.extend_from_slice(&(part.len() as u64).to_le_bytes());
        message.extend_from_slice(part);
    }
    message.extend_from_slice(&Hash::of(body).0);
    message
}

/// Whether `signature` is the key's signature of `message`. Strict: small-order keys and malleable signatures
/// are refused.
pub fn verify_message(key: &PublicKey, message: &[u8], signature: &Signature) -> bool {
    let Ok(key) = VerifyingKey::from_bytes(&key.0) else {
        return false;
    };
    let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
    key.verify_strict(message, &signature).is_ok()
}
