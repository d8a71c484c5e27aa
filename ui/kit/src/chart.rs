//! Charts as SVG, drawn from whole numbers.
//!
//! Invariants: every chart has its figures as text for those who do not see it; positions are percentages, so
//! that a chart fits any width without being measured. Absent on purpose: money. A chart gets values and the
//! words for them.

mod axis;
mod bars;
mod meter;
mod note;
mod scale;
mod spark;

pub use axis::Axis;
pub use bars::{Bar, BarChart};
pub use meter::Meter;
pub use spark::Spark;
