//! What we print, as a printer that knows nothing of us prints it.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod devices;
mod receipt;
mod stand;
mod text;
