//! A page as a PDF.

use super::receipt::receipt;
use super::stand::WIDTHS;
use printer::paper::{Block, Page, Width};
use printer::pdf;
use std::path::PathBuf;

fn contains(file: &[u8], part: &[u8]) -> bool {
    file.windows(part.len()).any(|window| window == part)
}

#[test]
fn a_receipt_is_one_page_as_wide_as_the_paper() {
    for width in WIDTHS {
        let file = pdf::document(&receipt(), width);
        if let Some(folder) = std::env::var_os("CORTADO_SCREENSHOTS").map(PathBuf::from) {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(folder.join(format!("receipt-{}.pdf", width.dots())), &file).unwrap();
        }
        assert!(file.starts_with(b"%PDF-1.") && file.ends_with(b"%%EOF"));
        let box_of = match width {
            Width::Mm58 => &b"/MediaBox [0 0 164.4"[..],
            Width::Mm80 => b"/MediaBox [0 0 226.7",
        };
        assert!(contains(&file, box_of));
        assert!(contains(&file, b"/Count 1"));
        // Both fonts are in it, cut down, with what their glyphs say.
        assert!(contains(&file, b"CORTAD+Inter-Medium") && contains(&file, b"CORTAD+Inter-Bold"));
        assert!(contains(&file, b"/ToUnicode") && contains(&file, b"beginbfchar"));
        assert!(file.len() < 60_000, "{} bytes", file.len());
    }
}

#[test]
fn an_empty_page_and_one_with_strange_letters_are_files_too() {
    assert!(pdf::document(&Page::default(), Width::Mm80).starts_with(b"%PDF"));
    let page = Page {
        blocks: vec![Block::text("Té 你好")],
    };
    let file = pdf::document(&page, Width::Mm58);
    assert!(contains(&file, b"/ActualText"));
    assert!(!contains(&file, b"Inter-Bold"));
}
