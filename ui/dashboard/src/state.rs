//! Everything the page knows, and how it changes: a pure reducer.
//!
//! Invariants: an answer to a question that nobody asks any more (another cafe, another period) changes
//! nothing; what was shown stays while the service is away, with its time.

mod desk;
mod person;
#[cfg(test)]
mod tests;

pub use desk::{CodePanel, Desk, DeskAction};
pub use person::{Person, SignInFailure};

use crate::period::Range;
use crate::place::Place;
use kit::server::{Failure, SetAside};
use shared::account::AccountView;
use shared::business::BusinessView;
use shared::clock::BusinessDay;
use shared::id::{BusinessId, TillId};
use shared::report::Figures;
use shared::review::Reviews;
use shared::till::TillView;
use std::rc::Rc;
use yew::Reducible;

/// A value from the service: the last one that came, when it came, and why no newer one did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown<T> {
    /// The last value.
    pub value: Option<T>,
    /// When it came: milliseconds since 1970.
    pub at: i64,
    /// Why the last try failed.
    pub failure: Option<Failure>,
}

impl<T> Default for Shown<T> {
    fn default() -> Self {
        Self {
            value: None,
            at: 0,
            failure: None,
        }
    }
}

impl<T> Shown<T> {
    fn take(&mut self, arrived: Result<T, Failure>, at: i64) {
        match arrived {
            Ok(value) => {
                *self = Self {
                    value: Some(value),
                    at,
                    failure: None,
                };
            }
            Err(failure) => self.failure = Some(failure),
        }
    }
}

/// The figures of a period and of the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sales {
    /// The period.
    pub now: Figures,
    /// As many days before.
    pub before: Figures,
}

/// A sentence at the foot that goes away by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What happened.
    pub text: Said,
    /// The till whose revocation can be undone.
    pub undo: Option<TillId>,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// A till was revoked.
    Revoked(String),
    /// A till has its access back.
    Reinstated(String),
    /// A till has a new name.
    Renamed(String),
    /// Nothing: the service said no or was not heard.
    Failed(Failure),
}

/// Everything the page knows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// Who is here.
    pub person: Person,
    /// Where.
    pub place: Place,
    /// The person's cafes.
    pub cafes: Shown<Vec<BusinessView>>,
    /// The figures.
    pub sales: Shown<Sales>,
    /// The tills.
    pub tills: Shown<Vec<TillView>>,
    /// What is kept but does not count yet.
    pub aside: Shown<Vec<SetAside>>,
    /// What only the owner can judge.
    pub reviews: Shown<Reviews>,
    /// The tills page.
    pub desk: Desk,
    /// What has just happened.
    pub notice: Option<Notice>,
}

/// Everything that can happen to it.
#[derive(Clone, Debug)]
pub enum Action {
    /// The sign-in was sent.
    SignInSent,
    /// The service answered who is here, to a sign-in or to the browser's cookie.
    PersonKnown(Result<AccountView, SignInFailure>),
    /// The person left, or the session ended.
    SignedOut(Option<Failure>),
    /// The address changed.
    Went(Place),
    /// The person's cafes, at this time.
    CafesArrived(Result<Vec<BusinessView>, Failure>, i64),
    /// Figures of a cafe's range, at this time.
    SalesArrived(BusinessId, Range, Box<Result<Sales, Failure>>, i64),
    /// A cafe's tills, at this time.
    TillsArrived(BusinessId, Result<Vec<TillView>, Failure>, i64),
    /// What a cafe's service keeps but does not count, at this time.
    AsideArrived(BusinessId, Result<Vec<SetAside>, Failure>, i64),
    /// What only the owner of a cafe can judge, at this time.
    ReviewsArrived(BusinessId, Result<Reviews, Failure>, i64),
    /// Something on the tills page.
    Desk(DeskAction),
    /// Something to say.
    Said(Notice),
    /// It was said long enough.
    NoticeOver,
}

impl State {
    /// The state at an address.
    pub fn at(place: Place) -> Self {
        Self {
            place,
            ..Self::default()
        }
    }

    /// The cafe that is looked at: the one of the address if it is the person's, else the first.
    pub fn cafe(&self) -> Option<&BusinessView> {
        let cafes = self.cafes.value.as_ref()?;
        let named = cafes.iter().find(|cafe| Some(cafe.id) == self.place.cafe);
        named.or(cafes.first())
    }

    /// The days that are looked at.
    pub fn range(&self) -> Option<Range> {
        self.cafe().map(|cafe| self.place.period.range(cafe.today))
    }

    /// The business day now.
    pub fn today(&self) -> Option<BusinessDay> {
        self.cafe().map(|cafe| cafe.today)
    }

    /// What changes whenever entries of this cafe arrived, or began or ceased to count, so that the figures are
    /// asked for again.
    pub fn arrivals(&self) -> (u64, u64) {
        let tills = self.tills.value.iter().flatten();
        let arrived = tills.map(|till| till.durable.0).sum();
        (arrived, self.set_aside())
    }

