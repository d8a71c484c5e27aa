//! What the pages share: tokens, pictures, money, words, and the ways to the till and to the service.
//!
//! Only this crate talks to the world outside a page.

pub mod address;
pub mod chart;
pub mod clock;
pub mod cut;
pub mod focus;
pub mod icon;
pub mod id;
pub mod locale;
pub mod money;
pub mod page;
pub mod qr;
pub mod server;
pub mod sheet;
pub mod taps;
pub mod theme;
pub mod till;
pub mod words;
