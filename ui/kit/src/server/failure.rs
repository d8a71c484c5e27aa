//! Why the service did not give what was asked for.

use shared::problem::{Problem, ProblemCode};

/// Why a call did not succeed, by what a page must do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No answer: keep what is shown, say so, ask again later.
    Unreachable,
    /// Nobody is signed in any more: show the sign-in.
    SignedOut,
    /// The service says no.
    Refused(ProblemCode),
    /// An answer that this page does not understand: it is older or newer than the service.
    Unreadable,
}

impl Failure {
    /// What an answer of this status and body says went wrong; nothing for a success.
    pub fn of_answer(status: u16, body: &str) -> Option<Self> {
        if (200..300).contains(&status) {
            return None;
        }
        let problem = serde_json::from_str::<Problem>(body).ok();
        Some(match (problem.map(|problem| problem.code), status) {
            (Some(ProblemCode::Unavailable), _) => Self::Unreachable,
            (Some(code), _) => Self::Refused(code),
            // A proxy in front of a service that is away answers with pages of its own.
            (None, 502..=504) => Self::Unreachable,
            (None, 401) => Self::Refused(ProblemCode::NotSignedIn),
            (None, 404) => Self::Refused(ProblemCode::NotFound),
            (None, 429) => Self::Refused(ProblemCode::TooManyRequests),
            (None, 500..) => Self::Refused(ProblemCode::Internal),
            (None, _) => Self::Unreadable,
        })
    }

    /// The same failure when it is a session that could not be renewed.
    pub(super) fn of_renewal(self) -> Self {
        match self {
            Self::Refused(ProblemCode::TooManyRequests | ProblemCode::Internal) => {
                Self::Unreachable
            }
            Self::Refused(_) | Self::SignedOut => Self::SignedOut,
            Self::Unreachable | Self::Unreadable => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(status: u16, code: &str) -> String {
        format!(
            r#"{{"type":"/problems/{code}","title":"t","status":{status},"detail":"d","code":"{code}"}}"#
        )
    }

    #[test]
    fn a_problem_is_its_code() {
        let body = problem(401, "wrong_credentials");
        let failure = Failure::of_answer(401, &body);
        assert_eq!(
            failure,
            Some(Failure::Refused(ProblemCode::WrongCredentials))
        );
    }

    #[test]
    fn a_service_that_is_away_is_no_refusal() {
        let away = Some(Failure::Unreachable);
        assert_eq!(Failure::of_answer(503, &problem(503, "unavailable")), away);
        assert_eq!(Failure::of_answer(502, "<html>Bad gateway</html>"), away);
    }

    #[test]
    fn a_success_is_no_failure() {
        assert_eq!(Failure::of_answer(204, ""), None);
    }

    #[test]
    fn an_unknown_code_is_unreadable() {
        let body = problem(409, "from_the_future");
        assert_eq!(Failure::of_answer(409, &body), Some(Failure::Unreadable));
    }

    #[test]
    fn a_renewal_that_is_refused_ends_the_session_and_one_unheard_does_not() {
        let refused = Failure::Refused(ProblemCode::SessionEnded);
        assert_eq!(refused.of_renewal(), Failure::SignedOut);
        assert_eq!(Failure::Unreachable.of_renewal(), Failure::Unreachable);
    }
}
