//! Starts the server and waits until it answers.

use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::household::{Household, News};
use crate::binaries::SERVER;
use crate::place::Place;
use crate::step::step;

const DEFAULT_PORT: u16 = 8080;
/// Making a database cluster takes seconds; a slow disk may take much longer.
const PATIENCE: Duration = Duration::from_secs(180);
const READY: &str = "listening on ";

/// The port to listen on. The till remembers the server's address, so that of last time comes before any other.
pub fn port(asked: Option<u16>, last: Option<u16>) -> Result<u16> {
    if let Some(port) = asked.or(last) {
        if is_free(port) {
            return Ok(port);
        }
        bail!(
            "port {port} on 127.0.0.1 is taken, and the till knows the server by it. Is another ./dev run going on?"
        );
    }
    if is_free(DEFAULT_PORT) {
        return Ok(DEFAULT_PORT);
    }
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// Starts it and gives its address.
pub fn start(place: &Place, household: &mut Household, data: &Path, port: u16) -> Result<String> {
    step("server: start it with its own database", || {
        let mut command = program(place);
        command
            .arg("serve")
            .arg("--data")
            .arg(data.join("server"))
            .args(["--listen", &format!("127.0.0.1:{port}")]);
        let server = household.start("server", command, data)?;
        let deadline = Instant::now() + PATIENCE;
        loop {
            match household.next_until(deadline)? {
                Some(News::Line { member, text }) if member == server => {
                    if let Some(address) = text.trim().strip_prefix(READY) {
                        return Ok(address.trim_end_matches('/').to_owned());
                    }
                }
                Some(News::Line { .. }) => {}
                Some(News::Ended { member, status }) => {
                    bail!(
                        "the server ended with {status}\n{}",
                        household.last_words(member, data)
                    );
                }
                None => bail!(
                    "the server is not ready after {PATIENCE:?}\n{}",
                    household.last_words(server, data)
                ),
            }
        }
    })
}

/// The server's program, with its own database whatever the developer's shell says.
pub fn program(place: &Place) -> Command {
    let mut command = Command::new(place.dist.join(SERVER));
    command.env_remove("DATABASE_URL");
    command
}

/// The port in an address like `http://127.0.0.1:8080`.
pub fn port_of(address: &str) -> Result<u16> {
    let port = address
        .rsplit(':')
        .next()
        .context("an address ends with its port")?;
    port.parse()
        .with_context(|| format!("no port in {address}"))
}

fn is_free(port: u16) -> bool {
    TcpListener::bind(("127.0.0.1", port)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_ends_the_address() {
        assert_eq!(port_of("http://127.0.0.1:8080").ok(), Some(8080));
        assert!(port_of("http://localhost").is_err());
    }

    #[test]
    fn a_taken_port_is_refused_when_the_till_knows_it() {
        let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port_taken = taken.local_addr().unwrap().port();
        assert!(port(None, Some(port_taken)).is_err());
    }
}
