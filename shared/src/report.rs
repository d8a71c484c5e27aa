//! What was sold: the one fold behind the till's figures and the owner's dashboard.
//!
//! Invariant: a sale belongs to the business day and hour fixed when it was settled.
//! Absent on purpose: clocks, and a second way to add sales up.

mod figures;
mod rollup;
mod sale;
mod sales_report;

pub use figures::{DayFigures, Figures, change_per_mille};
pub use rollup::{HourFigures, ProductFigures, ProductKey, Rollup};
pub use sale::{ProductSale, Sale, SaleBack};
pub use sales_report::SalesReport;
