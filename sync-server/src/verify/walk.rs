//! The way through the file: cut into stretches as it is read, which all cores check side by side.

use super::block::{Bad, Block, Proved, Terms, check};
use super::line::{COSIGNED, LINE_BYTES_MAX};
use std::io::{self, BufRead, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// A stretch is cut at the first end of a group after so many bytes.
const BLOCK_BYTES: usize = 1024 * 1024;
/// A stretch without such an end is a file of somebody else's: cut anyway, so that memory stays bounded.
const BLOCK_BYTES_MAX: usize = 8 * 1024 * 1024;
/// A line ends so where it ends a group.
const SIGNED: &[u8] = b",\"signature\":\"";
const SIGNED_BYTES: usize = SIGNED.len() + 128 + b"\"}\n".len();

/// What the file holds.
pub struct Walked {
    /// What was proved of its entries, or the first that is not what it must be.
    pub entries: Result<Option<Proved>, Bad>,
    /// What stands after them.
    pub end: End,
}

/// What stands after the entries.
#[derive(Default)]
pub struct End {
    /// The line that says what the server co-signed.
    pub cosigned: Option<Vec<u8>>,
    /// Why that is not the end of a whole file.
    pub wrong: Option<&'static str>,
}

/// Reads the file after its first line.
pub fn walk(file: &mut impl BufRead, terms: &Terms) -> io::Result<Walked> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let (sender, receiver) = sync_channel(cores);
    let receiver = Mutex::new(receiver);
    thread::scope(|scope| {
        let work = || check_all(terms, &receiver);
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        let end = cut(file, &sender);
        drop(sender);
        let finds = workers.into_iter().map(|worker| {
            let finds = worker.join();
            finds.expect("checking a stretch does not panic, whatever it holds")
        });
        let last = finds.flatten().reduce(Find::merge);
        Ok(Walked {
            entries: last.map(|last| last.found).transpose(),
            end: end?,
        })
    })
}

/// What one stretch came to.
struct Find {
    index: usize,
    found: Result<Proved, Bad>,
}

impl Find {
    /// The first fault; where there is none, the last head.
    fn merge(self, other: Self) -> Self {
        let (first, last) = match self.index < other.index {
            true => (self, other),
            false => (other, self),
        };
        match (first.found, last.found) {
            (Err(bad), _) => Self {
                found: Err(bad),
                ..first
            },
            (Ok(_), Err(bad)) => Self {
                found: Err(bad),
                ..last
            },
            (Ok(first), Ok(mut proved)) => {
                proved.asked = proved.asked.or(first.asked);
                Self {
                    found: Ok(proved),
                    ..last
                }
            }
        }
    }
}

fn check_all(terms: &Terms, blocks: &Mutex<Receiver<(usize, Block)>>) -> Option<Find> {
    let mut find: Option<Find> = None;
    loop {
        let next = blocks.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((index, block)) = next else {
            return find;
        };
        // What comes after a fault is not looked at, but taken, so that the reader never waits in vain.
        if matches!(&find, Some(find) if find.found.is_err()) {
            continue;
        }
        let found = check(terms, &block);
        let this = Find { index, found };
        find = Some(match find {
            Some(before) => before.merge(this),
            None => this,
        });
    }
}

/// Cuts the file into stretches.
fn cut(file: &mut impl BufRead, blocks: &SyncSender<(usize, Block)>) -> io::Result<End> {
    let mut end = End::default();
    let (mut index, mut before, mut lines) = (0, None, Vec::new());
    let mut send = |lines: &mut Vec<u8>, last: usize| {
        let this = lines[last..lines.len() - 1].to_vec();
        let before = before.replace(this);
        let lines = std::mem::take(lines);
        // Nobody takes it any more: every worker has ended, which only the end of this function makes them do.
        let _ = blocks.send((index, Block { before, lines }));
        index += 1;
    };
    let mut last = 0;
    loop {
        let from = lines.len();
        if (&mut *file)
            .take(LINE_BYTES_MAX)
            .read_until(b'\n', &mut lines)?
            == 0
        {
            break;
        }
        let line = &lines[from..];
        if end.cosigned.is_some() {
            end.wrong = Some("nothing comes after what the server co-signed");
        } else if !line.ends_with(b"\n") {
            end.wrong = Some("cut off: a line ends with a line feed");
        } else if line.starts_with(COSIGNED) {
            end.cosigned = Some(line[..line.len() - 1].to_vec());
            lines.truncate(from);
            continue;
        }
        if end.wrong.is_some() {
            lines.truncate(from);
            break;
        }
        last = from;
        let ends_group = line
            .len()
            .checked_sub(SIGNED_BYTES)
            .is_some_and(|at| line[at..].starts_with(SIGNED));
        if lines.len() >= BLOCK_BYTES && ends_group || lines.len() >= BLOCK_BYTES_MAX {
            send(&mut lines, last);
            last = 0;
        }
    }
    if !lines.is_empty() {
        send(&mut lines, last);
    }
    Ok(end)
}
