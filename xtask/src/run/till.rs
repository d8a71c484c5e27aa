//! One till: its program and its folder.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::binaries::TILL;
use crate::place::Place;

/// A till by its data folder.
pub struct Till {
    program: PathBuf,
    folder: PathBuf,
}

impl Till {
    /// The till that keeps its data in a folder.
    pub fn new(place: &Place, folder: PathBuf) -> Self {
        Self {
            program: place.dist.join(TILL),
            folder,
        }
    }

    /// Joins it to a cafe.
    pub fn enrol(&self, server: &str, code: &str) -> Command {
        let mut command = self.headless("enrol");
        command.args(["--server", server, "--code", code]);
        command
    }

    /// Reads a menu into it.
    pub fn import_menu(&self, file: &Path) -> Command {
        let mut command = self.headless("import-menu");
        command.arg(file);
        command
    }

    /// Rings up the sales of a file, without the network.
    pub fn replay(&self, file: &Path) -> Command {
        let mut command = self.headless("replay");
        command.arg(file).arg("--offline");
        command
    }

    /// Sends and fetches until there is nothing left to.
    pub fn sync(&self) -> Command {
        let mut command = self.headless("sync");
        command.arg("--until-quiet");
        command
    }

    /// The counter itself, with its window or without.
    pub fn open(&self, window: bool) -> Command {
        if !window {
            return self.headless("run");
        }
        let mut command = Command::new(&self.program);
        command.arg("--data").arg(&self.folder);
        command
    }

    fn headless(&self, task: &str) -> Command {
        let mut command = Command::new(&self.program);
        command
            .arg("--headless")
            .arg("--data")
            .arg(&self.folder)
            .arg(task);
        command
    }
}
