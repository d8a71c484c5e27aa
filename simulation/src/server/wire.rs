//! Requests as they are read, and refusals as they are written.

use super::No;
use shared::id::RequestId;
use shared::journal::{PublicKey, Sequence, Signature, request_message, verify_message};
use shared::problem::{Problem, ProblemCode};
use shared::sync::{
    PULL_ENTRIES_MAX, PullQuery, PushRefusal, REQUEST_HEADER, SIGNATURE_HEADER, TOKEN_HEADER, Token,
};
use till::sync::Request;

pub(super) fn read<T: serde::de::DeserializeOwned>(body: &[u8]) -> Result<T, No> {
    serde_json::from_slice(body).map_err(|_| No(ProblemCode::InvalidJson, None))
}

pub(super) fn header<'a>(request: &'a Request, name: &str) -> &'a str {
    let found = request.headers.iter().find(|(held, _)| *held == name);
    found.map_or("", |(_, value)| value.as_str())
}

pub(super) fn check(request: &Request, key: &PublicKey) -> Result<(), No> {
    let id = header(request, REQUEST_HEADER);
    let shown = header(request, TOKEN_HEADER);
    let token = (!shown.is_empty()).then_some(shown);
    let message = request_message(request.method, &request.path, id, token, &request.body);
    let signature = header(request, SIGNATURE_HEADER).parse::<Signature>();
    match signature {
        Ok(signature) if verify_message(key, &message, &signature) => Ok(()),
        Ok(_) | Err(_) => Err(No(ProblemCode::WrongSignature, None)),
    }
}

/// The id of a request and the token it shows.
pub(super) type Shown = (RequestId, Option<Token>);

pub(super) fn shown(request: &Request) -> Result<Shown, No> {
    let id = header(request, REQUEST_HEADER).parse();
    let token = match header(request, TOKEN_HEADER) {
        "" => Ok(None),
        token => token.parse().map(Some),
    };
    match (id, token) {
        (Ok(id), Ok(token)) => Ok((id, token)),
        _ => Err(No(ProblemCode::InvalidRequest, None)),
    }
}

pub(super) fn wish(query: &str) -> Option<PullQuery> {
    let value = |name: &str| {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs
            .find(|(held, _)| *held == name)
            .map(|(_, value)| value)
    };
    Some(PullQuery {
        feed: value("feed")?.parse().ok()?,
        after: shared::sync::Position(value("after")?.parse().ok()?),
        hash: value("hash")?.parse().ok()?,
        limit: value("limit")?
            .parse()
            .ok()
            .unwrap_or(PULL_ENTRIES_MAX as u32),
        head: Sequence(value("head")?.parse().ok()?),
        own: value("own") == Some("true"),
    })
}

/// A refusal as the API writes it.
pub fn problem(code: ProblemCode, push: Option<PushRefusal>) -> Vec<u8> {
    let problem = Problem {
        kind: format!("/problems/{}", word(&code)),
        title: word(&code),
        status: 409,
        detail: push.as_ref().map(ToString::to_string).unwrap_or_default(),
        code,
        push,
        currency: None,
    };
    serde_json::to_vec(&problem).unwrap_or_default()
}

/// The word that a closed choice has in JSON: of a tagged one, its tag.
pub(super) fn word(value: &impl serde::Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    let tag = ["verdict", "refusal"]
        .iter()
        .find_map(|tag| value.get(*tag));
    let word = tag.unwrap_or(&value).as_str();
    word.unwrap_or("other").to_owned()
}
