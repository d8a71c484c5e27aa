//! What the page knows of the cafe.

use kit::server::Failure;
use shared::business::PublicBusiness;
use shared::id::BusinessId;
use shared::problem::ProblemCode;
use std::rc::Rc;
use yew::Reducible;

/// What the page knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// The cafe is being asked for.
    Asking,
    /// This is it, and whether the last question was answered.
    Known(PublicBusiness, Option<Failure>),
    /// There is no such cafe.
    Unknown,
    /// The service was not heard, and nothing is known yet.
    Away(Failure),
}

/// An answer about the cafe.
#[derive(Clone, Debug)]
pub struct Answered(pub Result<PublicBusiness, Failure>);

impl State {
    /// The state before anything is known; an address that names no cafe is known to be wrong.
    pub fn of(cafe: Option<BusinessId>) -> Self {
        match cafe {
            Some(_) => Self::Asking,
            None => Self::Unknown,
        }
    }
}

impl Reducible for State {
    type Action = Answered;
    fn reduce(self: Rc<Self>, Answered(answer): Answered) -> Rc<Self> {
        let next = match (answer, &*self) {
            (Ok(cafe), _) => Self::Known(cafe, None),
            (Err(Failure::Refused(ProblemCode::NotFound)), _) => Self::Unknown,
            (Err(failure), Self::Known(cafe, _)) => Self::Known(cafe.clone(), Some(failure)),
            (Err(failure), Self::Asking | Self::Unknown | Self::Away(_)) => Self::Away(failure),
        };
        Rc::new(next)
    }
}

/// The cafe that an address names: `/order/<cafe>`.
pub fn cafe_of(path: &str) -> Option<BusinessId> {
    path.split('/').find_map(|word| word.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CAFE: &str = "0198c0de-0000-7000-8000-000000000001";

    fn cafe() -> PublicBusiness {
        PublicBusiness {
            id: CAFE.parse().expect("an id"),
            name: "Café Lumbre".into(),
            hours: Vec::new(),
            timezone: "America/Argentina/Buenos_Aires".into(),
            open_now: true,
        }
    }

    fn after(state: State, answer: Result<PublicBusiness, Failure>) -> State {
        Rc::unwrap_or_clone(Rc::new(state).reduce(Answered(answer)))
    }

    #[test]
    fn the_address_names_the_cafe() {
        for path in ["/order/", "/order", "/order/nobody"] {
            assert_eq!(cafe_of(path), None, "{path}");
        }
        assert_eq!(cafe_of(&format!("/order/{CAFE}/")), CAFE.parse().ok());
    }

    #[test]
    fn a_known_cafe_stays_while_the_service_is_away() {
        let known = after(State::Asking, Ok(cafe()));
        let later = after(known, Err(Failure::Unreachable));
        assert_eq!(later, State::Known(cafe(), Some(Failure::Unreachable)));
    }

    #[test]
    fn a_cafe_that_does_not_exist_is_unknown() {
        let answer = Err(Failure::Refused(ProblemCode::NotFound));
        assert_eq!(after(State::Asking, answer), State::Unknown);
    }

    #[test]
    fn a_service_that_is_away_is_said_and_then_forgotten() {
        let away = after(State::Asking, Err(Failure::Unreachable));
        assert_eq!(away, State::Away(Failure::Unreachable));
        assert_eq!(after(away, Ok(cafe())), State::Known(cafe(), None));
    }
}
