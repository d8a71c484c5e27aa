//! A till without its window.

use crate::place;
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A till's data folder.
pub struct Till {
    data: PathBuf,
}

impl Till {
    /// The till that keeps its journal there.
    pub fn at(data: &Path) -> Self {
        Self {
            data: data.to_owned(),
        }
    }

    /// A till in this folder that sells these products: rows of `category,product,price,tax_rate`.
    pub fn selling(folder: &Path, products: &str) -> Result<Self> {
        let till = Self::at(folder);
        let menu = folder.join("menu.csv");
        std::fs::write(
            &menu,
            format!("category,product,price,tax_rate\n{products}\n"),
        )?;
        till.ask(&["import-menu", &menu.to_string_lossy()])?;
        Ok(till)
    }

    /// Its data folder.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// One of its commands, ready to be started.
    pub fn command(&self, arguments: &[&str]) -> Result<Command> {
        let mut command = Command::new(place::till()?);
        command
            .arg("--headless")
            .arg("--data")
            .arg(&self.data)
            .args(arguments);
        command.env("CORTADO_KEYRING", "off");
        Ok(command)
    }

    /// Runs one of its commands to the end, whatever the end is.
    pub fn run(&self, arguments: &[&str]) -> Result<Output> {
        Ok(self.command(arguments)?.output()?)
    }

    /// Runs one of its commands, which must succeed, and answers the last line of its output.
    pub fn ask(&self, arguments: &[&str]) -> Result<Value> {
        let output = self.run(arguments)?;
        let messages = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "{arguments:?} failed: {messages}");
        let text = String::from_utf8(output.stdout)?;
        let last = text.lines().last().unwrap_or("null");
        serde_json::from_str(last).with_context(|| format!("{arguments:?} answered {last:?}"))
    }
}
