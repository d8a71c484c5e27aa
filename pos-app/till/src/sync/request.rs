//! Requests as they are sent, signed with the till's key, and what comes back.

use super::ask::Marks;
use crate::error::TillError;
use crate::till::Till;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::id::RequestId;
use shared::journal::{Signature, request_message};
use shared::problem::Problem;
use shared::sync::{REQUEST_HEADER, SERIES_HEADER, SIGNATURE_HEADER, TOKEN_HEADER};
use thiserror::Error;

/// Compression that costs next to nothing.
const ZSTD_LEVEL: i32 = 1;

/// A request, ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The server's address.
    pub server: String,
    /// The method.
    pub method: &'static str,
    /// The path with its query, as it is signed.
    pub path: String,
    /// The headers that make it the till's.
    pub headers: Vec<(&'static str, String)>,
    /// The body, compressed with zstd; empty where there is none.
    pub body: Vec<u8>,
}

/// An answer, as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// Whether a Cortado server made it.
    pub is_cortado: bool,
    /// What the server's clock showed: milliseconds since 1970.
    pub date_ms: Option<i64>,
    /// The body, unpacked.
    pub body: Vec<u8>,
}

/// No answer of the server. Retried, never shown as an error.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Outage {
    /// It cannot be reached.
    #[error("unreachable: {0}")]
    Unreachable(String),
    /// Somebody else answered: a captive portal, a proxy.
    #[error("what answers is not a Cortado server")]
    NotCortado,
    /// It answered what nobody can read.
    #[error("unreadable: {0}")]
    Unreadable(String),
    /// The till cannot sign: its keyring is silent.
    #[error("the till has no key at the moment")]
    NoKey,
}

/// A server that answered: what was asked for, or why not.
pub enum Answered<T> {
    /// The answer.
    Yes(T),
    /// The refusal.
    No(Box<Problem>),
}

impl Response {
    /// Reads the answer.
    pub fn read<T: DeserializeOwned>(&self) -> Result<Answered<T>, Outage> {
        if !self.is_cortado {
            return Err(Outage::NotCortado);
        }
        let unreadable = |error: serde_json::Error| Outage::Unreadable(error.to_string());
        if (200..300).contains(&self.status) {
            return serde_json::from_slice(&self.body)
                .map(Answered::Yes)
                .map_err(unreadable);
        }
        serde_json::from_slice(&self.body)
            .map(Answered::No)
            .map_err(unreadable)
    }
}

impl Till {
    /// A request of this till to `server`, signed; with a new id where it has no marks of its own. None while its key is not
    /// there.
    pub(crate) fn sign_request(
        &mut self,
        server: &str,
        method: &'static str,
        path: String,
        body: Option<&impl Serialize>,
        marks: Option<Marks>,
    ) -> Result<Option<Request>, TillError> {
        let body = body.map(pack).transpose()?.unwrap_or_default();
        Ok(self.sign_packed(server, method, path, body, marks))
    }

    /// A request whose body is packed already, signed. None while the till's key is not there.
    pub(crate) fn sign_packed(
        &mut self,
        server: &str,
        method: &'static str,
        path: String,
        body: Vec<u8>,
        marks: Option<Marks>,
    ) -> Option<Request> {
        let marks = marks.unwrap_or_else(|| Marks {
            request: RequestId(self.entropy().uuid_v4()),
            token: None,
        });
        let request = marks.request.to_string();
        let token = marks.token.map(|token| token.to_string());
        let series = self.books.own.id.to_string();
        let key = self.key()?;
        let message = request_message(method, &path, &request, token.as_deref(), &body);
        let signature = Signature(ed25519_sign(key, &message)).to_string();
        let mut headers = vec![
            (SERIES_HEADER, series),
            (REQUEST_HEADER, request),
            (SIGNATURE_HEADER, signature),
            ("accept-encoding", "zstd".to_owned()),
        ];
        headers.extend(token.map(|token| (TOKEN_HEADER, token)));
        if !body.is_empty() {
            headers.push(("content-type", "application/json".to_owned()));
            headers.push(("content-encoding", "zstd".to_owned()));
        }
        let server = server.to_owned();
        Some(Request {
            server,
            method,
            path,
            headers,
            body,
        })
    }
}

fn ed25519_sign(key: &shared::journal::SigningKey, message: &[u8]) -> [u8; 64] {
    use ed25519_dalek::Signer;
    key.sign(message).to_bytes()
}

/// JSON, compressed.
pub(super) fn pack(body: &impl Serialize) -> Result<Vec<u8>, TillError> {
    let json = serde_json::to_vec(body).map_err(|error| TillError::Damaged(error.to_string()))?;
    zstd::bulk::compress(&json, ZSTD_LEVEL).map_err(TillError::io("compressing"))
}
