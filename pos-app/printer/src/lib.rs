//! A page to bytes, and bytes to a printer.
//!
//! [`paper`] says what is to be printed, as plain data. [`layout`] breaks it into lines, as a pure function; [`escpos`]
//! makes a printer's commands of them, [`raster`] a picture, [`pdf`] a file to send on. [`device`] carries bytes to a
//! printer and says what a person can do where that fails.
//!
//! Invariants: no character of a name or an amount is lost, whatever the width and the code page; no text can reach the
//! printer as a command.
//!
//! Absent on purpose: orders, money, words of any language, SQL, the clock, and a queue: who prints what, and how often
//! it is tried again, is the till's business.

mod code;
pub mod device;
pub mod escpos;
mod font;
pub mod layout;
pub mod paper;
pub mod pdf;
pub mod raster;
mod sheet;
