//! The till without a window, for tests and machines without a display.
fn main() {}
