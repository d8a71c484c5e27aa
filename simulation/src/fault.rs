//! What can go wrong in a world. Each seed switches each of these on or off, so that rare mixtures occur too.

use serde::{Deserialize, Serialize};

macro_rules! faults {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// Something that can go wrong.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Fault { $($(#[$doc])* $name),* }

        impl Fault {
            /// All there are.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];
        }
    };
}

faults! {
    /// A request that never arrives.
    Drop,
    /// A request that arrives twice.
    Double,
    /// A request or an answer that takes seconds.
    Delay,
    /// A request that arrives after the till has given up, behind newer ones.
    Late,
    /// A request cut off on its way.
    CutRequest,
    /// An answer cut off half-way.
    CutAnswer,
    /// An answer that is lost after the server has committed.
    AnswerLost,
    /// Somebody else answers: a captive portal.
    Portal,
    /// A server that says "not now".
    Busy,
    /// A proxy that takes only small bodies.
    TooLarge,
    /// A till whose network is away for a while.
    Partition,
    /// The server dies before it commits, and is away for a while.
    ServerCrash,
    /// A till dies between two commands.
    Crash,
    /// A till dies at a call to its disk, in the middle of whatever it does.
    CrashWithin,
    /// What was written and not synced is lost, in part or torn.
    PowerLoss,
    /// A till's disk is full for a while.
    DiskFull,
    /// A sync of a till's disk fails.
    SyncFails,
    /// A till is closed and opened again.
    Restart,
    /// A till's clock jumps.
    ClockJump,
    /// A till's clock goes too fast or too slow.
    Drift,
    /// Several tills work on one tab.
    SharedTab,
    /// A command is sent again because its answer was lost on the way to the screen.
    Repeat,
    /// A till of a newer version writes what nobody here can read.
    Poison,
    /// A copy of a till sends something else from the same place.
    Fork,
    /// The owner revokes a till, and takes it back.
    Revoke,
    /// A table is emptied and filled again while the till works.
    Rebuild,
    /// A till joins late, after days alone.
    LateJoin,
    /// The server is restored from an older backup.
    ServerRestored,
    /// Older files of a till are put back, with or without what lies beside them.
    Restore,
    /// A second machine starts with the files of a till.
    Copy,
    /// A till's WAL is gone.
    LostWal,
}

impl Fault {
    /// Its name in scripts and counts.
    pub fn name(self) -> String {
        let name = serde_json::to_value(self).ok();
        let name = name.and_then(|name| name.as_str().map(str::to_owned));
        name.unwrap_or_else(|| format!("{self:?}"))
    }
}
