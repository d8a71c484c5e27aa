//! A cafe: what its tills, reports and pages need to know of it.

mod hours;

pub use hours::{BadHours, OpeningHours};

use crate::clock::DayStart;
use crate::id::BusinessId;
use crate::money::Currency;
use crate::tax::{TaxMode, TaxRate};
use serde::{Deserialize, Serialize};

/// The settings of a business that a sale depends on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BusinessSettings {
    /// Its name.
    pub name: String,
    /// The currency of its books.
    pub currency: Currency,
    /// Its time zone, by its IANA name.
    pub timezone: String,
    /// When its business day begins.
    pub day_start: DayStart,
    /// Its usual tax rate.
    pub tax: TaxRate,
    /// Whether its prices hold the tax.
    pub tax_mode: TaxMode,
}

/// A business in the owner's list: `GET /api/v1/businesses`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BusinessView {
    /// The business.
    pub id: BusinessId,
    /// Its settings.
    #[serde(flatten)]
    pub settings: BusinessSettings,
    /// When it is open.
    pub hours: Vec<OpeningHours>,
    /// Its business day now.
    pub today: crate::clock::BusinessDay,
}

/// What anybody may know of a cafe: `GET /api/v1/public/businesses/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicBusiness {
    /// The business.
    pub id: BusinessId,
    /// Its name.
    pub name: String,
    /// When it is open.
    pub hours: Vec<OpeningHours>,
    /// Its time zone, by its IANA name.
    pub timezone: String,
    /// Whether it is open now by those hours.
    pub open_now: bool,
}
