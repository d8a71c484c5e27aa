//! Reads manifests and sources, and fails on what must not be there: imports the architecture forbids, floats in the
//! money, files nobody can read in one sitting, versions that disagree, names of machines, edited migrations.

mod edges;
mod files;
mod machines;
mod migrations;
mod repository;
mod sources;
mod versions;
mod window;

/// Fails with every finding at once, so that one run shows all there is to do.
fn nothing(findings: &[String]) {
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}
