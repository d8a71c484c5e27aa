//! The digits by which a till knows who stands at it.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// Wrong PINs in a row after which a person has to wait.
pub const PIN_TRIES_MAX: u32 = 5;
/// How long, in milliseconds.
pub const PIN_WAIT_MS: i64 = 60_000;

/// Four to six digits. It crosses from the window to the till, is never written down, and never shows in a log.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Pin(String);

/// Not four to six digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a PIN has four to six digits")]
pub struct BadPin;

impl Pin {
    /// The digits, for whoever hashes them.
    pub fn digits(&self) -> &str {
        &self.0
    }
}

impl FromStr for Pin {
    type Err = BadPin;
    fn from_str(text: &str) -> Result<Self, BadPin> {
        let is_digits = text.bytes().all(|byte| byte.is_ascii_digit());
        match is_digits && (4..=6).contains(&text.len()) {
            true => Ok(Self(text.to_owned())),
            false => Err(BadPin),
        }
    }
}

impl TryFrom<String> for Pin {
    type Error = BadPin;
    fn try_from(text: String) -> Result<Self, BadPin> {
        text.parse()
    }
}

impl From<Pin> for String {
    fn from(pin: Pin) -> Self {
        pin.0
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(…)")
    }
}
