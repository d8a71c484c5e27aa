//! What the counter's window may do, word for word: a dependency or a line more in a manifest must not widen it unseen.

use serde_json::{Value, json};

fn read(path: &str) -> Value {
    let path = format!("{}/../pos-app/shell/{path}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).expect(&path);
    serde_json::from_str(&text).expect(&path)
}

#[test]
fn each_window_has_two_commands_and_hears_of_changes_and_nothing_else() {
    let resolved = read("gen/schemas/capabilities.json");
    let of = |window: &str| {
        json!({
            "identifier": window,
            "description": resolved[window]["description"],
            "local": true,
            "windows": [window],
            "permissions": ["allow-execute", "allow-query", "core:event:allow-listen", "core:event:allow-unlisten"],
        })
    };
    let all = json!({ "counter": of("counter"), "board": of("board") });
    assert_eq!(resolved, all, "resolved when the shell was built");
    for window in ["counter", "board"] {
        let written = read(&format!("capabilities/{window}.json"));
        for key in ["identifier", "windows", "permissions"] {
            assert_eq!(written[key], all[window][key], "{key} of {window}");
        }
    }
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../pos-app/shell/capabilities");
    let files = std::fs::read_dir(folder).unwrap().count();
    assert_eq!(files, 2, "capabilities of one window add up over files");
}

#[test]
fn the_window_reaches_no_network_and_no_foreign_script() {
    let security = &read("tauri.conf.json")["app"]["security"];
    assert_eq!(security["freezePrototype"], true);
    assert_eq!(security["capabilities"], json!(["counter", "board"]));
    assert_eq!(security["pattern"]["use"], "isolation");
    let csp = security["csp"].as_str().unwrap();
    for rule in [
        "default-src 'self'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "connect-src 'self' ipc: http://ipc.localhost",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ] {
        assert!(csp.split("; ").any(|part| part == rule), "{rule} in {csp}");
    }
    assert!(!csp.contains('*') && !csp.contains("https:") && !csp.contains("unsafe-inline"));
}
