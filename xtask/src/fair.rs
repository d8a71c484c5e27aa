//! A control group of its own for what is measured, as a service manager gives one to a server.
//!
//! Outside of any group Linux weighs session against session. PostgreSQL makes each of its processes a session, so that
//! the server, one session among twenty, would get next to nothing of the processor just when much is asked of it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Where control groups of the processor are: in version 1, and in version 2.
const ROOTS: [&str; 2] = ["/sys/fs/cgroup/cpu", "/sys/fs/cgroup"];
const MEMBERS: &str = "cgroup.procs";

/// This process, and all that it starts, is in a group of its own until this is dropped.
pub struct Group {
    folder: PathBuf,
    before: PathBuf,
}

impl Group {
    /// Enters a group where sessions are weighed. Says so where that is not allowed.
    pub fn enter() -> Option<Self> {
        let sessions = fs::read_to_string("/proc/sys/kernel/sched_autogroup_enabled").ok()?;
        if sessions.trim() != "1" {
            return None;
        }
        match Self::try_enter() {
            Ok(group) => Some(group),
            Err(error) => {
                eprintln!(
                    "no control group ({error}): each process of PostgreSQL counts as much as the whole server here"
                );
                None
            }
        }
    }

    fn try_enter() -> io::Result<Self> {
        let mut roots = ROOTS.iter().map(Path::new);
        let root = roots.find(|root| root.join(MEMBERS).exists());
        let root = root.ok_or_else(|| io::Error::other("there are none"))?;
        let group = Self {
            folder: root.join(format!("cortado-{}", std::process::id())),
            before: root.join(home()?).join(MEMBERS),
        };
        fs::create_dir(&group.folder)?;
        // Without one of these a group weighs nothing.
        if !["cpu.shares", "cpu.weight"]
            .iter()
            .any(|weight| group.folder.join(weight).exists())
        {
            return Err(io::Error::other("they do not share the processor out"));
        }
        fs::write(group.folder.join(MEMBERS), "0")?;
        Ok(group)
    }
}

/// Where this process is, below the root of its groups of the processor.
fn home() -> io::Result<String> {
    let groups = fs::read_to_string("/proc/self/cgroup")?;
    let of = |line: &str| {
        let (controllers, path) = line.split_once(':')?.1.split_once(':')?;
        let ours = controllers.is_empty() || controllers.split(',').any(|name| name == "cpu");
        ours.then(|| path.trim_start_matches('/').to_owned())
    };
    // Version 1 comes first, version 2 last.
    groups
        .lines()
        .find_map(of)
        .ok_or_else(|| io::Error::other("this process is in none"))
}

impl Drop for Group {
    fn drop(&mut self) {
        let left = fs::write(&self.before, "0").and_then(|()| fs::remove_dir(&self.folder));
        if let Err(error) = left {
            eprintln!("{} stays: {error}", self.folder.display());
        }
    }
}
