//! A printer at a cable, through its device file, or a plain file.
//!
//! A device file is opened so that it never blocks, and asked again until the limit: a thread that waited in it for a
//! printer without paper could not be stopped and would keep the device from the next job. Where the system has no such
//! files (Windows), only plain files work.

use super::Failure;
use super::session::Port;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

/// How often a device is asked again.
const PAUSE: Duration = Duration::from_millis(5);

/// An open file.
pub struct Line {
    file: File,
    is_device: bool,
}

impl Line {
    /// Opens a device for both directions where it allows that, a plain file to append to.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let named = || path.display().to_string();
        let is_device = is_device(path);
        // A pipe that nobody reads would keep whoever opens it for ever.
        let is_other = path.metadata().is_ok_and(|found| !found.is_file());
        if is_other && !is_device {
            return Err(Failure::NotThere { path: named() });
        }
        let opened = if is_device {
            let both = device_options(true).open(path);
            both.or_else(|_| device_options(false).open(path))
        } else if path.starts_with("/dev") {
            // A device that is not plugged in must not become a file of that name.
            Err(io::ErrorKind::NotFound.into())
        } else {
            OpenOptions::new().create(true).append(true).open(path)
        };
        let file = opened.map_err(|source| match source.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
                Failure::NotThere { path: named() }
            }
            io::ErrorKind::PermissionDenied => Failure::NotAllowed { path: named() },
            io::ErrorKind::ResourceBusy => Failure::Busy,
            _ => Failure::Unreachable { source },
        })?;
        Ok(Self { file, is_device })
    }
}

#[cfg(unix)]
fn is_device(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    std::fs::metadata(path).is_ok_and(|found| found.file_type().is_char_device())
}

#[cfg(not(unix))]
fn is_device(_: &Path) -> bool {
    false
}

#[cfg(unix)]
fn device_options(reads: bool) -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    // `O_NONBLOCK`, and `O_NOCTTY`: a printer at a terminal line must not become the terminal of this program.
    const FLAGS: i32 = if cfg!(target_os = "linux") {
        0o4000 | 0o400
    } else {
        0x4 | 0x2_0000
    };
    let mut options = OpenOptions::new();
    options.read(reads).write(true).custom_flags(FLAGS);
    options
}

#[cfg(not(unix))]
fn device_options(reads: bool) -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(reads).write(true);
    options
}

/// Asks again until it is done or the time is over.
fn until<T>(limit: Duration, mut attempt: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    let end = Instant::now() + limit;
    loop {
        match attempt() {
            Err(why) if why.kind() == io::ErrorKind::WouldBlock && Instant::now() < end => {
                thread::sleep(PAUSE);
            }
            done => return done,
        }
    }
}

impl Port for Line {
    fn write(&mut self, bytes: &[u8], limit: Duration) -> io::Result<usize> {
        until(limit, || self.file.write(bytes))
    }

    fn read(&mut self, limit: Duration) -> io::Result<u8> {
        let mut byte = [0];
        until(limit, || match self.file.read(&mut byte)? {
            // A printer that has nothing to say looks like the end of a file.
            0 => Err(io::ErrorKind::WouldBlock.into()),
            _ => Ok(byte[0]),
        })
    }

    fn close(&mut self, _: Duration) -> io::Result<()> {
        match self.file.sync_all() {
            // A device has nothing to sync.
            Err(why) if self.is_device && why.kind() != io::ErrorKind::StorageFull => Ok(()),
            done => done,
        }
    }

    fn may_answer(&self) -> bool {
        self.is_device
    }
}
