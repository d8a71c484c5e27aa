//! A page to bytes, and bytes to a printer.
