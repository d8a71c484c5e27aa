//! Bugs on purpose: they test the tests. Nothing here is in what ships, where [`is`] is always no and costs nothing.
//!
//! With the feature `planted`, which only `cargo xtask simulate --planted` switches on, one of them at a time can be
//! planted in the thread that plays a world; the simulation must then find it.

/// A bug that a proof must find.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bug {
    /// A till says "recorded" although the commit failed.
    AckBeforeCommit,
    /// What a push says again is not compared with what is stored.
    NoOverlapCheck,
    /// A till's cursor is saved before the page it belongs to.
    CursorBeforePage,
    /// A page's cursor passes entries that were not visible yet.
    BigserialFeed,
    /// What was stored more than a day ago is forgotten when it comes again.
    DedupeForADay,
    /// A till's clock starts from the wall at each start.
    ClockNotPersisted,
    /// A till that finds itself restored goes on in its old series.
    SameIncarnation,
    /// What was durable once is never sent again.
    DurableIsSafe,
    /// A push with an entry that nobody can read is refused.
    PoisonBlocks,
    /// The last step of a quantity counts instead of their sum.
    StepIsAbsolute,
    /// A push ends in the middle of a group.
    GroupSplit,
    /// An older token is good, whoever brings it.
    AnyOldToken,
    /// A till believes itself caught up after its first page.
    PartialBootstrap,
    /// A till whose server is away tries again at once.
    RetryAtOnce,
    /// The server works a paid total out anew from its lines.
    Repriced,
}

impl Bug {
    /// All of them, in the order of the list they come from.
    pub const ALL: [Self; 15] = [
        Self::AckBeforeCommit,
        Self::NoOverlapCheck,
        Self::CursorBeforePage,
        Self::BigserialFeed,
        Self::DedupeForADay,
        Self::ClockNotPersisted,
        Self::SameIncarnation,
        Self::DurableIsSafe,
        Self::PoisonBlocks,
        Self::StepIsAbsolute,
        Self::GroupSplit,
        Self::AnyOldToken,
        Self::PartialBootstrap,
        Self::RetryAtOnce,
        Self::Repriced,
    ];
}

/// Whether bugs can be planted in this program at all.
pub const POSSIBLE: bool = cfg!(feature = "planted");

#[cfg(feature = "planted")]
mod switch {
    use super::Bug;
    use std::cell::Cell;

    thread_local! {
        static PLANTED: Cell<Option<Bug>> = const { Cell::new(None) };
    }

    /// Plants a bug in this thread, or takes it out again.
    pub fn plant(bug: Option<Bug>) {
        PLANTED.set(bug);
    }

    /// Whether this bug is planted.
    pub fn is(bug: Bug) -> bool {
        PLANTED.get() == Some(bug)
    }
}

#[cfg(feature = "planted")]
pub use switch::{is, plant};

/// Whether this bug is planted: never.
#[cfg(not(feature = "planted"))]
pub const fn is(_: Bug) -> bool {
    false
}
