//! A released migration never changes: a till in the field has run it, and would never run it again.

use std::fs;

use sha2::{Digest, Sha256};

use crate::nothing;
use crate::repository::root;

/// A checksum and a path a line; a release adds its new migrations.
const RELEASED: &str = include_str!("released-migrations.txt");

#[test]
fn released_migrations_are_as_they_were() {
    let mut findings = Vec::new();
    for line in RELEASED
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
    {
        let (wanted, name) = line
            .split_once("  ")
            .expect("a line is a checksum, two spaces, a path");
        let found = fs::read(root().join(name)).map(|bytes| hex::encode(Sha256::digest(bytes)));
        if !found.is_ok_and(|found| found == wanted) {
            findings.push(format!(
                "{name} was released and must stay as it was: write a new migration"
            ));
        }
    }
    nothing(&findings);
}
