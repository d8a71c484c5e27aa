//! pos-app/shell

fn main() {}
