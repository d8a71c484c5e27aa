//! Two machines in one: a program has the last core for itself, and another one all the others.

use std::path::Path;
use std::process::Command;

/// The number of the last core; none where it is the only one.
pub fn last() -> Option<usize> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    cores.checked_sub(1).filter(|last| *last > 0)
}

/// The program, on the last core.
pub fn last_core(program: &Path) -> Command {
    match last() {
        Some(last) => on(&last.to_string(), program),
        None => Command::new(program),
    }
}

/// The program, on all cores but the last.
pub fn other_cores(program: &Path) -> Command {
    match last() {
        Some(last) => on(&format!("0-{}", last - 1), program),
        None => Command::new(program),
    }
}

fn on(which: &str, program: &Path) -> Command {
    let mut command = Command::new("taskset");
    command.args(["--cpu-list", which]).arg(program);
    command
}
