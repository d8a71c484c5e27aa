//! A menu file, imported on a till.

use crate::stand::{Stand, with};
use shared::till::{Command, MenuCommand, TillFailure};
use std::cell::RefCell;

thread_local! {
    static STAND: RefCell<Option<Stand>> = const { RefCell::new(None) };
}

pub fn run(input: &[u8]) {
    with(
        &STAND,
        || Stand::new(|_| {}),
        |stand| {
            let command = Command::Menu(MenuCommand::Import {
                file: "menu.csv".to_owned(),
                content: String::from_utf8_lossy(input).into_owned(),
            });
            let before = stand.till().head();
            match stand.till().execute(&command) {
                Ok(_) => {}
                Err(TillFailure::Rejected(_)) => {
                    assert_eq!(
                        stand.till().head(),
                        before,
                        "refused, and written all the same"
                    );
                    return;
                }
                Err(failure) => panic!("{failure:?}"),
            }
            if stand.till().head() == before {
                return;
            }
            // The same file once more changes nothing.
            let once = stand.till().head();
            stand.till().execute(&command).unwrap();
            assert_eq!(stand.till().head(), once, "a menu imported twice");
            stand.check();
            stand.put_back();
            stand.open().unwrap();
        },
    );
}
