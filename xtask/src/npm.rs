//! What comes from npm: tools for building and testing, never a part of what is shipped. Each is installed once, beside
//! the build, at the version written here.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::Result;

use crate::cargo::finish;
use crate::place::Place;
use crate::step::step;

/// The folder that holds the `node_modules` of these packages, installed where they are not yet; none where there is no
/// npm, or it cannot reach its registry, and then it is said what is missed. Install scripts are not run.
pub fn installed(place: &Place, packages: &[&str], missed: &str) -> Result<Option<PathBuf>> {
    let folder = place.tools().join(packages.join("-").replace('@', "-"));
    let done = folder.join("installed");
    if done.exists() {
        return Ok(Some(folder));
    }
    if !runs("npm") || !runs("node") {
        eprintln!("no npm here: {missed}");
        return Ok(None);
    }
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("package.json"), r#"{ "private": true }"#)?;
    let title = format!("install {}, once", packages.join(" and "));
    let install = || {
        let mut npm = Command::new("npm");
        npm.args(["install", "--silent", "--no-audit", "--no-fund"]);
        npm.arg("--ignore-scripts").args(packages);
        finish(npm.current_dir(&folder).stdin(Stdio::null()))
    };
    if let Err(error) = step(&title, install) {
        eprintln!("{error:#}: {missed}");
        return Ok(None);
    }
    fs::write(done, [])?;
    Ok(Some(folder))
}

fn runs(program: &str) -> bool {
    Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|end| end.success())
}
