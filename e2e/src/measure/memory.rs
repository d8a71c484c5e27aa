//! What processes hold in memory, as Linux tells it.

use anyhow::{Context, Result};
use std::path::Path;

/// The most that a process has held since it began, in KiB.
pub fn peak_kib(pid: u32) -> Result<u64> {
    line_of(
        &Path::new("/proc").join(pid.to_string()).join("status"),
        "VmHWM:",
    )
}

/// What a process and its children hold now, each shared page counted once, in KiB.
pub fn family_kib(parent: u32) -> Result<u64> {
    let mut sum = 0;
    for process in std::fs::read_dir("/proc")? {
        let path = process?.path();
        let is_number = path.file_name().is_some_and(|name| {
            name.to_string_lossy()
                .bytes()
                .all(|byte| byte.is_ascii_digit())
        });
        // A process may end at any moment: then it holds nothing.
        let belongs = is_number
            && (path.ends_with(parent.to_string())
                || line_of(&path.join("status"), "PPid:").is_ok_and(|of| of == u64::from(parent)));
        if belongs {
            sum += line_of(&path.join("smaps_rollup"), "Pss:").unwrap_or_default();
        }
    }
    Ok(sum)
}

fn line_of(file: &Path, what: &str) -> Result<u64> {
    let text = std::fs::read_to_string(file)?;
    let line = text.lines().find_map(|line| line.strip_prefix(what));
    let line = line.with_context(|| format!("no {what} in {}", file.display()))?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}
