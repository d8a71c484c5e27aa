//! What may not stand in a source.

use crate::nothing;
use crate::repository::{rust_files, text, words};

#[test]
fn there_is_no_float_in_the_rules() {
    let mut findings = Vec::new();
    for file in rust_files("shared/src") {
        for (number, line) in text(&file).unwrap_or_default().lines().enumerate() {
            // What refuses to write one has to name it.
            let refuses = file.ends_with("wire/write.rs") && line.contains("fn serialize_f");
            if !refuses && words(line).any(|word| word == "f32" || word == "f64") {
                findings.push(format!("{file}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    nothing(&findings);
}

#[test]
fn words_are_whole_and_comments_do_not_count() {
    assert!(words("let x: f64 = 1.0;").any(|word| word == "f64"));
    assert!(!words("let leaf64 = 1; // no f64").any(|word| word == "f64"));
}
