//! Every stream there is.

use super::place::{printed, streams};

#[test]
fn every_stream_is_read_whole() {
    let Some(folder) = streams() else { return };
    let mut count = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".bin") {
            assert!(printed(&name).unwrap().picture.black() > 0, "{name}");
            count += 1;
        }
    }
    assert!(count >= 12, "{count} streams");
}
