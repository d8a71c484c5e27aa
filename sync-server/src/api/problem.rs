//! How the API says no.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use shared::money::Currency;
use shared::problem::{Problem, ProblemCode};
use shared::sync::PushRefusal;

/// A refusal, answered as `application/problem+json`.
#[derive(Debug)]
pub struct ApiError {
    code: ProblemCode,
    detail: String,
    push: Option<PushRefusal>,
    currency: Option<Currency>,
}

/// What a handler answers.
pub type Reply<T> = Result<T, ApiError>;

impl ApiError {
    /// A refusal of this kind; `detail` says in English what exactly.
    pub fn new(code: ProblemCode, detail: impl Into<String>) -> Self {
        Self {
            code,
            detail: detail.into(),
            push: None,
            currency: None,
        }
    }

    /// No such thing, or another's: the same words for both.
    pub fn not_found() -> Self {
        Self::new(
            ProblemCode::NotFound,
            "There is nothing here under this name.",
        )
    }

    /// Nobody is signed in.
    pub fn not_signed_in() -> Self {
        Self::new(ProblemCode::NotSignedIn, "Sign in first.")
    }

    /// The body or the query is not what is asked for.
    pub fn invalid(detail: impl Into<String>) -> Self {
        Self::new(ProblemCode::InvalidRequest, detail)
    }

    /// The till has counted in `ours`, and the business counts in `theirs`.
    pub fn other_currency(ours: Currency, theirs: Currency) -> Self {
        let detail = format!("The till counted in {ours}, the business counts in {theirs}.");
        Self {
            currency: Some(theirs),
            ..Self::new(ProblemCode::OtherCurrency, detail)
        }
    }

    /// What is wrong.
    pub const fn code(&self) -> ProblemCode {
        self.code
    }
}

impl From<PushRefusal> for ApiError {
    fn from(refusal: PushRefusal) -> Self {
        Self {
            code: ProblemCode::PushRefused,
            detail: refusal.to_string(),
            push: Some(refusal),
            currency: None,
        }
    }
}

/// A database that is away or overloaded is the matter of a minute; anything else is a fault of ours.
impl From<sqlx::Error> for ApiError {
    fn from(error: sqlx::Error) -> Self {
        let away = matches!(
            error,
            sqlx::Error::Io(_)
                | sqlx::Error::PoolTimedOut
                | sqlx::Error::PoolClosed
                | sqlx::Error::WorkerCrashed
        ) || error.as_database_error().is_some_and(|error| {
            let code = error.code().unwrap_or_default();
            // Connection exceptions, shutdown, too many connections, serialization failures, deadlocks, disk full.
            ["08", "57", "53", "40"]
                .iter()
                .any(|class| code.starts_with(class))
        });
        if away {
            tracing::warn!("the database cannot answer: {error}");
            return Self::new(
                ProblemCode::Unavailable,
                "The server cannot answer now. Try again.",
            );
        }
        tracing::error!("the database refused a statement of ours: {error}");
        Self::new(
            ProblemCode::Internal,
            "The server failed. It has been noted.",
        )
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (status, title) = face(self.code);
        let name = serde_json::to_value(self.code).unwrap_or_default();
        let problem = Problem {
            kind: format!("/problems/{}", name.as_str().unwrap_or("internal")),
            title: title.to_owned(),
            status: status.as_u16(),
            detail: self.detail,
            code: self.code,
            push: self.push,
            currency: self.currency,
        };
        let mut response = (status, Json(problem)).into_response();
        let json = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, json);
        let no_store = HeaderValue::from_static("no-store");
        response
            .headers_mut()
            .insert(header::CACHE_CONTROL, no_store);
        if status == StatusCode::UNAUTHORIZED {
            let bearer = HeaderValue::from_static("Bearer");
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, bearer);
        }
        response
    }
}

const fn face(code: ProblemCode) -> (StatusCode, &'static str) {
    match code {
        ProblemCode::InvalidJson => (StatusCode::BAD_REQUEST, "Not JSON"),
        ProblemCode::InvalidRequest => (StatusCode::UNPROCESSABLE_ENTITY, "Invalid request"),
        ProblemCode::UnknownCurrency => (StatusCode::UNPROCESSABLE_ENTITY, "Unknown currency"),
        ProblemCode::UnknownTimeZone => (StatusCode::UNPROCESSABLE_ENTITY, "Unknown time zone"),
        ProblemCode::WeakPassword => (StatusCode::UNPROCESSABLE_ENTITY, "Weak password"),
        ProblemCode::NotSignedIn => (StatusCode::UNAUTHORIZED, "Not signed in"),
        ProblemCode::WrongCredentials => (StatusCode::UNAUTHORIZED, "Wrong e-mail or password"),
        ProblemCode::SessionEnded => (StatusCode::UNAUTHORIZED, "Session ended"),
        ProblemCode::NotFound => (StatusCode::NOT_FOUND, "Not found"),
        ProblemCode::MethodNotAllowed => (StatusCode::METHOD_NOT_ALLOWED, "Method not allowed"),
        ProblemCode::EnrolmentCodeRefused => (StatusCode::FORBIDDEN, "Code not accepted"),
        ProblemCode::SeriesTaken => (StatusCode::CONFLICT, "Enrolled elsewhere"),
        ProblemCode::OtherCurrency => (StatusCode::CONFLICT, "Another currency"),
        ProblemCode::WrongSignature => (StatusCode::UNAUTHORIZED, "Wrong signature"),
        ProblemCode::TillRevoked => (StatusCode::FORBIDDEN, "Till revoked"),
        ProblemCode::FeedChanged => (StatusCode::CONFLICT, "Feed changed"),
        ProblemCode::PushRefused => (StatusCode::CONFLICT, "Push refused"),
        ProblemCode::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "Too large"),
        ProblemCode::TooManyRequests => (StatusCode::TOO_MANY_REQUESTS, "Too many tries"),
        ProblemCode::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, "Not now"),
        ProblemCode::Internal => (StatusCode::INTERNAL_SERVER_ERROR, "The server failed"),
    }
}
