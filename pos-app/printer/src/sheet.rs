//! A laid-out page with the place of everything on it, in dots: what a picture and a PDF have in common.

use crate::code;
use crate::font::{self, Dots, Weight};
use crate::layout::{Line, Measure, Run};
use crate::paper::{Align, Picture, Rule, Style, Width};

/// White above and below what is no text.
const AIR: u32 = 10;

/// Something black, or white in a black bar.
#[derive(Clone, Debug)]
pub enum Ink {
    /// A rectangle; round ones lose the outermost dots of their corners.
    Rectangle {
        x: u32,
        y: u32,
        width: u32,
        height: u32,
        round: bool,
    },
    /// Letters on a ground line.
    Letters {
        /// Where they begin.
        x: u32,
        ground: u32,
        text: String,
        weight: Weight,
        size: u32,
        black: bool,
        /// Which end stands exactly where it was laid out, and where that is.
        anchor: Align,
        from: u32,
        to: u32,
    },
    /// Dots, each so many wide and high.
    Dots {
        x: u32,
        y: u32,
        picture: Picture,
        scale: u32,
    },
}

/// A piece of paper that grows downwards.
pub struct Sheet {
    /// Dots.
    pub width: u32,
    /// Dots.
    pub height: u32,
    /// In the order of painting.
    pub inks: Vec<Ink>,
    margin: u32,
    paper: Width,
    dots: Dots,
}

impl Sheet {
    /// An empty one.
    pub const fn new(paper: Width) -> Self {
        Self {
            width: paper.dots(),
            height: 0,
            inks: Vec::new(),
            margin: paper.margin(),
            paper,
            dots: Dots::new(paper),
        }
    }

    /// One line of a printer's own characters: each run at the columns where it would stand.
    pub fn of_columns(runs: &[Run], bar: bool, paper: Width) -> Self {
        let mut sheet = Self {
            margin: 0,
            dots: Dots::of_columns(paper),
            ..Self::new(paper)
        };
        let columns = runs.iter().map(|run| Run {
            x: run.x * 12,
            width: run.width * 12,
            ..run.clone()
        });
        sheet.text(&columns.collect::<Vec<_>>(), bar);
        sheet
    }

    /// Adds a line. Cuts and pulses leave no ink.
    pub fn line(&mut self, line: &Line) {
        let plain = line_height(self.dots.size(Style::PLAIN));
        match line {
            Line::Text { runs, bar } => self.text(runs, *bar),
            Line::Rule(rule) => self.rule(*rule),
            Line::Air => self.height += AIR / 2,
            Line::Blank => self.height += plain / 2,
            Line::Qr(content) => {
                if let Some(modules) = code::qr(content) {
                    let scale = u32::from(code::qr_module(modules.width(), self.paper));
                    self.centred(modules, scale, code::QUIET * scale);
                }
            }
            Line::Code128(content) => {
                if let Some((modules, dots)) = code::code_128(content, self.paper) {
                    self.bars(&modules, u32::from(dots));
                    self.below(content);
                }
            }
            Line::Logo(picture) => self.centred(picture.at_most(self.dots.line()), 1, AIR),
            Line::Feed(lines) => self.height += plain * u32::from(*lines),
            Line::Cut | Line::Drawer(_) => {}
        }
    }

    fn rectangle(&mut self, x: u32, y: u32, (width, height): (u32, u32), round: bool) {
        self.inks.push(Ink::Rectangle {
            x,
            y,
            width,
            height,
            round,
        });
    }

    fn bars(&mut self, modules: &Picture, dots: u32) {
        let left = self.width.saturating_sub(modules.width() * dots) / 2;
        let top = self.height + AIR;
        for x in (0..modules.width()).filter(|x| modules.is_black(*x, 0)) {
            self.rectangle(left + x * dots, top, (dots, code::BAR_HEIGHT), false);
        }
        self.height = top + code::BAR_HEIGHT;
    }

    /// The text below a bar code.
    fn below(&mut self, content: &str) {
        let width = self.dots.width(content, Style::PLAIN);
        let run = Run {
            x: self.dots.line().saturating_sub(width) / 2,
            width,
            text: content.to_owned(),
            style: Style::PLAIN,
            anchor: Align::Centre,
        };
        self.text(&[run], false);
    }

    fn rule(&mut self, rule: Rule) {
        let (from, long, top) = (self.margin, self.dots.line(), self.height + AIR);
        let high = match rule {
            Rule::Thin => 2,
            Rule::Thick => 4,
            Rule::Dotted => 3,
        };
        if rule == Rule::Dotted {
            for x in (0..long).step_by(8) {
                self.rectangle(from + x, top, (4.min(long - x), high), false);
            }
        } else {
            self.rectangle(from, top, (long, high), false);
        }
        self.height = top + high + AIR;
    }

    fn centred(&mut self, picture: Picture, scale: u32, air: u32) {
        let x = self.width.saturating_sub(picture.width() * scale) / 2;
        let y = self.height + air;
        self.height = y + picture.height() * scale + air;
        self.inks.push(Ink::Dots {
            x,
            y,
            picture,
            scale,
        });
    }

    fn text(&mut self, runs: &[Run], bar: bool) {
        let sizes = runs.iter().map(|run| self.dots.size(run.style));
        let size = sizes.max().unwrap_or(self.dots.size(Style::PLAIN));
        let high = line_height(size) + if bar { 8 } else { 0 };
        if bar {
            // A line among a printer's own has no white around it.
            self.height += if self.margin > 0 { AIR } else { 0 };
            let long = self.width - 2 * self.margin;
            self.rectangle(self.margin, self.height + 2, (long, high - 4), true);
        }
        for run in runs {
            // In a bar the words stand in the middle of its height, otherwise all letters on one ground line.
            let of = if bar { self.dots.size(run.style) } else { size };
            let ground = self.height + (high + font::capital(of)) / 2;
            self.letters(run, ground, !bar);
        }
        self.height += high + if bar && self.margin > 0 { AIR } else { 0 };
    }

    /// Letters of other widths than those that were measured are kept inside the run's place: smaller, where need be.
    fn letters(&mut self, run: &Run, ground: u32, black: bool) {
        let weight = Weight::of(run.style);
        let mut size = self.dots.size(run.style);
        let long = |size| -> u32 {
            let letters = run.text.chars();
            letters.map(|each| font::advance(each, weight, size)).sum()
        };
        while long(size) > run.width && size > font::SMALLEST {
            size -= 1;
        }
        let free = run.width.saturating_sub(long(size));
        let from = self.margin + run.x;
        let x = match run.anchor {
            Align::Left => from,
            Align::Centre => from + free / 2,
            Align::Right => from + free,
        };
        self.inks.push(Ink::Letters {
            x,
            ground,
            text: run.text.clone(),
            weight,
            size,
            black,
            anchor: run.anchor,
            from,
            to: from + run.width,
        });
    }
}

/// How high a line of letters of this size is.
const fn line_height(size: u32) -> u32 {
    size * 4 / 3
}