    /// Until when what is shown is complete: when anything last came. None before the figures came.
    pub fn fresh_at(&self) -> Option<i64> {
        self.sales.value.as_ref()?;
        Some(self.sales.at.max(self.tills.at))
    }

    /// Entries of all tills that are kept but could not be read.
    pub fn set_aside(&self) -> u64 {
        let tills = self.tills.value.iter().flatten();
        tills.map(|till| till.set_aside).sum()
    }

    /// How many things there are to look at.
    pub fn to_review(&self) -> u64 {
        let reviews = self.reviews.value.as_ref().map_or(0, Reviews::count);
        self.set_aside() + u64::try_from(reviews).unwrap_or(u64::MAX)
    }

    /// Tills that may sell, and were last heard too long ago: their sales may be missing.
    pub fn unseen(&self, now: i64) -> Vec<&TillView> {
        let tills = self.tills.value.iter().flatten();
        tills
            .filter(|till| till.revoked_at.is_none() && !is_seen(till, self.tills.at, now))
            .collect()
    }

    fn is_at(&self, cafe: BusinessId) -> bool {
        self.cafe().is_some_and(|known| known.id == cafe)
    }

    fn went(&mut self, place: Place) {
        let (cafe, range) = (self.cafe().map(|cafe| cafe.id), self.range());
        self.place = place;
        if self.cafe().map(|cafe| cafe.id) != cafe {
            self.tills = Shown::default();
            self.sales = Shown::default();
            self.aside = Shown::default();
            self.reviews = Shown::default();
            self.desk = Desk::default();
        } else if self.range() != range {
            self.sales = Shown::default();
        }
    }

    fn tills_arrived(&mut self, arrived: Result<Vec<TillView>, Failure>, at: i64) {
        let sorted = arrived.map(|mut tills| {
            tills.sort_by(|one, other| {
                let last = |till: &TillView| (till.revoked_at.is_some(), till.enrolled_at);
                last(one).cmp(&last(other))
            });
            tills
        });
        self.tills.take(sorted, at);
        if let Some(tills) = &self.tills.value {
            self.desk.heard_of(tills);
        }
    }

    /// A failure that ends the session, wherever it was met, shows the sign-in.
    fn unless_signed_out<T>(&mut self, arrived: &Result<T, Failure>) -> bool {
        let is_over = matches!(arrived, Err(Failure::SignedOut));
        if is_over {
            *self = Self::at(self.place);
            self.person = Person::Away(Some(SignInFailure::Service(Failure::SignedOut)));
        }
        !is_over
    }

    fn after(&mut self, action: Action) {
        match action {
            Action::SignInSent => self.person = Person::Asking,
            Action::PersonKnown(Ok(account)) => self.person = Person::Known(account),
            Action::PersonKnown(Err(failure)) => self.person = Person::Away(Some(failure)),
            Action::SignedOut(failure) => {
                *self = Self::at(self.place);
                self.person = Person::Away(failure.map(SignInFailure::Service));
            }
            Action::Went(place) => self.went(place),
            Action::CafesArrived(arrived, at) => {
                if self.unless_signed_out(&arrived) {
                    self.cafes.take(arrived, at);
                }
            }
            Action::SalesArrived(cafe, range, arrived, at) => {
                let is_wanted = self.is_at(cafe) && self.range() == Some(range);
                if is_wanted && self.unless_signed_out(&arrived) {
                    self.sales.take(*arrived, at);
                }
            }
            Action::TillsArrived(cafe, arrived, at) => {
                if self.is_at(cafe) && self.unless_signed_out(&arrived) {
                    self.tills_arrived(arrived, at);
                }
            }
            Action::AsideArrived(cafe, arrived, at) => {
                if self.is_at(cafe) && self.unless_signed_out(&arrived) {
                    self.aside.take(arrived, at);
                }
            }
            Action::ReviewsArrived(cafe, arrived, at) => {
                if self.is_at(cafe) && self.unless_signed_out(&arrived) {
                    self.reviews.take(arrived, at);
                }
            }
            Action::Desk(action) => self.desk.after(action),
            Action::Said(notice) => self.notice = Some(notice),
            Action::NoticeOver => self.notice = None,
        }
    }
}

impl Reducible for State {
    type Action = Action;
    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = Rc::unwrap_or_clone(self);
        next.after(action);
        Rc::new(next)
    }
}

/// A till counts as seen for a minute. `heard_at` is when its row came.
pub fn is_seen(till: &TillView, heard_at: i64, now: i64) -> bool {
    seen_ms_ago(till, heard_at, now).is_some_and(|ago| ago < 60_000)
}

/// How long ago a till was heard, by now.
pub fn seen_ms_ago(till: &TillView, heard_at: i64, now: i64) -> Option<i64> {
    till.seen_ms_ago
        .map(|ago| ago.saturating_add((now - heard_at).max(0)))
}
