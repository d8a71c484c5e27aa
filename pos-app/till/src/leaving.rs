//! A till leaves its business for another: everything of the old one is kept aside, and it begins a new series.
//!
//! An entry never crosses from one business to another, so the new one begins in a file of its own, under `next`. Only
//! once that has joined do the two change places, and whenever that is interrupted, the next start goes on with it.

use crate::database::FILE_NAME;
use crate::error::{OpenError, TillError};
use crate::identity::sync_folder;
use crate::sync::{HttpTransport, Transport, enrol_request, read_enrolment};
use crate::till::{Till, TillOptions};
use shared::printing::PrintCommand;
use shared::sync::EnrolmentCode;
use shared::till::{Command, PreferencesSet, Rejection, TillCommand, TillFailure};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Where a till that is about to join another business waits.
const NEXT: &str = "next";
/// The same, once it has joined: from here on there is no way back.
const READY: &str = "next.ready";
/// The same, once the files of the old one are aside.
const ALONE: &str = "next.alone";
/// The names of what makes a till begin like this; its lock stays where it is.
const OF_A_TILL: &str = "till.";
const LOCK: &str = "till.lock";

/// Joins another business with this code. `till` is the one that leaves, `options` open one of a folder. The next time
/// the folder is opened, the new one is there.
///
/// # Errors
/// What is not on its way to the old business yet, and what stands open on the counter, is refused; so is a code of the
/// business that the till is in. Then everything is as it was.
pub fn leave_for(
    till: &mut Till,
    options: impl FnOnce(&Path) -> TillOptions,
    server: &str,
    code: EnrolmentCode,
) -> Result<(), TillFailure> {
    till.be_sure()?;
    till.may_leave()?;
    let folder = till.folder().to_owned();
    let next = folder.join(NEXT);
    clear(&next).map_err(TillError::io("making room for the next till"))?;
    let joined = join(till, options(&next), server, code);
    if joined.is_err() {
        clear(&next).map_err(TillError::io("taking the next till away"))?;
        return joined;
    }
    let ready = fs::rename(&next, folder.join(READY)).and_then(|()| sync_folder(&folder));
    Ok(ready.map_err(TillError::io("putting the next till in place"))?)
}

fn join(
    leaving: &Till,
    options: TillOptions,
    server: &str,
    code: EnrolmentCode,
) -> Result<(), TillFailure> {
    let session = &leaving.books.session;
    let mut next = Till::open(options).map_err(|error| match error {
        OpenError::Failed(error) => error.into(),
        other => TillFailure::Fault(other.to_string()),
    })?;
    next.be_unattended();
    let request = enrol_request(&mut next, server, code, session.business)?;
    let ours = next.books.session.settings.currency;
    let answer = read_enrolment(HttpTransport::default().send(&request), ours)?;
    next.join(server, &answer)?;
    let screen = PreferencesSet {
        language: Some(session.language),
        theme: Some(session.theme),
    };
    next.execute(&Command::Till(TillCommand::SetPreferences(screen)))?;
    if let Some(printer) = session.printer.clone() {
        next.execute(&Command::Print(PrintCommand::SetPrinter(Some(printer))))?;
    }
    Ok(())
}

impl Till {
    /// Nothing that belongs to the old business may stay behind on one disk only.
    fn may_leave(&self) -> Result<(), TillError> {
        let entries = self.waiting();
        if entries > 0 {
            return Err(Rejection::LeavesUnsent { entries }.into());
        }
        if self.books.shift.is_some() {
            return Err(Rejection::LeavesShiftOpen.into());
        }
        if crate::order::last_open_here(self.database.reader())?.is_some() {
            return Err(Rejection::LeavesOrderOpen.into());
        }
        Ok(())
    }
}

/// What an earlier start had begun is brought to its end. Called with the folder's lock held.
pub fn go_on(folder: &Path) -> Result<(), TillError> {
    change_places(folder).map_err(TillError::io("the next till takes its place"))
}

