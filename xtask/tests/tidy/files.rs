//! How long a file may be and what it may be called, and what every manifest must say.

use crate::nothing;
use crate::repository::{files, manifest, members, text};

const LINES_MAX: usize = 600;
/// Past this a file becomes a folder of its name; said, not refused.
const LINES_WANTED: usize = 400;
const EMPTY_WORDS: [&str; 10] = [
    "util", "utils", "helper", "helpers", "common", "manager", "managers", "misc", "stuff", "mod",
];
const SOURCES: [&str; 5] = [".rs", ".css", ".js", ".sql", ".sh"];

#[test]
fn no_file_is_too_long_to_read() {
    let mut findings = Vec::new();
    for name in files()
        .iter()
        .filter(|name| SOURCES.iter().any(|kind| name.ends_with(kind)))
    {
        let lines = text(name).unwrap_or_default().lines().count();
        if lines > LINES_MAX {
            findings.push(format!("{name} has {lines} lines, more than {LINES_MAX}"));
        } else if lines > LINES_WANTED {
            println!("{name} has {lines} lines; past {LINES_WANTED} it wants to become a folder");
        }
    }
    nothing(&findings);
}

#[test]
fn every_file_is_named_after_what_it_is_about() {
    let has_empty_name = |name: &&String| {
        let stem = name
            .rsplit('/')
            .next()
            .and_then(|last| last.strip_suffix(".rs"))
            .unwrap_or_default();
        EMPTY_WORDS.contains(&stem) || stem.split('_').any(|word| EMPTY_WORDS.contains(&word))
    };
    let found: Vec<_> = files()
        .iter()
        .filter(has_empty_name)
        .map(|name| format!("{name} says nothing"))
        .collect();
    nothing(&found);
}

#[test]
fn every_manifest_takes_the_lints_and_the_version_of_the_workspace() {
    let mut findings = Vec::new();
    for member in members() {
        let manifest = manifest(&format!("{member}/Cargo.toml"));
        let inherits = |table: &str, key: &str| {
            let value = manifest.get(table).and_then(|table| table.get(key));
            let value = value.and_then(|value| value.get("workspace").or(Some(value)));
            value.and_then(toml::Value::as_bool) == Some(true)
        };
        if !inherits("lints", "workspace") {
            findings.push(format!("{member}: [lints] workspace = true is missing"));
        }
        for key in ["version", "edition", "rust-version", "license", "publish"] {
            if !inherits("package", key) {
                findings.push(format!("{member}: {key}.workspace = true is missing"));
            }
        }
    }
    nothing(&findings);
}
