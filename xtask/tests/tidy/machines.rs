//! No file names the machine it was written on, or a place packages come from: a clone must build anywhere.

use crate::nothing;
use crate::repository::{files, text};

/// Put together here, so that this file does not find itself.
fn forbidden() -> Vec<String> {
    let hosts = [
        ["index.crates", "io"],
        ["static.crates", "io"],
        ["registry.npmjs", "org"],
        ["registry.yarnpkg", "com"],
        ["files.pythonhosted", "org"],
        ["deb.debian", "org"],
        ["archive.ubuntu", "com"],
        ["proxy.golang", "org"],
    ];
    let hosts = hosts.map(|[name, end]| format!("{name}.{end}"));
    let paths =
        [["", "work", ""], ["", "root", "."], ["", "home/user", ""]].map(|parts| parts.join("/"));
    hosts.into_iter().chain(paths).collect()
}

#[test]
fn no_file_names_a_machine() {
    let forbidden = forbidden();
    let mut findings = Vec::new();
    for file in files() {
        for (number, line) in text(&file).unwrap_or_default().lines().enumerate() {
            if let Some(name) = forbidden.iter().find(|name| contains(line, name)) {
                findings.push(format!("{file}:{}: {name}", number + 1));
            }
        }
    }
    nothing(&findings);
}

/// A path must begin where it begins: `network/` is no machine's folder.
fn contains(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !name.starts_with('/')
            || before.is_none_or(|letter| !letter.is_alphanumeric() && !".-_)}/*".contains(letter))
    })
}

#[test]
fn a_path_begins_where_it_begins() {
    assert!(contains("cd /srv/x", "/srv/"));
    assert!(!contains("../srv/x", "/srv/"));
}
