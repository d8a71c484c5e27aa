//! The till without its window, for tests and machines without a display: what `cortado --headless` does.

fn main() -> std::process::ExitCode {
    till::headless::run(std::env::args_os())
}
