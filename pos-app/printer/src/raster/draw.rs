//! Lines, drawn one below the other.

use super::font::{self, Dots, Weight};
use crate::code;
use crate::layout::{Line, Measure, Run};
use crate::paper::{Align, Picture, Rule, Width};

/// White above and below what is no text.
const AIR: u32 = 10;

/// A page that grows downwards.
pub struct Canvas {
    width: Width,
    dots: Dots,
    picture: Picture,
}

impl Canvas {
    pub fn new(width: Width) -> Self {
        Self {
            width,
            dots: Dots::new(width),
            picture: Picture::white(width.dots(), 0),
        }
    }

    /// What was drawn since the last time.
    pub fn take(&mut self) -> Option<Picture> {
        let empty = Picture::white(self.width.dots(), 0);
        let drawn = std::mem::replace(&mut self.picture, empty);
        (drawn.height() > 0).then_some(drawn)
    }

    pub fn line(&mut self, line: &Line) {
        match line {
            Line::Text { runs, bar } => self.text(runs, *bar),
            Line::Rule(rule) => self.rule(*rule),
            Line::Blank => {
                self.grow(line_height(self.dots.size(crate::paper::Style::PLAIN)) / 2);
            }
            Line::Qr(content) => {
                if let Some(modules) = code::qr(content) {
                    let dots = u32::from(code::qr_module(modules.width(), self.width));
                    let quiet = code::QUIET * dots;
                    self.centred(&modules.scaled(dots), quiet);
                }
            }
            Line::Code128(content) => {
                if let Some((modules, dots)) = code::code_128(content, self.width) {
                    self.centred(&code::bars(&modules, dots), AIR);
                    self.below(content);
                }
            }
            Line::Logo(picture) => {
                let shown = picture.at_most(self.dots.line());
                self.centred(&shown, AIR);
            }
            Line::Feed(lines) => {
                let one = line_height(self.dots.size(crate::paper::Style::PLAIN));
                self.grow(one * u32::from(*lines));
            }
            Line::Cut | Line::Drawer(_) => {}
        }
    }

    fn grow(&mut self, by: u32) -> u32 {
        let top = self.picture.height();
        self.picture.resize_height(top + by);
        top
    }

    fn text(&mut self, runs: &[Run], bar: bool) {
        let strip = strip(runs, bar, self.width.margin(), self.width.dots(), self.dots);
        let top = self.grow(strip.height());
        self.picture.put(&strip, 0, top, true);
    }

    /// The text below a bar code.
    fn below(&mut self, content: &str) {
        let style = crate::paper::Style::PLAIN;
        let width = self.dots.width(content, style);
        let run = Run {
            x: self.dots.line().saturating_sub(width) / 2,
            width,
            text: content.to_owned(),
            style,
            anchor: Align::Centre,
        };
        self.text(&[run], false);
    }

    fn rule(&mut self, rule: Rule) {
        let (from, long) = (self.width.margin(), self.dots.line());
        let high = match rule {
            Rule::Thin => 2,
            Rule::Thick => 4,
            Rule::Dotted => 3,
        };
        let top = self.grow(high + 2 * AIR) + AIR;
        match rule {
            Rule::Thin | Rule::Thick => self.picture.fill(from, top, long, high, true),
            Rule::Dotted => {
                for x in (0..long).step_by(8) {
                    self.picture
                        .fill(from + x, top, 4.min(long - x), high, true);
                }
            }
        }
    }

    fn centred(&mut self, picture: &Picture, air: u32) {
        let top = self.grow(picture.height() + 2 * air) + air;
        let left = self.width.dots().saturating_sub(picture.width()) / 2;
        self.picture.put(picture, left, top, true);
    }
}

/// One line of a printer's own characters as a picture: each run at the columns where it would stand.
pub fn text_line(runs: &[Run], bar: bool, width: Width) -> Picture {
    let columns = runs.iter().map(|run| Run {
        x: run.x * 12,
        width: run.width * 12,
        ..run.clone()
    });
    let columns: Vec<_> = columns.collect();
    let dots = Dots::of_columns(width);
    strip(&columns, bar, 0, width.dots(), dots)
}

/// How high a line of letters of this size is.
pub const fn line_height(size: u32) -> u32 {
    size * 4 / 3
}

fn strip(runs: &[Run], bar: bool, margin: u32, width: u32, dots: Dots) -> Picture {
    let sizes = runs.iter().map(|run| dots.size(run.style));
    let size = sizes.max().unwrap_or(dots.size(crate::paper::Style::PLAIN));
    let high = line_height(size) + if bar { 8 } else { 0 };
    let mut strip = Picture::white(width, high);
    if bar {
        black_bar(&mut strip, margin);
    }
    for run in runs {
        // In a bar the words stand in the middle of its height, otherwise all letters on one ground line.
        let of = if bar { dots.size(run.style) } else { size };
        let ground = (high + font::capital(of)) / 2;
        draw_run(&mut strip, run, margin, ground, dots, !bar);
    }
    strip
}

/// Letters of other widths than those that were measured are kept inside the run's place: smaller, where need be.
fn draw_run(strip: &mut Picture, run: &Run, margin: u32, ground: u32, dots: Dots, black: bool) {
    let weight = Weight::of(run.style);
    let mut size = dots.size(run.style);
    let long = |size| -> u32 {
        let advances = run
            .text
            .chars()
            .map(|each| font::advance(each, weight, size));
        advances.sum()
    };
    while long(size) > run.width && size > 8 {
        size -= 1;
    }
    let free = run.width.saturating_sub(long(size));
    let mut x = margin
        + run.x
        + match run.anchor {
            Align::Left => 0,
            Align::Centre => free / 2,
            Align::Right => free,
        };
    for character in run.text.chars() {
        x += font::draw(strip, character, weight, size, (x, ground), black);
    }
}

/// A bar with the outermost dots of its corners left white.
fn black_bar(strip: &mut Picture, margin: u32) {
    let (width, height) = (strip.width() - 2 * margin, strip.height());
    strip.fill(margin, 2, width, height - 4, true);
    for (inset, row) in [(4, 2), (2, 3), (1, 4)] {
        for y in [row, height - 1 - row] {
            strip.fill(margin, y, inset, 1, false);
            strip.fill(margin + width - inset, y, inset, 1, false);
        }
    }
}
