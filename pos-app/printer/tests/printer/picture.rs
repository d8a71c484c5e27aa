//! A page as dots.

use super::receipt::{LINK, duplicate, receipt};
use super::stand::{WIDTHS, as_picture, dots, keep, printed, qr_codes};
use paper_printer::Item;
use printer::paper::{Align, Block, Page, Style, Width};
use printer::raster;

#[test]
fn a_receipt_prints_as_it_was_drawn() {
    for width in WIDTHS {
        let drawn = dots(&raster::picture(&receipt(), width));
        keep(&format!("picture-{}", width.dots()), &drawn);
        let printed = printed(&receipt(), &as_picture(width));
        assert_eq!(printed.text(), Vec::<String>::new());
        assert_eq!((printed.cuts(), printed.pulses()), (1, 1));
        assert_eq!(qr_codes(&printed.picture), [LINK]);
        // On the paper it stands from the top, dot by dot.
        let paper = printed.picture.part(0, 0, drawn.width(), drawn.height());
        let differ = (0..drawn.height())
            .flat_map(|y| (0..drawn.width()).map(move |x| (x, y)))
            .filter(|(x, y)| paper.is_black(*x, *y) != drawn.is_black(*x, *y))
            .count();
        // Dots that read like a command to the printer were changed: a few at most.
        assert!(differ < 20, "{differ} dots differ");
    }
}

#[test]
fn the_drawer_opens_before_the_paper_and_the_knife_comes_last() {
    let printed = printed(&receipt(), &as_picture(Width::Mm80));
    assert!(matches!(
        printed.items.first(),
        Some(Item::Pulse { pin: 0 })
    ));
    assert!(matches!(
        printed.items.last(),
        Some(Item::Cut { partial: true })
    ));
}

#[test]
fn a_duplicate_is_seen_at_a_glance() {
    let width = Width::Mm80;
    let drawn = dots(&raster::picture(&duplicate(), width));
    keep("picture-duplicate", &drawn);
    let plain = dots(&raster::picture(&receipt(), width));
    // A bar across the paper more.
    assert!(drawn.black() > plain.black() + 20_000);
}

#[test]
fn margins_stay_white() {
    for width in WIDTHS {
        let drawn = dots(&raster::picture(&receipt(), width));
        let margin = width.margin() as usize;
        let right = drawn.width() - margin;
        assert_eq!(drawn.part(0, 0, margin, drawn.height()).black(), 0);
        assert_eq!(drawn.part(right, 0, margin, drawn.height()).black(), 0);
    }
}

#[test]
fn small_letters_are_at_least_22_dots_high() {
    for width in WIDTHS {
        let page = Page {
            // From the top of the accent to the foot of the descender.
            blocks: vec![Block::text("Éjpq")],
        };
        let drawn = dots(&raster::picture(&page, width));
        let inked = |y: &usize| drawn.part(0, *y, drawn.width(), 1).black() > 0;
        let rows: Vec<_> = (0..drawn.height()).filter(inked).collect();
        let high = rows.last().unwrap() - rows[0] + 1;
        assert!(high >= 22, "{high} at {width:?}");
    }
}

#[test]
fn figures_stand_below_one_another() {
    let drawn = |amount: &str| {
        let page = Page {
            blocks: vec![Block::pair("", amount, Style::PLAIN)],
        };
        let drawn = dots(&raster::picture(&page, Width::Mm80));
        (0..drawn.width()).find(|x| drawn.part(*x, 0, 1, drawn.height()).black() > 0)
    };
    // The first figure differs, the width of those behind it does not.
    assert_eq!(drawn("8.111,11"), drawn("8.888,88"));
}

#[test]
fn what_the_font_lacks_is_a_box() {
    let said = |text: &str| {
        let page = Page {
            blocks: vec![Block::styled(text, Align::Left, Style::PLAIN)],
        };
        dots(&raster::picture(&page, Width::Mm80))
    };
    keep("picture-boxes", &said("Té 你好 ☕ ação"));
    assert!(said("你").black() > 0);
    assert_eq!(said("你"), said("好"));
    assert!(said("a你b").black() > said("ab").black());
}
