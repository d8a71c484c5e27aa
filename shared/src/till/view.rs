//! What a till shows of itself.

use super::{ContinuedWhy, Language, MissingEntries, RowProblem, Theme};
use crate::business::BusinessSettings;
use crate::clock::{BusinessDay, Wall};
use crate::id::{BusinessId, OrderId, SeriesId, TillId};
use crate::journal::Sequence;
use crate::money::Money;
use crate::order::{OrderNumber, ReceiptNumber, TillCode};
use crate::settings::Settings;
use crate::sync::{EnrolmentCode, Verdict};
use crate::till::heard::HeardVerdict;
use serde::{Deserialize, Serialize};

/// Who a till is and how its screen is set up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The settings it sells by: the business's, or its own until it joins one.
    pub settings: BusinessSettings,
    /// How its counters work.
    pub counter: Settings,
    /// The business it is in.
    pub business: Option<BusinessId>,
    /// The code on its receipts.
    pub till_code: TillCode,
    /// Its name.
    pub till_name: String,
    /// The language.
    pub language: Language,
    /// The colours.
    pub theme: Theme,
    /// Whether the first-day screen is still to be shown: no menu, no business, not started empty.
    pub first_day: bool,
    /// The order that was open when the till last stopped, to be shown again.
    pub recovered: Option<OrderId>,
    /// The program's version.
    pub app_version: String,
    /// The till's clock when it answered.
    pub wall: Wall,
}

/// An open order in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenOrderSummary {
    /// The order.
    pub order: OrderId,
    /// Its number.
    pub number: Option<OrderNumber>,
    /// What it adds up to so far.
    pub total: Money,
    /// When it was opened.
    pub opened: Wall,
    /// The table's or somebody's name that it is kept under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How many lines it has.
    #[serde(default)]
    pub lines: u32,
    /// Whether it was opened on this till.
    #[serde(default)]
    pub own: bool,
}

/// A paid order in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaleSummary {
    /// The order.
    pub order: OrderId,
    /// Its number.
    pub number: Option<String>,
    /// Its receipt.
    pub receipt: ReceiptNumber,
    /// Whether it was opened on this till.
    pub own: bool,
    /// What was paid.
    pub total: Money,
    /// What was given back of it.
    pub refunded: Money,
    /// When it was paid, where that is known.
    pub settled: Option<Wall>,
    /// Whether somebody must look at it.
    pub attention: bool,
}

/// Whether the server is heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConnectionState {
    /// The till is in no business: there is nobody to talk to.
    Alone,
    /// It answers.
    Online,
    /// It does not.
    Offline,
}

/// What a person must look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attention {
    /// The server's verdict stops the sync.
    Verdict(#[serde(with = "HeardVerdict")] Verdict),
    /// Less than 1 GB is left on the disk.
    DiskLow {
        /// Bytes left.
        free: u64,
    },
    /// The file was made by a newer version: nothing is written.
    NewerFile,
    /// The key is in a file readable by its user only, for want of a keyring. Said, not urgent.
    KeyInFile,
    /// The till's file was damaged and has been mended; the damaged one is kept.
    Mended {
        /// Entries that did not come back, from it or from the server.
        entries: u64,
        /// The receipts whose sales are among them.
        receipts: Vec<ReceiptNumber>,
    },
    /// Entries wait, the server answers, and yet nothing moved for ten minutes.
    Stalled,
    /// Today the till went on in a new series, by itself: all is well again. Said, not urgent.
    Continued {
        /// Why.
        why: ContinuedWhy,
    },
    /// Entries are missing that the till is proved to have written.
    Missing {
        /// How many.
        entries: u64,
        /// The receipts whose sales are among them, as far as that is known.
        receipts: Vec<ReceiptNumber>,
    },
    /// The till's clock differs from the server's by more than two minutes.
    ClockOff {
        /// Seconds ahead of the server.
        seconds: i64,
    },
}

