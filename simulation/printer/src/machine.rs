//! The printer itself: its settings, the line it is filling, and the paper.

mod bars;
mod line;
mod symbol;

use crate::command::{Align, Command, Symbol, Unreadable, commands};
use crate::picture::Picture;
use crate::printed::{Code, Item, Printed, Style};
use crate::table;
use line::Filling;
use std::collections::BTreeMap;
use symbol::Codes;

/// The longest paper that we draw: what a stream feeds beyond that is not drawn any more.
const HEIGHT_MAX: usize = 40_000;
/// The way from the print head to the knife, in dots.
const TO_KNIFE: usize = 100;
const SPACING: usize = 30;

/// Prints a stream on paper of so many dots a row.
pub fn print(bytes: &[u8], width: usize) -> Result<Printed, Unreadable> {
    let mut machine = Machine::new(width);
    for command in commands(bytes) {
        machine.obey(command?.1);
    }
    Ok(machine.finish())
}

struct Settings {
    style: Style,
    emphasis: bool,
    struck: bool,
    align: Align,
    spacing: usize,
    gap: usize,
    table: u8,
    country: u8,
    left: usize,
    area: usize,
    tabs: Vec<u8>,
    uses_defined: bool,
}

impl Settings {
    fn new(width: usize) -> Self {
        Self {
            style: Style::default(),
            emphasis: false,
            struck: false,
            align: Align::Left,
            spacing: SPACING,
            gap: 0,
            table: 0,
            country: 0,
            left: 0,
            area: width,
            tabs: (1..=31).map(|tab| tab * 8).collect(),
            uses_defined: false,
        }
    }
}

struct Machine<'a> {
    width: usize,
    settings: Settings,
    defined: BTreeMap<(u8, u8), Picture>,
    stored: Option<Picture>,
    codes: Codes<'a>,
    filling: Filling,
    printed: Printed,
    at: usize,
}

impl<'a> Machine<'a> {
    fn new(width: usize) -> Self {
        Self {
            width,
            settings: Settings::new(width),
            defined: BTreeMap::new(),
            stored: None,
            codes: Codes::default(),
            filling: Filling::default(),
            printed: Printed {
                items: Vec::new(),
                picture: Picture::white(width, 0),
            },
            at: 0,
        }
    }

    fn finish(mut self) -> Printed {
        if !self.filling.is_empty() {
            self.end_line(false);
        }
        self.printed.picture.grow(self.at.min(HEIGHT_MAX));
        self.printed
    }

    fn obey(&mut self, command: Command<'a>) {
        match command {
            Command::Text(bytes) => self.type_text(bytes),
            Command::LineFeed => self.end_line(false),
            Command::Tab => self.tab(),
            Command::ColumnImage { mode, columns } => self.column_image(mode, columns),
            Command::FeedLines(lines) => self.feed_lines(usize::from(lines)),
            Command::FeedDots(dots) => self.feed_dots(usize::from(dots)),
            Command::FeedBack(lines) => {
                let back = usize::from(lines) * self.settings.spacing;
                self.flush();
                self.at = self.at.saturating_sub(back);
            }
            Command::Raster {
                scale,
                row_bytes,
                width,
                rows,
            } => {
                let picture = Picture::from_rows(width, row_bytes, rows);
                self.place(&picture.scaled(usize::from(scale.0), usize::from(scale.1)));
            }
            Command::StoreRaster { scale, width, rows } => {
                let picture = Picture::from_rows(width, width.div_ceil(8), rows);
                let scaled = picture.scaled(usize::from(scale.0), usize::from(scale.1));
                self.stored = Some(scaled);
            }
            Command::PrintStored => {
                if let Some(picture) = self.stored.clone() {
                    self.place(&picture);
                }
            }
            Command::Symbol(symbol) => self.symbol(symbol),
            Command::Bars { bars, content } => self.bars(bars, content),
            Command::Cut { partial, feed } => self.cut(partial, feed),
            Command::Pulse { pin } => self.printed.items.push(Item::Pulse { pin }),
            Command::Status(which) => self.printed.items.push(Item::Status(which)),
            other => self.set(&other),
        }
    }

