//! The till from outside: through its one door, on real files, as a process of its own.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod command_line;
mod damage;
mod discount;
mod feed;
mod hand_back;
mod joining;
mod lineage;
mod menu_file;
mod moves;
mod pins;
mod printing;
mod projection;
mod real;
mod refund;
mod selling;
mod settings;
mod shift;
mod staff;
mod storage;
mod support;
mod survival;
mod sync;
mod tabs;
mod token;
mod witness;
