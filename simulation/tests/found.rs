//! Scripts that found a bug, each played again: what they broke must hold for ever.

use simulation::{Script, play};

fn holds(script: &str) {
    let script: Script = script.parse().unwrap();
    let played = play(&script, 60);
    if let Some(violation) = played.violation {
        println!("{}", played.lines.join("\n"));
        panic!("{violation}");
    }
}

/// Seed 260. A sync failed, the file was opened again and went on behind what had not become durable; a power cut much
/// later took every sale since with it.
#[test]
fn after_a_sync_that_failed_nothing_is_appended_behind_a_hole() {
    holds(include_str!("scripts/a_hole_in_the_wal.script"));
}

/// Seed 254. The sync of a revoked till rested for five minutes to the second, so that what it sold meanwhile was
/// handed in later than that.
#[test]
fn what_a_revoked_till_sells_is_handed_in_within_five_minutes() {
    holds(include_str!("scripts/a_revoked_till_that_sells.script"));
}
