//! How the API says no: `application/problem+json` (RFC 9457) with a closed set of codes.

use crate::money::Currency;
use crate::sync::PushRefusal;
use serde::{Deserialize, Serialize};

/// A refusal of the API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// A URI reference that names the kind of problem: `/problems/` and the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// A short sentence in English.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What exactly, in English; the pages use `code` and their own words.
    pub detail: String,
    /// The code.
    pub code: ProblemCode,
    /// Why a push was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub push: Option<PushRefusal>,
    /// What the business counts in, where a till counted in another currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
}

/// What is wrong, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// The body is not JSON.
    InvalidJson,
    /// The body or query is JSON but not what is asked for.
    InvalidRequest,
    /// An unknown currency.
    UnknownCurrency,
    /// An unknown time zone.
    UnknownTimeZone,
    /// A password that is too short.
    WeakPassword,
    /// Nobody is signed in, or the token has ended.
    NotSignedIn,
    /// The e-mail or the password does not match.
    WrongCredentials,
    /// The refresh token was used before: all sessions of its family have ended.
    SessionEnded,
    /// There is no such thing, or it is another's.
    NotFound,
    /// The method is not known here.
    MethodNotAllowed,
    /// The enrolment code is not known, used or over.
    EnrolmentCodeRefused,
    /// The till's series is bound to another business.
    SeriesTaken,
    /// The till has counted in another currency than the business's; `currency` says which that is.
    OtherCurrency,
    /// The request's signature is not the till's.
    WrongSignature,
    /// The till is revoked.
    TillRevoked,
    /// The cursor belongs to another feed or another history.
    FeedChanged,
    /// A push was refused; `push` says why.
    PushRefused,
    /// The body is too large.
    TooLarge,
    /// Too many tries; later.
    TooManyRequests,
    /// The server cannot answer now; later.
    Unavailable,
    /// The server failed.
    Internal,
}
