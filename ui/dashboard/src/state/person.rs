//! Who is in front of the page.

use kit::server::Failure;
use shared::account::AccountView;

/// Who is in front of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Person {
    /// The browser's cookie is being asked.
    #[default]
    Unknown,
    /// Nobody yet, and why.
    Away(Option<SignInFailure>),
    /// A sign-in is on its way.
    Asking,
    /// This one.
    Known(AccountView),
}

/// Why nobody is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInFailure {
    /// The form is not filled in.
    Empty,
    /// The service says so, or is not heard.
    Service(Failure),
}
