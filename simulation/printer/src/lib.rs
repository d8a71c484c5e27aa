//! A printer in memory: it reads the bytes that a till sends to a receipt printer and says what would be on the paper:
//! lines of text with their attributes, a picture of black and white dots, codes with what they say, cuts and pulses.
//!
//! It is written from what printers do, not from what our encoder sends: its first tests are streams that other
//! programs made. A command that it does not know is an error with the offset of its first byte.
//!
//! [`TcpPrinter`] is the same printer behind a socket on the loopback interface, and can be told to run out of paper,
//! to hang, to be slow, or to go away.
//!
//! Not here: page mode, macros, stored logos, kanji, colours; a PDF417 is drawn as a hatched box of about its size.

pub mod command;
mod glyph;
mod machine;
mod picture;
mod printed;
mod table;
mod tcp;

pub use command::{Align, Bars, Unreadable};
pub use machine::print;
pub use picture::Picture;
pub use printed::{Code, Item, Line, Printed, Run, Style};
pub use table::NOTHING;
pub use tcp::{Condition, TcpPrinter};