impl Attention {
    /// Whether a person must act. The rest is good to know, no more.
    pub fn is_urgent(&self) -> bool {
        match self {
            Self::KeyInFile | Self::Continued { .. } => false,
            Self::Mended { entries, receipts } => *entries > 0 || !receipts.is_empty(),
            Self::Verdict(_)
            | Self::DiskLow { .. }
            | Self::NewerFile
            | Self::Stalled
            | Self::Missing { .. }
            | Self::ClockOff { .. } => true,
        }
    }
}

/// What waits, and when the server was last heard. For the chip and the sheet behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncStatus {
    /// Whether the server is heard.
    pub connection: ConnectionState,
    /// Since when it is not, by the till's clock.
    pub offline_since: Option<Wall>,
    /// The last sequence recorded here.
    pub head: Sequence,
    /// The last sequence the server confirmed.
    pub durable: Sequence,
    /// Entries that wait.
    pub waiting: u64,
    /// Paid orders that wait.
    pub waiting_sales: u64,
    /// What they add up to.
    pub waiting_revenue: Money,
    /// While sending: how many of the sales that waited at the start are through, and how many there were.
    pub sending: Option<(u64, u64)>,
    /// The last receipt the server confirmed.
    pub confirmed_receipt: Option<ReceiptNumber>,
    /// The oldest receipt that waits, and when it was given.
    pub oldest_waiting: Option<(ReceiptNumber, Wall)>,
    /// The newest receipt that waits.
    pub newest_waiting: Option<ReceiptNumber>,
    /// When entries were last confirmed.
    pub last_sent: Option<Wall>,
    /// When the server was last heard.
    pub last_contact: Option<Wall>,
    /// When the menu last came from elsewhere.
    pub menu_received: Option<Wall>,
    /// Bytes left on the disk.
    pub disk_free: Option<u64>,
    /// Seconds until the next try.
    pub next_try_in: Option<u32>,
    /// What a person must look at.
    pub attention: Vec<Attention>,
    /// The till's clock when it answered.
    pub wall: Wall,
}

/// What an import took in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedMenu {
    /// Products that are new.
    pub created: u32,
    /// Products that changed.
    pub changed: u32,
    /// Products that were as the file says.
    pub unchanged: u32,
    /// Rows that could not be read.
    pub problems: Vec<RowProblem>,
}

/// `cortado --headless status --json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusReport {
    /// The till's series.
    pub series: SeriesId,
    /// The last sequence recorded.
    pub head_sequence: Sequence,
    /// The last sequence the server confirmed.
    pub durable: Sequence,
    /// Entries that wait.
    pub waiting: u64,
    /// When the oldest waiting entry was recorded: an RFC 3339 time.
    pub oldest_waiting: Option<String>,
    /// Orders settled on this till.
    pub orders: u64,
    /// What was paid for them, in major units.
    pub revenue: String,
    /// Entries that this till is proved to have written, and that are not here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<MissingEntries>,
    /// The receipts whose sales are among those entries, as far as that is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing_receipts: Vec<ReceiptNumber>,
}

/// A till in the owner's list: `GET /api/v1/businesses/{id}/tills`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TillView {
    /// The till.
    pub id: TillId,
    /// Its name.
    pub name: String,
    /// The code on its receipts.
    pub code: TillCode,
    /// Its series.
    pub series: SeriesId,
    /// When it joined: milliseconds since 1970.
    pub enrolled_at: i64,
    /// Milliseconds since it was last heard; none if never.
    pub seen_ms_ago: Option<i64>,
    /// Entries of it that are durable here.
    pub durable: Sequence,
    /// Entries that waited when it was last heard.
    pub waiting: u64,
    /// The last receipt that arrived.
    pub last_receipt: Option<ReceiptNumber>,
    /// The business day of that receipt.
    pub last_sale_day: Option<BusinessDay>,
    /// Entries that are stored but set aside.
    pub set_aside: u64,
    /// The program's version.
    pub app_version: String,
    /// When it was revoked: milliseconds since 1970.
    pub revoked_at: Option<i64>,
}

/// A fresh enrolment code: `POST /api/v1/businesses/{id}/enrolment-codes`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolmentCodeView {
    /// The code.
    pub enrolment_code: EnrolmentCode,
    /// Seconds until it ends.
    pub expires_in: u32,
}
