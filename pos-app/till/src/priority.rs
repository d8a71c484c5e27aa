//! Who goes first on the till's own processor: a sale is now, everything else can be a moment later.

use thread_priority::{ThreadPriority, set_current_thread_priority};

/// This thread lets whatever else wants to work go first, from now on. It must hold nothing that a sale waits for.
///
/// It still gets its small share of a processor that is never free: what waits must reach the server there too.
pub fn give_way() {
    if let Err(error) = set_current_thread_priority(ThreadPriority::Min) {
        tracing::debug!(?error, "this thread works at the priority of a sale");
    }
}
