//! A printer in the network.

use super::session::Port;
use super::{Failure, Limits};
use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream, ToSocketAddrs};
use std::time::{Duration, Instant};

/// The port that printers listen at.
const PORT: u16 = 9100;
/// The shortest wait that a socket knows: none would mean for ever.
const SHORTEST: Duration = Duration::from_millis(1);

pub struct Socket(TcpStream);

impl Socket {
    /// Connects to the first address of that name that answers.
    pub fn connect(address: &str, limits: &Limits) -> Result<Self, Failure> {
        let mut last = None;
        for address in resolve(address)? {
            match TcpStream::connect_timeout(&address, limits.connect) {
                Ok(stream) => {
                    // Questions are three bytes: they must not wait for more.
                    stream
                        .set_nodelay(true)
                        .map_err(|source| Failure::of(source, 0))?;
                    return Ok(Self(stream));
                }
                Err(source) => last = Some(source),
            }
        }
        match last {
            Some(source) if source.kind() == io::ErrorKind::ConnectionRefused => {
                Err(Failure::Refused)
            }
            Some(source) => Err(Failure::Unreachable { source }),
            None => Err(Failure::NoAddress {
                address: address.to_owned(),
            }),
        }
    }
}

/// A name that nobody knows is out of reach, like a printer of another network; what is no name is none.
fn resolve(address: &str) -> Result<Vec<SocketAddr>, Failure> {
    let none = || Failure::NoAddress {
        address: address.to_owned(),
    };
    let trimmed = address.trim();
    if trimmed.is_empty() || trimmed.contains(char::is_whitespace) {
        return Err(none());
    }
    let is_bare =
        trimmed.rsplit_once(':').is_none() || trimmed.parse::<std::net::Ipv6Addr>().is_ok();
    let found = if is_bare {
        (trimmed, PORT).to_socket_addrs()
    } else {
        trimmed.to_socket_addrs()
    };
    match found {
        Ok(addresses) => Ok(addresses.collect()),
        Err(source) if source.kind() == io::ErrorKind::InvalidInput => Err(none()),
        Err(source) => Err(Failure::Unreachable { source }),
    }
}

impl Port for Socket {
    fn write(&mut self, bytes: &[u8], limit: Duration) -> io::Result<usize> {
        self.0.set_write_timeout(Some(limit.max(SHORTEST)))?;
        self.0.write(bytes)
    }

    fn read(&mut self, limit: Duration) -> io::Result<u8> {
        let mut byte = [0];
        self.0.set_read_timeout(Some(limit.max(SHORTEST)))?;
        match self.0.read(&mut byte)? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(byte[0]),
        }
    }

    /// A printer that hangs up in order has everything; one that breaks off, or hung up before it could know that this
    /// was all, has not; one that stays is believed.
    fn close(&mut self, limit: Duration) -> io::Result<()> {
        match self.read(SHORTEST) {
            Err(why) if why.kind() == io::ErrorKind::UnexpectedEof => return Err(why),
            _ => {}
        }
        self.0.shutdown(Shutdown::Write)?;
        let until = Instant::now() + limit;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            match self.read(left) {
                Ok(_) if !left.is_zero() => {}
                Ok(_) => return Ok(()),
                Err(why) => {
                    return match why.kind() {
                        io::ErrorKind::UnexpectedEof
                        | io::ErrorKind::WouldBlock
                        | io::ErrorKind::TimedOut => Ok(()),
                        _ => Err(why),
                    };
                }
            }
        }
    }

    fn may_answer(&self) -> bool {
        true
    }
}
