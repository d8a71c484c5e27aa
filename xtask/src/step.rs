//! Says what is being done, and how long it took.

use std::time::{Duration, Instant};

use anyhow::Result;

/// Runs one step between a line that announces it and a line with its time.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("\n── {name}");
    let start = Instant::now();
    let outcome = work();
    let word = if outcome.is_ok() { "done" } else { "failed" };
    eprintln!("── {name}: {word} in {}", spent(start.elapsed()));
    outcome
}

/// A duration as a person says it.
pub fn spent(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_naturally() {
        assert_eq!(spent(Duration::from_millis(1_240)), "1.2 s");
        assert_eq!(spent(Duration::from_secs(42)), "42 s");
        assert_eq!(spent(Duration::from_secs(125)), "2 min 05 s");
    }
}