    /// The commands that change how the next ones print.
    fn set(&mut self, command: &Command<'_>) {
        let settings = &mut self.settings;
        match command {
            Command::Initialise => {
                *settings = Settings::new(self.width);
                self.defined.clear();
                self.filling = Filling::default();
                self.codes = Codes::default();
            }
            Command::Mode(mode) => {
                let style = &mut settings.style;
                style.font = mode & 1;
                style.height = 1 + (mode >> 4 & 1);
                style.width = 1 + (mode >> 5 & 1);
                style.underline = mode >> 7;
                settings.emphasis = mode & 8 != 0;
            }
            Command::Size { width, height } => {
                (settings.style.width, settings.style.height) = (*width, *height);
            }
            Command::Emphasis(on) => settings.emphasis = *on,
            Command::DoubleStrike(on) => settings.struck = *on,
            Command::Underline(dots) => settings.style.underline = *dots,
            Command::Font(font) => settings.style.font = (*font).min(1),
            Command::Align(align) => settings.align = *align,
            Command::Invert(on) => settings.style.inverted = *on,
            Command::UpsideDown(on) => settings.style.upside_down = *on,
            Command::Turn(on) => settings.style.turned = *on,
            Command::Spacing(dots) => settings.spacing = dots.map_or(SPACING, usize::from),
            Command::CharacterGap(dots) => settings.gap = usize::from(*dots),
            Command::CodeTable(table) => settings.table = *table,
            Command::Country(country) => settings.country = *country,
            Command::Tabs(tabs) => settings.tabs = tabs.to_vec(),
            Command::LeftMargin(dots) => settings.left = usize::from(*dots),
            Command::AreaWidth(dots) => settings.area = usize::from(*dots),
            Command::MoveTo(dots) => self.filling.move_to(usize::from(*dots)),
            Command::MoveBy(dots) => self.filling.move_by(*dots),
            Command::UseDefined(on) => settings.uses_defined = *on,
            Command::Define { rows, glyphs } => {
                for (code, columns) in glyphs {
                    let picture = Picture::from_columns(usize::from(*rows), columns);
                    self.defined.insert((settings.style.font, *code), picture);
                }
            }
            Command::Undefine(code) => {
                self.defined.remove(&(settings.style.font, *code));
            }
            Command::BarHeight(dots) => self.codes.bar_height = usize::from(*dots),
            Command::BarWidth(dots) => self.codes.bar_width = usize::from(*dots),
            Command::BarText(where_to) => self.codes.bar_text = *where_to,
            // The rest prints something, and was obeyed above, or leaves no trace.
            _ => {}
        }
        // On paper the two are the same, and each is switched off alone.
        let settings = &mut self.settings;
        settings.style.bold = settings.emphasis || settings.struck;
    }

    fn symbol(&mut self, symbol: Symbol<'a>) {
        let Some((code, picture)) = self.codes.step(symbol) else {
            return;
        };
        self.code(code, &picture);
    }

    fn code(&mut self, code: Code, picture: &Picture) {
        self.flush();
        self.printed.items.push(Item::Code(code));
        self.draw(picture);
    }

    /// A picture on its own lines, with a record of it.
    fn place(&mut self, picture: &Picture) {
        self.flush();
        self.printed.items.push(Item::Picture(picture.clone()));
        self.draw(picture);
    }

    /// Draws at the place of the paper, as the line would stand, and moves on.
    fn draw(&mut self, picture: &Picture) {
        let x = self.settings.left + self.indent(picture.width());
        self.stamp(picture, x);
        self.at += picture.height();
    }

    fn stamp(&mut self, picture: &Picture, x: usize) {
        let bottom = self.at + picture.height();
        if bottom <= HEIGHT_MAX {
            self.printed.picture.grow(bottom);
            self.printed.picture.put(picture, x, self.at);
        }
    }

    fn indent(&self, width: usize) -> usize {
        let free = self.room().saturating_sub(width);
        match self.settings.align {
            Align::Left => 0,
            Align::Centre => free / 2,
            Align::Right => free,
        }
    }

    /// Dots between the margins.
    fn room(&self) -> usize {
        let paper = self.width.saturating_sub(self.settings.left);
        self.settings.area.min(paper)
    }

    fn cut(&mut self, partial: bool, feed: Option<u8>) {
        self.flush();
        if let Some(dots) = feed {
            self.at += TO_KNIFE + usize::from(dots);
        }
        self.printed.items.push(Item::Cut { partial });
        // The paper is shown in one piece, with a dotted line where the knife went.
        let mut dotted = Picture::white(self.width, 1);
        for x in (0..self.width).filter(|x| x / 6 % 2 == 0) {
            dotted.set(x, 0, true);
        }
        self.stamp(&dotted, 0);
        self.at += 12;
    }

    fn character(&self, byte: u8) -> char {
        table::character(byte, self.settings.table, self.settings.country)
    }
}
