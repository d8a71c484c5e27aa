//! The import table of ARCHITECTURE.md, row by row.

use crate::nothing;
use crate::repository::{dependencies, manifest, members, rust_files, text, words};

struct Room {
    folder: &'static str,
    /// Crates of ours it may use.
    may: &'static [&'static str],
    /// Crates of others it must not (a trailing `*` stands for any ending).
    never: &'static [&'static str],
}

const NO_IO: &[&str] = &[
    "tokio",
    "rusqlite",
    "sqlx",
    "reqwest",
    "hyper*",
    "http",
    "axum*",
    "rand",
    "getrandom",
    "web-sys",
    "js-sys",
    "gloo*",
    "wasm-bindgen*",
    "tauri*",
    "yew*",
    "time",
];
const PAGE: &[&str] = &[
    "rusqlite",
    "sqlx",
    "tauri*",
    "reqwest",
    "axum*",
    "tokio",
    "gloo-net",
    "gloo-net-http",
];

/// Bytes and dots: no clock, no tables, no window, and blocking sockets of the standard library only.
const PRINTER: &[&str] = &[
    "tokio",
    "rusqlite*",
    "sqlx",
    "reqwest",
    "hyper*",
    "axum*",
    "tauri*",
    "yew*",
    "chrono*",
    "time",
];

const ROOMS: [Room; 14] = [
    Room {
        folder: "shared",
        may: &[],
        never: NO_IO,
    },
    Room {
        // `paper-printer` in its tests alone: see `only_tests_use_the_printer_in_memory`.
        folder: "pos-app/printer",
        may: &["paper-printer"],
        never: PRINTER,
    },
    Room {
        folder: "pos-app/till",
        may: &["shared", "printer", "paper-printer"],
        never: &["tauri*", "yew*", "sqlx", "axum*"],
    },
    Room {
        folder: "pos-app/shell",
        may: &["till", "shared"],
        never: &["rusqlite*", "sqlx", "yew*"],
    },
    Room {
        folder: "ui/kit",
        may: &["shared"],
        never: &["rusqlite*", "sqlx", "tauri*"],
    },
    Room {
        folder: "ui/pos",
        may: &["shared", "kit"],
        never: PAGE,
    },
    Room {
        folder: "ui/dashboard",
        may: &["shared", "kit"],
        never: PAGE,
    },
    Room {
        folder: "ui/ordering",
        may: &["shared", "kit"],
        never: PAGE,
    },
    Room {
        folder: "sync-server",
        may: &["shared"],
        never: &["rusqlite*", "tauri*", "yew*"],
    },
    Room {
        folder: "simulation",
        may: &["shared", "till", "sync-server", "failing-disk"],
        never: &["tauri*", "yew*"],
    },
    Room {
        folder: "simulation/disk",
        may: &["shared", "till"],
        never: &["tauri*", "yew*", "sqlx", "tokio"],
    },
    Room {
        folder: "simulation/printer",
        may: &[],
        never: PRINTER,
    },
    Room {
        folder: "fuzz",
        may: &["shared", "till", "sync-server", "failing-disk"],
        never: &["tauri*", "yew*", "sqlx", "tokio"],
    },
    Room {
        folder: "e2e",
        may: &["shared", "paper-printer"],
        never: &["tauri", "yew*"],
    },
];
const OURS: [&str; 15] = [
    "shared",
    "printer",
    "paper-printer",
    "till",
    "shell",
    "kit",
    "pos",
    "dashboard",
    "ordering",
    "sync-server",
    "simulation",
    "failing-disk",
    "fuzz",
    "e2e",
    "xtask",
];

#[test]
fn every_room_imports_what_it_may_and_nothing_else() {
    let mut findings = Vec::new();
    for room in &ROOMS {
        if !members().iter().any(|member| member == room.folder) {
            continue;
        }
        for name in dependencies(room.folder) {
            let is_ours = OURS.contains(&name.as_str());
            if is_ours && !room.may.contains(&name.as_str())
                || room.never.iter().any(|pattern| is_like(&name, pattern))
            {
                findings.push(format!("{} must not import {name}", room.folder));
            }
        }
    }
    nothing(&findings);
}

#[test]
fn only_tests_use_the_printer_in_memory() {
    let ships = |member: &String| {
        let manifest = manifest(&format!("{member}/Cargo.toml"));
        ["dependencies", "build-dependencies"].iter().any(|kind| {
            let list = manifest.get(*kind).and_then(toml::Value::as_table);
            list.is_some_and(|list| list.contains_key("paper-printer"))
        })
    };
    let findings: Vec<_> = members().into_iter().filter(ships).collect();
    nothing(&findings);
}

#[test]
fn every_member_has_its_row() {
    let known =
        |member: &String| member == "xtask" || ROOMS.iter().any(|room| room.folder == member);
    let strangers: Vec<_> = members()
        .into_iter()
        .filter(|member| !known(member))
        .collect();
    nothing(&strangers);
}

#[test]
fn only_the_transport_of_the_till_speaks_http() {
    nothing(&mentions(
        "pos-app/till/src",
        &["reqwest"],
        &["pos-app/till/src/sync/transport.rs"],
    ));
}

#[test]
fn only_the_kit_talks_to_the_outside() {
    let mut findings = Vec::new();
    for page in ["ui/pos/src", "ui/dashboard/src", "ui/ordering/src"] {
        findings.extend(mentions(
            page,
            &[
                "__TAURI__",
                "__TAURI_INTERNALS__",
                "fetch_with_str",
                "fetch_with_request",
            ],
            &[],
        ));
        findings.extend(mentions(
            page,
            &["gloo_net", "WebSocket", "EventSource", "XmlHttpRequest"],
            &[],
        ));
    }
    nothing(&findings);
}

#[test]
fn the_shared_rules_know_no_clock_and_no_chance() {
    let found = mentions(
        "shared/src",
        &[
            "SystemTime",
            "Instant",
            "new_v4",
            "now_v7",
            "thread_rng",
            "OsRng",
        ],
        &[],
    );
    nothing(&found);
}

#[test]
fn the_window_knows_no_tables() {
    nothing(&mentions(
        "pos-app/shell/src",
        &["rusqlite", "SELECT", "INSERT"],
        &[],
    ));
}

fn mentions(folder: &str, forbidden: &[&str], except: &[&str]) -> Vec<String> {
    let mut findings = Vec::new();
    for file in rust_files(folder)
        .into_iter()
        .filter(|file| !except.contains(&file.as_str()))
    {
        for (number, line) in text(&file).unwrap_or_default().lines().enumerate() {
            if let Some(word) = words(line).find(|word| forbidden.contains(word)) {
                findings.push(format!("{file}:{}: {word}", number + 1));
            }
        }
    }
    findings
}

fn is_like(name: &str, pattern: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == pattern,
    }
}

#[test]
fn a_pattern_with_a_star_takes_any_ending() {
    assert!(is_like("tauri-build", "tauri*") && is_like("tauri", "tauri*"));
    assert!(!is_like("randomize", "rand"));
}
