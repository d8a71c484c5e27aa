//! How a till joins a business.

use crate::business::BusinessSettings;
use crate::id::{BusinessId, FeedId};
use crate::journal::{PublicKey, SeriesHeader, Signature};
use crate::money::Currency;
use crate::order::TillCode;
use crate::sync::Position;
use crate::till::Language;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// The signs of an enrolment code: digits and capitals without 0, O, 1 and I.
pub const ENROLMENT_ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/// How many signs a code has: 50 bits.
pub const ENROLMENT_SIGNS: usize = 10;

/// A code that enrols one till once, within ten minutes. Shown as `7K4M2-QXD3P`; case and separators are free.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EnrolmentCode(String);

/// Not ten signs of the alphabet.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("an enrolment code has {ENROLMENT_SIGNS} letters and digits, without 0, O, 1 and I")]
pub struct BadEnrolmentCode;

impl EnrolmentCode {
    /// A code of ten numbers, each taken modulo 32.
    pub fn from_random(random: [u8; ENROLMENT_SIGNS]) -> Self {
        let sign = |byte: u8| char::from(ENROLMENT_ALPHABET[usize::from(byte % 32)]);
        Self(random.into_iter().map(sign).collect())
    }

    /// The ten signs.
    pub fn signs(&self) -> &str {
        &self.0
    }
}

impl FromStr for EnrolmentCode {
    type Err = BadEnrolmentCode;
    fn from_str(text: &str) -> Result<Self, BadEnrolmentCode> {
        let kept = text
            .chars()
            .filter(|sign| !matches!(sign, '-' | ' ' | '\u{2013}'));
        let signs: String = kept.map(|sign| sign.to_ascii_uppercase()).collect();
        let known = signs.bytes().all(|sign| ENROLMENT_ALPHABET.contains(&sign));
        if known && signs.len() == ENROLMENT_SIGNS {
            Ok(Self(signs))
        } else {
            Err(BadEnrolmentCode)
        }
    }
}

impl TryFrom<String> for EnrolmentCode {
    type Error = BadEnrolmentCode;
    fn try_from(text: String) -> Result<Self, BadEnrolmentCode> {
        text.parse()
    }
}

impl From<EnrolmentCode> for String {
    fn from(code: EnrolmentCode) -> Self {
        code.to_string()
    }
}

impl fmt::Display for EnrolmentCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (head, tail) = self.0.split_at(ENROLMENT_SIGNS / 2);
        write!(f, "{head}-{tail}")
    }
}

impl fmt::Debug for EnrolmentCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EnrolmentCode(hidden)")
    }
}

/// `POST /api/v1/tills/enrol`. Signed like every request of a till, with the key in the header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolRequest {
    /// The code.
    pub code: EnrolmentCode,
    /// The till's series, with its key.
    pub header: SeriesHeader,
    /// What the till calls itself, for the owner's list; empty where the owner named it.
    pub name: String,
    /// The program's version.
    pub app_version: String,
    /// What the till has counted in so far; none where it has not: then it takes on the business's currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted_in: Option<Currency>,
    /// The business that the till leaves for this one: a code of that is refused, and stays good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leaving: Option<BusinessId>,
    /// The language of the till's screen, which it gets its name in where nobody gave it one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

/// The till's place in the business.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolAnswer {
    /// The business it joins.
    pub business: EnrolledBusiness,
    /// Its code there.
    pub till_code: TillCode,
    /// Its name there.
    pub till_name: String,
    /// The feed to read.
    pub feed: FeedId,
    /// How far the feed goes: what the business had before this till came.
    #[serde(default)]
    pub latest: Position,
    /// The key the server co-signs with.
    pub server_key: PublicKey,
    /// The server's signature of [`crate::journal::cosign_message`] at the series' start: proof of the binding.
    pub signature: Signature,
}

/// A business as a till needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolledBusiness {
    /// The business.
    pub id: BusinessId,
    /// Its settings.
    #[serde(flatten)]
    pub settings: BusinessSettings,
}
