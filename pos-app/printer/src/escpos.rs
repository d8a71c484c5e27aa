//! A page as the commands of a printer (ESC/POS).
//!
//! The commands are written here, in [`command`], and not by a library. The usual crate, `escpos` (0.20.1, October 2026,
//! well kept as a driver for many connections), was read and left out for what it sends: it opens the drawer with three
//! of the command's five bytes, so that the printer takes the next two for a duration; its partial cut is a full one;
//! its table for code page 850 turns every hyphen into a soft one; a character that the code page lacks is sent as
//! UTF-8; and it has neither Code 128 nor a way to send dots without the `image` crate. What would be left of it are a
//! dozen commands of three bytes. The code pages come from `yore`, which has no dependencies.
//!
//! Invariant: every byte of text is one that the code page has; a line with any other character goes as a picture.

mod code_page;
mod command;
mod profile;
mod write;

pub use code_page::CodePage;
pub use profile::{Codes, Knife, Mode, Profile};

use crate::layout::{Columns, Line, Run, layout};
use crate::paper::{Page, Picture, Style};
use crate::raster::{self, Strip};
use crate::{code, paper};
use write::Writer;

/// White dots around a code: a reader needs them.
const AIR: u8 = 24;

/// A page as bytes for a printer of this profile.
pub fn encode(page: &Page, profile: &Profile) -> Vec<u8> {
    let mut writer = Writer::new(profile);
    match profile.mode {
        Mode::Text => {
            let columns = Columns(profile.width.columns());
            for line in layout(page, profile.width, &columns) {
                encode_line(&mut writer, &line, profile);
            }
        }
        Mode::Picture => {
            for strip in raster::strips(page, profile.width) {
                match strip {
                    Strip::Picture(picture) => writer.picture(&picture),
                    Strip::Cut => writer.cut(profile.knife),
                    Strip::Drawer(drawer) => writer.pulse(drawer),
                }
            }
        }
    }
    writer.finish()
}

fn encode_line(writer: &mut Writer, line: &Line, profile: &Profile) {
    let columns = profile.width.columns();
    match line {
        Line::Text { runs, bar } => encode_text(writer, runs, *bar, profile),
        Line::Rule(rule) => {
            let sign = match rule {
                paper::Rule::Thin => b'-',
                paper::Rule::Thick => b'=',
                paper::Rule::Dotted => b'.',
            };
            writer.plain(&vec![sign; columns as usize]);
            writer.line_feed();
        }
        Line::Air => {}
        Line::Blank => writer.line_feed(),
        Line::Qr(content) => encode_qr(writer, content, profile),
        Line::Code128(content) => encode_bars(writer, content, profile),
        Line::Logo(picture) => {
            let shown = picture.at_most(profile.width.dots());
            writer.picture(&in_middle(&shown, profile));
        }
        Line::Feed(lines) => writer.feed(*lines),
        Line::Cut => writer.cut(profile.knife),
        Line::Drawer(drawer) => writer.pulse(*drawer),
    }
}

fn encode_text(writer: &mut Writer, runs: &[Run], bar: bool, profile: &Profile) {
    let encoded: Option<Vec<_>> = runs
        .iter()
        .map(|run| profile.code_page.encode(&run.text))
        .collect();
    let Some(encoded) = encoded else {
        writer.picture(&raster::text_line(runs, bar, profile.width));
        return;
    };
    // A bar has one height, or its black would have steps.
    let tall = bar && runs.iter().any(|run| run.style.tall);
    let space = Style {
        tall,
        ..Style::PLAIN
    };
    let mut column = 0;
    for (run, bytes) in runs.iter().zip(&encoded) {
        let style = Style {
            tall: run.style.tall || tall,
            ..run.style
        };
        writer.spaces(run.x.saturating_sub(column), space, bar);
        writer.styled(bytes, style, bar);
        column = run.x + run.width;
    }
    if bar {
        let rest = profile.width.columns().saturating_sub(column);
        writer.spaces(rest, space, bar);
    }
    writer.line_feed();
}

fn encode_qr(writer: &mut Writer, content: &str, profile: &Profile) {
    let Some(modules) = code::qr(content) else {
        return;
    };
    let dots = code::qr_module(modules.width(), profile.width);
    writer.air(AIR);
    match profile.codes {
        Codes::Commands => writer.qr(content, dots),
        Codes::Pictures => {
            let drawn = modules.scaled(u32::from(dots));
            writer.picture(&in_middle(&drawn, profile));
            writer.air(AIR);
        }
    }
}

fn encode_bars(writer: &mut Writer, content: &str, profile: &Profile) {
    let Some((modules, dots)) = code::code_128(content, profile.width) else {
        return;
    };
    writer.air(AIR);
    match profile.codes {
        Codes::Commands => writer.bars(content, dots),
        Codes::Pictures => {
            writer.picture(&in_middle(&code::bars(&modules, dots), profile));
            let columns = profile.width.columns() as usize;
            let left = columns.saturating_sub(content.len()) / 2;
            writer.plain(&vec![b' '; left]);
            writer.plain(content.as_bytes());
            writer.line_feed();
        }
    }
}

/// A picture in the middle of the paper, with dots only as far right as it goes.
fn in_middle(picture: &Picture, profile: &Profile) -> Picture {
    let left = profile.width.dots().saturating_sub(picture.width()) / 2;
    let mut wide = Picture::white(left + picture.width(), picture.height());
    wide.put(picture, left, 0, true);
    wide
}
