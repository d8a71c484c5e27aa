//! What the real process has said stays said: through `kill -9`, with a keyring and without.

use crate::command_line::{cortado, run, said, sales, status, write};
use serde_json::Value;
use shared::journal::{
    Entry, Hash, Head, Sequence, SeriesHeader, Signature, check_chain, verify_head,
};
use std::collections::HashSet;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

#[test]
fn whatever_was_printed_survives_kill_9() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("till");
    let (orders, kills) = (2_500, 50);
    let (text, cents) = sales(orders);
    let file = write(folder.path(), "sales.csv", &text);
    let mut printed = HashSet::new();
    for round in 0..kills {
        let mut child = cortado(&data)
            .args(["replay", &file, "--offline"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        for _ in 0..any_below(15) {
            printed.insert(receipt(&lines.next().unwrap().unwrap()));
        }
        // Not always just after a line: nothing is waited for here, this is the moment itself.
        std::thread::sleep(Duration::from_micros(any_below(8_000)));
        assert!(
            child.try_wait().unwrap().is_none(),
            "there was nothing left to interrupt in round {round}"
        );
        child.kill().unwrap();
        child.wait().unwrap();
        // What it had printed before it died counts too.
        printed.extend(
            lines
                .map_while(Result::ok)
                .filter(|line| line.ends_with('}'))
                .map(|line| receipt(&line)),
        );
        if data.join("till.db").exists() && !printed.is_empty() {
            let recorded = receipts(&data);
            assert!(printed.is_subset(&recorded), "lost in round {round}");
        }
    }
    let last = run(&data, &["replay", &file, "--offline"]);
    assert!(last.status.success(), "{}", said(&last));
    let status = status(&data);
    assert_eq!(status["orders"], orders);
    assert_eq!(
        status["revenue"],
        format!("{}.{:02}", cents / 100, cents % 100)
    );
    assert_eq!(receipts(&data).len(), orders);
    verify(&data, folder.path());
}

/// Another number each time.
fn any_below(limit: u64) -> u64 {
    RandomState::new().build_hasher().finish() % limit
}

fn receipt(line: &str) -> String {
    let line: Value = serde_json::from_str(line).unwrap();
    line["receipt"].as_str().unwrap().to_owned()
}

fn receipts(data: &Path) -> HashSet<String> {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE;
    let raw = rusqlite::Connection::open_with_flags(data.join("till.db"), flags).unwrap();
    let sql = "select receipt_till, receipt_number from orders where settled = 1";
    let mut statement = raw.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| {
        Ok(format!(
            "{}-{:06}",
            row.get::<_, String>(0)?,
            row.get::<_, u32>(1)?
        ))
    });
    rows.unwrap().collect::<Result<_, _>>().unwrap()
}

/// The exported journal: a whole chain, each group signed.
fn verify(data: &Path, folder: &Path) {
    let path = folder.join("journal.jsonl");
    let output = run(data, &["export-journal", &path.display().to_string()]);
    assert!(output.status.success());
    let text = std::fs::read_to_string(path).unwrap();
    let mut lines = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    let header: SeriesHeader =
        serde_json::from_value(lines.next().unwrap()["header"].clone()).unwrap();
    let (mut entries, mut said) = (Vec::new(), Vec::new());
    for line in lines {
        let hash: Hash = serde_json::from_value(line["hash"].clone()).unwrap();
        let signature: Option<Signature> =
            serde_json::from_value(line["signature"].clone()).unwrap();
        said.push((hash, signature));
        entries.push(serde_json::from_value::<Entry>(line).unwrap());
    }
    let start = Head {
        sequence: Sequence::NONE,
        hash: header.hash(),
    };
    let hashes = check_chain(header.series, &start, &entries).unwrap();
    for ((entry, hash), (written, signature)) in entries.iter().zip(hashes).zip(said) {
        assert_eq!(hash, written);
        assert_eq!(signature.is_some(), entry.ends_group());
        let head = Head {
            sequence: entry.sequence,
            hash,
        };
        let verifies =
            |signature| verify_head(&header.public_key, header.series, &head, &signature);
        assert!(
            signature.is_none_or(verifies),
            "signature at {}",
            entry.sequence
        );
    }
}

#[test]
fn without_a_keyring_it_starts_and_uses_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("till");
    let (text, _) = sales(1);
    let file = write(folder.path(), "sales.csv", &text);
    let output = cortado(&data)
        .args(["replay", &file, "--offline"])
        .env_remove("CORTADO_KEYRING")
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", said(&output));
    assert!(data.join("till.key").is_file());
    verify(&data, folder.path());
}

#[test]
fn with_a_keyring_the_key_is_in_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("till");
    let (text, _) = sales(2);
    let file = write(folder.path(), "sales.csv", &text);
    let script = r#"
        printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null || exit 77
        "$1" --headless --data "$2" replay "$3" --offline --limit 1 || exit 1
        "$1" --headless --data "$2" replay "$3" --offline || exit 1"#;
    let output = Command::new("dbus-run-session")
        .args([
            "--",
            "sh",
            "-c",
            script,
            "sh",
            env!("CARGO_BIN_EXE_cortado-till"),
        ])
        .arg(&data)
        .arg(&file)
        .env("HOME", folder.path())
        .env("XDG_DATA_HOME", folder.path().join("share"))
        .env("XDG_RUNTIME_DIR", folder.path())
        .env_remove("CORTADO_KEYRING")
        .output();
    let output = match output {
        Ok(output) if output.status.code() != Some(77) => output,
        _ => {
            let _ = writeln!(
                std::io::stderr(),
                "SKIPPED: dbus-run-session and gnome-keyring-daemon are not here"
            );
            return;
        }
    };
    assert!(output.status.success(), "{}", said(&output));
    assert!(!data.join("till.key").exists(), "{}", said(&output));
    verify(&data, folder.path());
}
