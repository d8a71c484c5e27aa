//! A printer in memory, and what a test wants to know of it.

use paper_printer::{Printed, print};
use printer::escpos::{CodePage, Codes, Mode, Profile, encode};
use printer::layout::{Columns, Line, layout};
use printer::paper::{Page, Picture, Width};
use std::path::PathBuf;

pub const WIDTHS: [Width; 2] = [Width::Mm58, Width::Mm80];

pub fn profile(width: Width, code_page: CodePage) -> Profile {
    Profile {
        width,
        code_page,
        ..Profile::default()
    }
}

pub fn as_picture(width: Width) -> Profile {
    Profile {
        width,
        mode: Mode::Picture,
        ..Profile::default()
    }
}

pub fn by_command(width: Width) -> Profile {
    Profile {
        width,
        codes: Codes::Commands,
        ..Profile::default()
    }
}

/// Encodes a page and prints it.
pub fn printed(page: &Page, profile: &Profile) -> Printed {
    print(&encode(page, profile), profile.width.dots() as usize).unwrap()
}

/// The lines of a page as text, as columns of a printer's own characters.
pub fn lines(page: &Page, width: Width) -> Vec<String> {
    let lines = layout(page, width, &Columns(width.columns()));
    let seen = lines.iter().filter(|line| **line != Line::Air);
    seen.map(|line| line_text(line, width)).collect()
}

fn line_text(line: &Line, width: Width) -> String {
    match line {
        Line::Text { runs, bar } => {
            let mut text = String::new();
            let mut column = 0;
            for run in runs {
                text.push_str(&" ".repeat((run.x - column) as usize));
                text.push_str(&run.text);
                column = run.x + run.width;
            }
            if *bar {
                text.push_str(&" ".repeat((width.columns() - column) as usize));
            }
            text
        }
        Line::Rule(rule) => format!("<{rule:?}>"),
        Line::Air | Line::Blank => String::new(),
        Line::Qr(content) => format!("<qr {content}>"),
        Line::Code128(content) => format!("<bars {content}>"),
        Line::Logo(picture) => format!("<{picture:?}>"),
        Line::Feed(lines) => format!("<feed {lines}>"),
        Line::Cut => "<cut>".into(),
        Line::Drawer(_) => "<drawer>".into(),
    }
}

/// Compares with what is written down beside the tests; `UPDATE_EXPECT=1` writes it down anew.
pub fn expect(name: &str, found: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/printer/expected")
        .join(name);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, format!("{found}\n")).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found.trim_end(), expected.trim_end(), "{name}");
}

/// Keeps a picture to look at, where `CORTADO_SCREENSHOTS` says so.
pub fn keep(name: &str, picture: &paper_printer::Picture) {
    let Some(folder) = std::env::var_os("CORTADO_SCREENSHOTS").map(PathBuf::from) else {
        return;
    };
    std::fs::create_dir_all(&folder).unwrap();
    let file = std::fs::File::create(folder.join(format!("{name}.png"))).unwrap();
    picture.to_png(file).unwrap();
}

/// One of our pictures as one of the printer's.
pub fn dots(picture: &Picture) -> paper_printer::Picture {
    let row = picture.row_bytes() as usize;
    paper_printer::Picture::from_rows(picture.width() as usize, row, picture.bits())
}

/// What the QR codes on a paper say.
pub fn qr_codes(picture: &paper_printer::Picture) -> Vec<String> {
    let (width, height) = (picture.width(), picture.height());
    let mut seen = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        if picture.is_black(x, y) { 0 } else { 255 }
    });
    let grids = seen.detect_grids();
    grids.iter().map(|grid| grid.decode().unwrap().1).collect()
}

/// The same signs as a typewriter has them: a code page may have them so or so.
pub fn typed(line: &str) -> String {
    let signs = line.chars().map(|sign| match sign {
        '\u{2010}'..='\u{2015}' | '−' => '-',
        '‘' | '’' | '′' => '\'',
        '“' | '”' | '″' => '"',
        '×' => 'x',
        '•' => '·',
        other => other,
    });
    signs.collect()
}
