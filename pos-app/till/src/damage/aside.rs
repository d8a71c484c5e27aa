//! A damaged file gets another name, with everything that belongs to it, and keeps it.
//!
//! A note says which name before the first file gets it: a start after a crash in the middle goes on where it was.

use crate::database::FILE_NAME;
use crate::error::TillError;
use crate::identity::sync_folder;
use std::io;
use std::path::{Path, PathBuf};

const NOTE: &str = "till.mending";
/// What belongs to the file, the file itself last: without it nothing would look for the others.
const PARTS: [&str; 3] = ["-wal", "-shm", ""];

/// A file that is set aside, as long as nothing stands in its place.
#[derive(Debug)]
pub struct Aside {
    folder: PathBuf,
    /// Its name now.
    pub name: String,
}

impl Aside {
    /// One that an earlier start had begun with.
    pub fn begun(folder: &Path) -> Result<Option<Self>, TillError> {
        match std::fs::read_to_string(folder.join(NOTE)) {
            Ok(name) => Self::named(folder, name.trim().to_owned()).map(Some),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(TillError::io("reading till.mending")(error)),
        }
    }

    /// Sets the till's file aside.
    pub fn set(folder: &Path) -> Result<Self, TillError> {
        let free = |name: &String| !folder.join(name).exists();
        let mut names = (1..).map(|number| format!("{FILE_NAME}.damaged-{number}"));
        let name = names.find(free).unwrap_or_default();
        let note = folder.join(NOTE);
        let noted = std::fs::File::create(&note).and_then(|mut file| {
            io::Write::write_all(&mut file, name.as_bytes())?;
            file.sync_all()?;
            sync_folder(folder)
        });
        noted.map_err(TillError::io("writing till.mending"))?;
        Self::named(folder, name)
    }

    fn named(folder: &Path, name: String) -> Result<Self, TillError> {
        for part in PARTS {
            let (from, to) = (
                folder.join(format!("{FILE_NAME}{part}")),
                folder.join(format!("{name}{part}")),
            );
            if from.exists() && !to.exists() {
                let doing = || format!("setting {} aside", from.display());
                std::fs::rename(&from, &to).map_err(TillError::io(doing()))?;
            }
        }
        sync_folder(folder).map_err(TillError::io("setting the till's file aside"))?;
        tracing::error!(%name, "the till's file is damaged: it is set aside");
        let folder = folder.to_owned();
        Ok(Self { folder, name })
    }

    /// Its bytes, and those of its WAL. Nothing there is nothing found.
    pub fn bytes(&self) -> (Vec<u8>, Vec<u8>) {
        let of = |part: &str| {
            let path = self.folder.join(format!("{}{part}", self.name));
            std::fs::read(path).unwrap_or_default()
        };
        (of(""), of("-wal"))
    }

    /// The file in `made` takes its place.
    pub fn replace(self, made: &Path) -> Result<(), TillError> {
        let folder = &self.folder;
        let replaced = std::fs::rename(made.join(FILE_NAME), folder.join(FILE_NAME))
            .and_then(|()| sync_folder(folder))
            .and_then(|()| std::fs::remove_file(folder.join(NOTE)))
            .and_then(|()| std::fs::remove_dir_all(made));
        replaced.map_err(TillError::io("putting the mended file in place"))
    }
}