fn change_places(folder: &Path) -> io::Result<()> {
    let (ready, alone) = (folder.join(READY), folder.join(ALONE));
    if ready.is_dir() {
        let left = left_folder(folder)?;
        move_till(folder, &left)?;
        fs::rename(&ready, &alone)?;
        sync_folder(folder)?;
        tracing::warn!(left = %left.display(), "the till has left its business; what it did there is kept");
    }
    if alone.is_dir() {
        move_till(&alone, folder)?;
        clear(&alone)?;
    }
    Ok(())
}

/// Where the till that leaves is kept: one that a start before has begun with is gone on with, while the file itself has
/// not been moved.
fn left_folder(folder: &Path) -> io::Result<PathBuf> {
    let mut places = (1..).map(|number| folder.join(format!("left-{number}")));
    let free = |place: &PathBuf| !place.join(FILE_NAME).exists();
    places
        .find(free)
        .ok_or_else(|| io::Error::other("no place is free"))
}

/// Moves what makes a till, its file last: the place where that is not yet is the one to go on with.
fn move_till(from: &Path, to: &Path) -> io::Result<()> {
    let mut names = Vec::new();
    for entry in fs::read_dir(from)? {
        let name = entry?.file_name();
        let text = name.to_string_lossy();
        if text.starts_with(OF_A_TILL) && text != LOCK {
            names.push(name);
        }
    }
    if names.is_empty() {
        return Ok(());
    }
    fs::create_dir_all(to)?;
    names.sort_by_key(|name| name == FILE_NAME);
    for name in names {
        fs::rename(from.join(&name), to.join(&name))?;
    }
    sync_folder(to)?;
    sync_folder(from)
}

fn clear(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(folder: &Path, files: &[(&str, &str)]) {
        fs::create_dir_all(folder).unwrap();
        for (name, content) in files {
            fs::write(folder.join(name), content).unwrap();
        }
    }

    fn read(folder: &Path, name: &str) -> Option<String> {
        fs::read_to_string(folder.join(name)).ok()
    }

    const OLD: [(&str, &str); 4] = [
        ("till.db", "old"),
        ("till.db-wal", "old"),
        ("till.key", "old"),
        ("till.lock", "held"),
    ];
    const NEW: [(&str, &str); 3] = [("till.db", "new"), ("till.key", "new"), ("till.lock", "")];

    /// However far a start came, the next one ends where one alone would have.
    #[test]
    fn an_interrupted_change_is_gone_on_with_wherever_it_stopped() {
        let moved = |names: &[&str], old: &str, from: &Path, to: &Path| {
            for name in names {
                if read(from, name).as_deref() == Some(old) {
                    fs::create_dir_all(to).unwrap();
                    fs::rename(from.join(name), to.join(name)).unwrap();
                }
            }
        };
        for stop in 0..=6 {
            let folder = tempfile::tempdir().unwrap();
            let folder = folder.path();
            write(folder, &OLD);
            write(&folder.join(READY), &NEW);
            let left = folder.join("left-1");
            let steps = ["till.db-wal", "till.key", "till.db"];
            moved(&steps[..stop.min(3)], "old", folder, &left);
            if stop >= 4 {
                fs::rename(folder.join(READY), folder.join(ALONE)).unwrap();
                let steps = ["till.key", "till.db"];
                moved(&steps[..stop - 4], "new", &folder.join(ALONE), folder);
            }
            go_on(folder).unwrap();
            for (name, content) in [
                ("till.db", "new"),
                ("till.key", "new"),
                ("till.lock", "held"),
            ] {
                assert_eq!(
                    read(folder, name).as_deref(),
                    Some(content),
                    "{stop} {name}"
                );
            }
            assert_eq!(read(folder, "till.db-wal"), None, "{stop}");
            for name in ["till.db", "till.db-wal", "till.key"] {
                assert_eq!(read(&left, name).as_deref(), Some("old"), "{stop} {name}");
            }
            assert!(!folder.join(READY).exists() && !folder.join(ALONE).exists());
        }
    }

    #[test]
    fn a_till_that_joined_nothing_yet_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &OLD);
        write(&folder.path().join(NEXT), &NEW);
        go_on(folder.path()).unwrap();
        assert_eq!(read(folder.path(), "till.db").as_deref(), Some("old"));
    }
}
