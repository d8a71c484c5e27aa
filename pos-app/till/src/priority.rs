//! Who goes first on the till's own processor: a sale is now, everything else can be a moment later.

use thread_priority::ThreadPriority;

/// This thread works from now on when nothing else wants to. It must hold nothing that a sale waits for, since where the
/// processor is never free it gets very little of it.
pub fn give_way() {
    #[cfg(target_os = "linux")]
    let given = {
        use thread_priority::unix::{
            NormalThreadSchedulePolicy, ThreadSchedulePolicy, set_thread_priority_and_policy,
            thread_native_id,
        };
        // A thread that is merely nicer keeps a core for its slice of 3 ms, whoever wakes up meanwhile.
        let idle = ThreadSchedulePolicy::Normal(NormalThreadSchedulePolicy::Idle);
        set_thread_priority_and_policy(thread_native_id(), ThreadPriority::Min, idle)
    };
    #[cfg(not(target_os = "linux"))]
    let given = thread_priority::set_current_thread_priority(ThreadPriority::Min);
    if let Err(error) = given {
        tracing::debug!(?error, "this thread works at the priority of a sale");
    }
}
