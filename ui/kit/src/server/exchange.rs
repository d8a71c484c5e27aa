//! One request and its answer, by the browser's `fetch`.

use super::{Failure, Path};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::account::Secret;
use shared::problem::ProblemCode;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, RequestCache, RequestCredentials, RequestInit, Response};

/// Longer than any answer takes; a connection that hangs must not keep a page waiting for ever.
const TIMEOUT_MS: u32 = 20_000;

#[derive(Clone, Copy, Debug)]
pub(super) enum Method {
    Get,
    Post,
    Patch,
}

impl Method {
    fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
        }
    }
}

/// A request, ready to be sent, also twice.
pub(super) struct Call {
    method: Method,
    path: Path,
    body: Option<String>,
}

impl Call {
    pub(super) fn plain(method: Method, path: Path) -> Self {
        Self {
            method,
            path,
            body: None,
        }
    }

    pub(super) fn with_body<B: Serialize>(
        method: Method,
        path: Path,
        body: &B,
    ) -> Result<Self, Failure> {
        let body = serde_json::to_string(body).map_err(|_| Failure::Unreadable)?;
        Ok(Self {
            body: Some(body),
            ..Self::plain(method, path)
        })
    }
}

/// What came back.
pub(super) struct Answer {
    status: u16,
    body: String,
}

impl Answer {
    /// Whether the token was not, or no longer, good.
    pub(super) fn wants_sign_in(&self) -> bool {
        Failure::of_answer(self.status, &self.body)
            == Some(Failure::Refused(ProblemCode::NotSignedIn))
    }

    /// The answer as a value.
    pub(super) fn read<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        match Failure::of_answer(self.status, &self.body) {
            Some(failure) => Err(failure),
            None => serde_json::from_str(&self.body).map_err(|_| Failure::Unreadable),
        }
    }

    /// Success, whatever the answer says beyond that.
    pub(super) fn done(&self) -> Result<(), Failure> {
        match Failure::of_answer(self.status, &self.body) {
            Some(failure) => Err(failure),
            None => Ok(()),
        }
    }
}

/// Sends a call.
pub(super) async fn send(call: &Call, token: Option<&Secret>) -> Result<Answer, Failure> {
    // What fetch throws is a network that is not there; its kinds differ by browser and help nobody.
    fetch(call, token).await.map_err(|_| Failure::Unreachable)
}

async fn fetch(call: &Call, token: Option<&Secret>) -> Result<Answer, JsValue> {
    let headers = Headers::new()?;
    headers.set("accept", "application/json")?;
    if let Some(Secret(token)) = token {
        headers.set("authorization", &format!("Bearer {token}"))?;
    }
    let request = RequestInit::new();
    request.set_method(call.method.name());
    request.set_cache(RequestCache::NoStore);
    request.set_credentials(RequestCredentials::SameOrigin);
    request.set_signal(Some(&AbortSignal::timeout_with_u32(TIMEOUT_MS)));
    if let Some(body) = &call.body {
        headers.set("content-type", "application/json")?;
        request.set_body(&JsValue::from_str(body));
    }
    request.set_headers_headers(&headers);
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let sent = window.fetch_with_str_and_init(call.path.as_str(), &request);
    let response: Response = JsFuture::from(sent).await?.dyn_into()?;
    let text = JsFuture::from(response.text()?).await?;
    Ok(Answer {
        status: response.status(),
        body: text.as_string().unwrap_or_default(),
    })
}
