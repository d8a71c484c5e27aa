//! The till without its window, for tests and machines without a display: what `cortado --headless` does.

// A bug on purpose must not ship.
const _: () = assert!(!shared::planted::POSSIBLE);

fn main() -> std::process::ExitCode {
    till::headless::run(std::env::args_os())
}
