//! A page as a PDF, to print again elsewhere or to send by e-mail: as wide as the paper, as long as what is on it, with
//! text that can be selected and searched. One page, never A4. Programs that show PDFs end at five metres.
//!
//! Written with `pdf-writer` and `subsetter`, the two that Typst's PDFs stand on: they bring nothing with them that was not
//! here before. `krilla` stands on the same two and brings a second font stack and a path library with it; `printpdf`
//! brings a layout engine of its own.

mod font;

use crate::font::{Dots, Weight};
use crate::layout::layout;
use crate::paper::{Align, Page, Picture, Width};
use crate::sheet::{Ink, Sheet};
use font::Embedded;
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr};

/// Points of a dot: eight to a millimetre.
const POINT: f32 = 72.0 / 25.4 / 8.0;
/// White above and below, in dots.
const ENDS: u32 = 32;

const CATALOG: Ref = Ref::new(1);
const PAGES: Ref = Ref::new(2);
const PAGE: Ref = Ref::new(3);
const CONTENT: Ref = Ref::new(4);
/// Each font takes five numbers from here on, the pictures come after.
const FONTS: i32 = 10;
const PICTURES: i32 = 30;

/// The page as a file.
pub fn document(page: &Page, width: Width) -> Vec<u8> {
    let mut sheet = Sheet::new(width);
    for line in layout(page, width, &Dots::new(width)) {
        sheet.line(&line);
    }
    let mut fonts = [Weight::Medium, Weight::Bold].map(Embedded::new);
    let mut drawing = Drawing::new(&sheet, width);
    for ink in &sheet.inks {
        drawing.ink(ink, &mut fonts);
    }
    assemble(drawing, &fonts)
}

struct Drawing<'a> {
    content: Content,
    pictures: Vec<&'a Picture>,
    left: u32,
    width: f32,
    height: f32,
}

impl<'a> Drawing<'a> {
    fn new(sheet: &Sheet, width: Width) -> Self {
        // The paper is wider than what is printed on it.
        let paper = match width {
            Width::Mm58 => 58 * 8,
            Width::Mm80 => 80 * 8,
        };
        Self {
            content: Content::new(),
            pictures: Vec::new(),
            left: (paper - sheet.width) / 2,
            width: points(paper),
            height: points(sheet.height + 2 * ENDS),
        }
    }

    /// The place of a dot; a PDF counts from the bottom.
    fn place(&self, x: u32, y: u32) -> (f32, f32) {
        (points(self.left + x), self.height - points(ENDS + y))
    }

    fn rectangle(&mut self, x: u32, y: u32, width: u32, height: u32) {
        let (left, bottom) = self.place(x, y + height);
        self.content
            .rect(left, bottom, points(width), points(height));
    }

    fn ink(&mut self, ink: &'a Ink, fonts: &mut [Embedded; 2]) {
        match ink {
            Ink::Rectangle {
                x,
                y,
                width,
                height,
                ..
            } => {
                self.content.set_fill_gray(0.0);
                self.rectangle(*x, *y, *width, *height);
                self.content.fill_nonzero();
            }
            Ink::Letters { .. } => self.letters(ink, fonts),
            Ink::Dots {
                x,
                y,
                picture,
                scale: 1,
            } => self.picture(*x, *y, picture),
            Ink::Dots {
                x,
                y,
                picture,
                scale,
            } => self.modules(*x, *y, picture, *scale),
        }
    }

