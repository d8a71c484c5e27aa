//! Each target over its corpus, and over some mutations of it: the same ones at each run.
#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use failing_disk::Chance;
use fuzz::{TARGETS, Target, mutate};
use std::path::{Path, PathBuf};

fn corpus(target: &Target) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(target.name);
    let files = std::fs::read_dir(&folder).expect("every target has a corpus");
    let mut files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    let read = |path: PathBuf| (path.clone(), std::fs::read(path).unwrap());
    files.into_iter().map(read).collect()
}

/// Runs one input, and keeps it where it fails, for the corpus.
fn run(target: &Target, input: &[u8], what: &str) {
    let done = std::panic::catch_unwind(|| (target.run)(input));
    if let Err(why) = done {
        let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{}", target.name));
        std::fs::write(&kept, input).unwrap();
        eprintln!(
            "{}: {what} fails; it is kept in {}",
            target.name,
            kept.display()
        );
        std::panic::resume_unwind(why);
    }
}

fn fuzz_a_little(name: &str) {
    let target = TARGETS.iter().find(|target| target.name == name).unwrap();
    let corpus = corpus(target);
    assert!(!corpus.is_empty(), "the corpus of {name} is empty");
    for (path, input) in &corpus {
        run(target, input, &path.display().to_string());
    }
    let mut chance = Chance::new(1);
    for number in 0..target.tries {
        let (_, input) = &corpus[chance.below(corpus.len())];
        let (_, other) = &corpus[chance.below(corpus.len())];
        let mutated = mutate::mutate(input, other, &mut chance);
        run(target, &mutated, &format!("mutation {number}"));
    }
}

/// One test each, so that they run side by side and a failure names its target.
macro_rules! targets {
    ($($name:ident)*) => {
        $(#[test] fn $name() { fuzz_a_little(stringify!($name)); })*

        #[test]
        fn every_target_has_its_test() {
            let names = [$(stringify!($name)),*];
            assert_eq!(TARGETS.map(|target| target.name), names);
        }
    };
}

targets! { push page hello journal event order clock query code money menu_csv sales_csv ipc file }
