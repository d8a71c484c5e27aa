//! The till from outside: through its one door, on real files, as a process of its own.
#![allow(missing_docs)]

mod command_line;
mod projection;
mod selling;
mod storage;
mod support;
mod sync;
