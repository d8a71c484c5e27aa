//! Crates that must be there once, or move together.

use std::collections::BTreeMap;

use crate::nothing;
use crate::repository::manifest;

/// Two of these in the tree is a defect: one cannot be linked twice, another would bring a second pool and protocol.
const ONCE: [&str; 8] = [
    "libsqlite3-sys",
    "rusqlite",
    "sqlx",
    "wasm-bindgen",
    "yew",
    "tauri",
    "axum",
    "tokio",
];
/// Each pair has one version.
const TOGETHER: [(&str, &str); 3] = [
    ("wasm-bindgen", "wasm-bindgen-cli-support"),
    ("wasm-bindgen", "wasm-bindgen-shared"),
    ("sqlx", "sqlx-core"),
];

#[test]
fn versions_agree() {
    let locked = locked();
    let of = |name: &str| locked.get(name).cloned().unwrap_or_default();
    let mut findings = Vec::new();
    for name in ONCE {
        if of(name).len() > 1 {
            findings.push(format!(
                "{name} is in Cargo.lock more than once: {}",
                of(name).join(", ")
            ));
        }
    }
    for (one, other) in TOGETHER {
        if !of(one).is_empty() && !of(other).is_empty() && of(one) != of(other) {
            findings.push(format!(
                "{one} {} and {other} {} must agree",
                of(one).join(", "),
                of(other).join(", ")
            ));
        }
    }
    nothing(&findings);
}

/// SQLite before 3.51.3 can lose committed transactions in WAL mode; libsqlite3-sys 0.37 is the first to bring it.
#[test]
fn sqlite_is_one_that_loses_nothing() {
    for version in locked().get("libsqlite3-sys").into_iter().flatten() {
        let minor: u32 = version
            .split('.')
            .nth(1)
            .and_then(|part| part.parse().ok())
            .expect("a version has three parts");
        assert!(
            minor >= 37,
            "libsqlite3-sys {version} brings a SQLite with the WAL-reset race"
        );
    }
}

fn locked() -> BTreeMap<String, Vec<String>> {
    let lock = manifest("Cargo.lock");
    let packages = lock["package"]
        .as_array()
        .expect("Cargo.lock lists packages");
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in packages {
        let part = |key: &str| {
            package[key]
                .as_str()
                .expect("a package has a name and a version")
                .to_owned()
        };
        found.entry(part("name")).or_default().push(part("version"));
    }
    found
}
