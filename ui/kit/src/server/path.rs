//! Where the service's resources are.

use shared::clock::BusinessDay;
use shared::id::{BusinessId, TillId};

/// An address of the service, relative to the page's origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path(String);

impl Path {
    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn of(rest: &str) -> Self {
        Self(format!("/api/v1/{rest}"))
    }

    fn in_business(business: BusinessId, rest: &str) -> Self {
        Self::of(&format!("businesses/{business}/{rest}"))
    }

    pub(super) fn login() -> Self {
        Self::of("auth/login")
    }

    pub(super) fn refresh() -> Self {
        Self::of("auth/refresh")
    }

    pub(super) fn logout() -> Self {
        Self::of("auth/logout")
    }

    pub(super) fn businesses() -> Self {
        Self::of("businesses")
    }

    pub(super) fn sales(business: BusinessId, (from, to): (BusinessDay, BusinessDay)) -> Self {
        Self::in_business(business, &format!("analytics/sales?from={from}&to={to}"))
    }

    pub(super) fn tills(business: BusinessId) -> Self {
        Self::in_business(business, "tills")
    }

    pub(super) fn till(business: BusinessId, till: TillId) -> Self {
        Self::in_business(business, &format!("tills/{till}"))
    }

    pub(super) fn till_action(business: BusinessId, till: TillId, action: &str) -> Self {
        Self::in_business(business, &format!("tills/{till}/{action}"))
    }

    pub(super) fn enrolment_codes(business: BusinessId) -> Self {
        Self::in_business(business, "enrolment-codes")
    }

    pub(super) fn set_aside(business: BusinessId) -> Self {
        Self::in_business(business, "set-aside")
    }

    pub(super) fn reviews(business: BusinessId) -> Self {
        Self::in_business(business, "reviews")
    }

    pub(super) fn public(business: BusinessId) -> Self {
        Self::of(&format!("public/businesses/{business}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_asked_for_by_its_days() {
        let business = "0198c0de-0000-7000-8000-000000000001".parse().expect("id");
        let path = Path::sales(business, (BusinessDay(0), BusinessDay(30)));
        assert_eq!(
            path.as_str(),
            "/api/v1/businesses/0198c0de-0000-7000-8000-000000000001/analytics/sales?from=1970-01-01&to=1970-01-31"
        );
    }
}
