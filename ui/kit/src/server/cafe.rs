//! What an owner asks of a cafe.

use super::{Failure, Path, Server, exchange};
use crate::server::exchange::{Call, Method};
use serde::Deserialize;
use serde_json::json;
use shared::business::{BusinessView, PublicBusiness};
use shared::clock::BusinessDay;
use shared::id::{BusinessId, TillId};
use shared::report::SalesReport;
use shared::review::Reviews;
use shared::till::{EnrolmentCodeView, TillView};

/// An entry that the service keeps but does not count yet.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct SetAside {
    /// The till it came from.
    pub till: TillId,
    /// That till's name.
    pub till_name: String,
    /// Why it does not count.
    pub reason: AsideReason,
    /// When it came: milliseconds since 1970.
    pub since_ms: i64,
}

/// Why an entry does not count yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AsideReason {
    /// Its till was revoked when it came.
    Revoked,
    /// The service does not understand it.
    #[serde(other)]
    Unreadable,
}

impl Server {
    /// The person's cafes.
    pub async fn businesses(&self) -> Result<Vec<BusinessView>, Failure> {
        self.get(Path::businesses()).await
    }

    /// The figures of a period; both days belong to it.
    pub async fn sales(
        &self,
        business: BusinessId,
        range: (BusinessDay, BusinessDay),
    ) -> Result<SalesReport, Failure> {
        self.get(Path::sales(business, range)).await
    }

    /// The cafe's tills, revoked ones too.
    pub async fn tills(&self, business: BusinessId) -> Result<Vec<TillView>, Failure> {
        self.get(Path::tills(business)).await
    }

    /// Entries that are kept but do not count yet.
    pub async fn set_aside(&self, business: BusinessId) -> Result<Vec<SetAside>, Failure> {
        self.get(Path::set_aside(business)).await
    }

    /// What only the owner can judge.
    pub async fn reviews(&self, business: BusinessId) -> Result<Reviews, Failure> {
        self.get(Path::reviews(business)).await
    }

    /// A fresh code for one more till.
    pub async fn new_enrolment_code(
        &self,
        business: BusinessId,
    ) -> Result<EnrolmentCodeView, Failure> {
        self.post(Path::enrolment_codes(business), &json!({}))
            .await?
            .read()
    }

    /// Cuts a till's access.
    pub async fn revoke_till(&self, business: BusinessId, till: TillId) -> Result<(), Failure> {
        let path = Path::till_action(business, till, "revoke");
        self.post(path, &json!({})).await?.done()
    }

    /// Gives a till its access back.
    pub async fn reinstate_till(&self, business: BusinessId, till: TillId) -> Result<(), Failure> {
        let path = Path::till_action(business, till, "reinstate");
        self.post(path, &json!({})).await?.done()
    }

    /// Renames a till.
    pub async fn rename_till(
        &self,
        business: BusinessId,
        till: TillId,
        name: &str,
    ) -> Result<(), Failure> {
        let path = Path::till(business, till);
        self.patch(path, &json!({ "name": name })).await?.done()
    }

    /// What anybody may know of a cafe; asked without a session.
    pub async fn public_business(&self, business: BusinessId) -> Result<PublicBusiness, Failure> {
        let call = Call::plain(Method::Get, Path::public(business));
        exchange::send(&call, None).await?.read()
    }
}
