//! The till as its window sees it: what may be asked, what is answered; and what the till itself records.
//!
//! Invariant: `Command` is everything that writes, `Query` everything that reads; both are closed.

mod command;
mod event;
mod heard;
mod query;
mod rejection;
mod right;
mod row;
mod view;

pub use command::{Command, MenuCommand, Outcome, TillCommand, Touched};
pub use event::{
    ContinuedFrom, ContinuedWhy, EntriesMissing, Joined, Language, MissingEntries, PreferencesSet,
    Started, Theme, TillEvent,
};
pub use query::{Answer, Query};
pub use rejection::{Rejection, TillFailure};
pub use row::{RowFault, RowProblem};
pub use view::{
    Attention, ConnectionState, EnrolmentCodeView, ImportedMenu, OpenOrderSummary, SaleSummary,
    Session, StatusReport, SyncStatus, TillView,
};
