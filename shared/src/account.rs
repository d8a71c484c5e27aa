//! Signing in to the dashboard, as it travels.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A text that is never printed: a password or a token.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(hidden)")
    }
}

/// `POST /api/v1/auth/login`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LoginRequest {
    /// The e-mail address.
    pub email: String,
    /// The password.
    pub password: Secret,
}

/// `POST /api/v1/auth/refresh` and `POST /api/v1/auth/logout`. The body may be left out where the cookie has it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct RefreshRequest {
    /// The refresh token of the last answer; each works once. Without it the cookie's counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<Secret>,
}

/// What a sign-in or a refresh answers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SignedIn {
    /// Goes into `Authorization: Bearer …`.
    pub access_token: Secret,
    /// Seconds until it ends.
    pub expires_in: u32,
    /// Gets the next access token, once.
    pub refresh_token: Secret,
    /// The person.
    pub account: AccountView,
}

/// A person who signs in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountView {
    /// The e-mail address.
    pub email: String,
    /// The person's name; the e-mail's local part where none is known.
    pub name: String,
}
