//! A disk that is nearly full, for real: a small file system in memory, mounted in a namespace of the test's own.

use crate::support::Bench;
use shared::till::{Answer, Attention, Query};
use std::io::Write;
use std::process::Command;

/// Set in the process that has the small disk: where it is.
const DISK: &str = "CORTADO_TEST_SMALL_DISK";
const NAME: &str = "storage::disk_low::a_disk_that_is_nearly_full_is_said_and_selling_goes_on";

fn low(bench: &mut Bench) -> Option<u64> {
    let Answer::Sync(sync) = bench.query(&Query::Sync) else {
        panic!("a till says how its sync stands");
    };
    sync.attention.iter().find_map(|held| match held {
        Attention::DiskLow { free } => Some(*free),
        _ => None,
    })
}

#[test]
fn a_disk_that_is_nearly_full_is_said_and_selling_goes_on() {
    if let Some(disk) = std::env::var_os(DISK) {
        let mut bench = Bench::inside(disk.as_ref());
        let free = low(&mut bench);
        assert!(free.is_some_and(|free| free <= 256 << 20), "{free:?}");
        bench.sell(1, 1_000);
        assert_eq!(bench.status().orders, 1);
        return;
    }
    let place = tempfile::tempdir().unwrap();
    let again = std::env::current_exe().unwrap();
    let script = r#"mount -t tmpfs -o size=256m cortado "$1" || exit 77; exec "$2" --exact "$3""#;
    let unshare = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount"])
        .args(["sh", "-c", script, "sh"])
        .args([place.path(), &again])
        .arg(NAME)
        .env(DISK, place.path())
        .output();
    match unshare {
        Ok(said) if said.status.success() => {
            let words = String::from_utf8_lossy(&said.stdout);
            assert!(words.contains("1 passed"), "{words}");
        }
        Ok(said) if said.status.code() == Some(101) => panic!("{said:?}"),
        // Past the harness's capture, so that it is heard.
        other => drop(writeln!(
            std::io::stderr(),
            "SKIPPED: no small disk can be mounted here: {other:?}"
        )),
    }
}