    fn letters(&mut self, ink: &Ink, fonts: &mut [Embedded; 2]) {
        let Ink::Letters {
            ground,
            text,
            weight,
            size,
            black,
            anchor,
            from,
            to,
            ..
        } = ink
        else {
            return;
        };
        let font = &mut fonts[usize::from(*weight == Weight::Bold)];
        let size = points(*size);
        let long = font.width(text) * size;
        let (start, y) = self.place(*from, *ground);
        let free = points(to - from) - long;
        let x = match anchor {
            Align::Left => start,
            Align::Centre => start + free / 2.0,
            Align::Right => start + free,
        };
        self.content.set_fill_gray(if *black { 0.0 } else { 1.0 });
        self.content.begin_text();
        self.content.set_font(font.name(), size);
        self.content.next_line(x, y);
        for (glyphs, said) in font.pieces(text) {
            match said {
                // A box says what it stands for to whoever copies it.
                Some(said) => {
                    let mut marked = self
                        .content
                        .begin_marked_content_with_properties(Name(b"Span"));
                    marked.properties().actual_text(TextStr(&said));
                    marked.finish();
                    self.content.show(Str(&glyphs));
                    self.content.end_marked_content();
                }
                None => {
                    self.content.show(Str(&glyphs));
                }
            }
        }
        self.content.end_text();
    }

    /// A picture keeps its dots.
    fn picture(&mut self, x: u32, y: u32, picture: &'a Picture) {
        if picture.width() == 0 || picture.height() == 0 {
            return;
        }
        let (left, bottom) = self.place(x, y + picture.height());
        let (width, height) = (points(picture.width()), points(picture.height()));
        let name = picture_name(self.pictures.len());
        self.content.save_state();
        self.content
            .transform([width, 0.0, 0.0, height, left, bottom]);
        self.content.x_object(Name(&name));
        self.content.restore_state();
        self.pictures.push(picture);
    }

    /// The modules of a code are drawn, row by row: a picture of them would be blurred by whoever shows it.
    fn modules(&mut self, x: u32, y: u32, picture: &Picture, scale: u32) {
        self.content.set_fill_gray(0.0);
        for row in 0..picture.height() {
            let mut column = 0;
            while column < picture.width() {
                let first = column;
                while picture.is_black(column, row) {
                    column += 1;
                }
                if column > first {
                    let long = (column - first) * scale;
                    self.rectangle(x + first * scale, y + row * scale, long, scale);
                }
                column += 1;
            }
        }
        self.content.fill_nonzero();
    }
}

fn assemble(drawing: Drawing<'_>, fonts: &[Embedded; 2]) -> Vec<u8> {
    let mut pdf = Pdf::new();
    pdf.catalog(CATALOG).pages(PAGES);
    pdf.pages(PAGES).kids([PAGE]).count(1);
    let mut page = pdf.page(PAGE);
    page.parent(PAGES)
        .media_box(Rect::new(0.0, 0.0, drawing.width, drawing.height))
        .contents(CONTENT);
    let mut resources = page.resources();
    let mut named = resources.fonts();
    for (font, first) in fonts.iter().zip((FONTS..).step_by(5)) {
        if font.is_used() {
            named.pair(font.name(), Ref::new(first));
        }
    }
    named.finish();
    let mut named = resources.x_objects();
    for (index, id) in (0..drawing.pictures.len()).zip(PICTURES..) {
        named.pair(Name(&picture_name(index)), Ref::new(id));
    }
    named.finish();
    resources.finish();
    page.finish();
    pdf.stream(CONTENT, &drawing.content.finish());
    for (font, first) in fonts.iter().zip((FONTS..).step_by(5)) {
        if font.is_used() {
            font.embed(&mut pdf, first);
        }
    }
    for (picture, id) in drawing.pictures.iter().zip(PICTURES..) {
        let side = |dots: u32| i32::try_from(dots).unwrap_or(i32::MAX);
        let mut object = pdf.image_xobject(Ref::new(id), picture.bits());
        object.width(side(picture.width()));
        object.height(side(picture.height()));
        object.color_space().device_gray();
        object.bits_per_component(1);
        // A set bit is black.
        object.decode([1.0, 0.0]);
    }
    pdf.finish()
}

fn picture_name(index: usize) -> Vec<u8> {
    format!("P{index}").into_bytes()
}

fn points(dots: u32) -> f32 {
    crate::font::exact(dots) * POINT
}
