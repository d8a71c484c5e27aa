//! An exported journal, as the auditor's command proves it.

use sync_server::verify::verify;

pub fn run(input: &[u8]) {
    if verify(input, None, None).is_err() {
        return;
    }
    // A journal that holds: one that lacks its last line says less, and one with a line twice does not hold.
    let lines: Vec<&[u8]> = input.split_inclusive(|byte| *byte == b'\n').collect();
    if let Some(last) = lines.last().filter(|_| lines.len() > 2) {
        let twice = [input, b"\n", last].concat();
        assert!(
            verify(twice.as_slice(), None, None).is_err(),
            "a line is there twice"
        );
    }
}
