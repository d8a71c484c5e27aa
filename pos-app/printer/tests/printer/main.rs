//! What we print, as a printer that knows nothing of us prints it.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[cfg(target_os = "linux")]
mod cable;
mod devices;
mod layout;
mod paper;
mod pdf;
mod picture;
mod receipt;
mod stand;
mod text;
mod whole;
