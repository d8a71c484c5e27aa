//! `cortado-server`: the command line.

use clap::Parser;
use std::process::ExitCode;
use sync_server::cli::{Arguments, run};

// A bug on purpose must not ship.
const _: () = assert!(!shared::planted::POSSIBLE);

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("CORTADO_LOG").unwrap_or_else(|_| {
                tracing_subscriber::EnvFilter::new(
                    "warn,sqlx::postgres::notice=warn,sync_server=info",
                )
            }),
        )
        .init();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("cortado-server: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(run(arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cortado-server: {error}");
            ExitCode::FAILURE
        }
    }
}
