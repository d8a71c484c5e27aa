//! What the tests read: the files git knows or would add, and the manifests.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask lies in the repository")
        .to_path_buf()
}

/// Every file that is committed or not ignored, relative to the root.
pub fn files() -> Vec<String> {
    let output = Command::new("git")
        .args([
            "-c",
            "safe.directory=*",
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
        ])
        .current_dir(root())
        .output()
        .expect("git is needed to know which files are ours");
    assert!(
        output.status.success(),
        "git ls-files: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let names = String::from_utf8(output.stdout).expect("file names are UTF-8");
    names
        .lines()
        .map(str::to_owned)
        .filter(|name| root().join(name).is_file())
        .collect()
}

/// The Rust files below a folder.
pub fn rust_files(folder: &str) -> Vec<String> {
    let below = format!("{folder}/");
    files()
        .into_iter()
        .filter(|name| name.starts_with(&below) && name.ends_with(".rs"))
        .collect()
}

/// A file's text; none for pictures, fonts and the like.
pub fn text(name: &str) -> Option<String> {
    fs::read(root().join(name))
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
}

/// The folders of the workspace's members.
pub fn members() -> Vec<String> {
    let workspace = manifest("Cargo.toml");
    let members = workspace["workspace"]["members"]
        .as_array()
        .expect("the workspace lists its members");
    members
        .iter()
        .filter_map(|member| member.as_str().map(str::to_owned))
        .collect()
}

/// A manifest, parsed.
pub fn manifest(name: &str) -> toml::Table {
    text(name).expect(name).parse().expect(name)
}

/// The names of all crates a member mentions, whatever for.
pub fn dependencies(member: &str) -> Vec<String> {
    let manifest = manifest(&format!("{member}/Cargo.toml"));
    let targets = manifest
        .get("target")
        .and_then(toml::Value::as_table)
        .into_iter()
        .flat_map(toml::Table::values);
    let tables = targets.filter_map(toml::Value::as_table).chain([&manifest]);
    let kinds = ["dependencies", "dev-dependencies", "build-dependencies"];
    let lists =
        tables.flat_map(|table| kinds.iter().filter_map(|kind| table.get(*kind)?.as_table()));
    lists
        .flat_map(|list| list.iter().map(|(key, value)| crate_name(key, value)))
        .collect()
}

/// A dependency may be used by another name.
fn crate_name(key: &str, value: &toml::Value) -> String {
    value
        .get("package")
        .and_then(toml::Value::as_str)
        .unwrap_or(key)
        .to_owned()
}

/// The identifiers of a line, comments left out.
pub fn words(line: &str) -> impl Iterator<Item = &str> {
    let code = line.split("//").next().unwrap_or_default();
    code.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .filter(|word| !word.is_empty())
}
