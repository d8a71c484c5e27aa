//! Tokens: they tell the one till that writes a series from a copy of it, and a server from an older copy of itself.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

const BYTES: usize = 24;

/// What the server gives with each answer to hello and push, and the till shows with its next one.
///
/// A counter of the series' answered requests, and a code over it, the series and the feed that only the server can make.
/// So the server keeps one number for each series and yet tells an older token of this feed (a copy of the till) from one
/// that it never gave (it was itself restored); random tokens would all have to be kept. To the till it is only bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Token([u8; BYTES]);

/// Not 48 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a token is 48 hexadecimal digits")]
pub struct BadToken;

impl Token {
    /// A token of its counter and the server's code over it.
    pub fn new(counter: u64, code: [u8; 16]) -> Self {
        let mut bytes = [0; BYTES];
        bytes[..8].copy_from_slice(&counter.to_be_bytes());
        bytes[8..].copy_from_slice(&code);
        Self(bytes)
    }

    /// Its counter, from 1; to be believed only where the code is the server's.
    pub fn counter(&self) -> u64 {
        let (counter, _) = self.0.split_at(8);
        counter
            .iter()
            .fold(0, |value, byte| value << 8 | u64::from(*byte))
    }

    /// Its bytes, as they are stored.
    pub const fn as_bytes(&self) -> &[u8; BYTES] {
        &self.0
    }

    /// The token of these bytes.
    pub const fn from_bytes(bytes: [u8; BYTES]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Token({})", self.counter())
    }
}

impl FromStr for Token {
    type Err = BadToken;
    fn from_str(text: &str) -> Result<Self, BadToken> {
        let mut bytes = [0; BYTES];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| BadToken)?;
        Ok(Self(bytes))
    }
}

impl TryFrom<String> for Token {
    type Error = BadToken;
    fn try_from(text: String) -> Result<Self, BadToken> {
        text.parse()
    }
}

impl From<Token> for String {
    fn from(token: Token) -> Self {
        token.to_string()
    }
}
