//! What single streams say, and how it looks.

use super::place::{WIDTH, printed, qr_codes};
use paper_printer::{Bars, Code, Item, Line, Printed};

#[test]
fn a_receipt_has_its_logo_and_its_lines() {
    let Some(printed) = printed("receipt-with-logo.bin") else {
        return;
    };
    let expected = [
        "ExampleMart Ltd.",
        "Shop No. 42.",
        "",
        "SALES INVOICE",
        "                                               $",
        "Example item #1                             4.00",
        "Another thing                               3.50",
        "Something else                              1.00",
        "A final item                                4.45",
        "Subtotal                                   12.95",
        "",
        "A local tax                                 1.30",
        "Total            $ 14.25",
        "Thank you for shopping at ExampleMart",
        "For trading hours, please visit example.com",
        "Monday 6th of April 2015 02:56:25 PM",
    ];
    assert_eq!(printed.text(), expected);
    let logo = printed.pictures().next().unwrap();
    assert_eq!((logo.width(), logo.height()), (300, 236));
    assert_eq!((printed.cuts(), printed.pulses()), (1, 1));
    let wide: Vec<_> = lines_that(&printed, |line| line.runs[0].style.width == 2);
    assert_eq!(wide, ["ExampleMart Ltd.", "Total            $ 14.25"]);
    let bold: Vec<_> = lines_that(&printed, |line| line.runs[0].style.bold);
    assert_eq!(bold, ["SALES INVOICE", expected[4], expected[9]]);
}

fn lines_that(printed: &Printed, which: impl Fn(&Line) -> bool) -> Vec<String> {
    let lines = printed.lines().filter(|line| !line.runs.is_empty());
    lines.filter(|line| which(line)).map(Line::text).collect()
}

#[test]
fn the_demonstration_shows_every_style() {
    let Some(printed) = printed("demo.bin") else {
        return;
    };
    let text = printed.text();
    assert_eq!(text[..4], ["Hello world", "ABC", "DEF", "GHI"]);
    let alphabets: Vec<_> = printed
        .lines()
        .filter(|line| line.text() == "ABCDEFGHIJabcdefghijk")
        .map(|line| line.runs[0].style)
        .collect();
    assert_eq!(alphabets.len(), 32);
    for (at, style) in alphabets.iter().enumerate() {
        assert!(!alphabets[..at].contains(style), "{style:?} twice");
    }
    assert!(text.contains(&"A man a plan a canal panama".to_owned()));
    assert_eq!((printed.cuts(), printed.pulses()), (14, 1));
    let says = Code::Bars(Bars::Code39, b"9876".to_vec());
    assert_eq!(printed.codes().next(), Some(&says));
    assert!(printed.picture.width() == WIDTH && printed.picture.black() > 100_000);
}

#[test]
fn every_qr_code_is_read_back_from_the_paper() {
    let Some(printed) = printed("qr-code.bin") else {
        return;
    };
    let mut said: Vec<_> = printed
        .codes()
        .filter_map(|code| match code {
            Code::Qr { content, .. } => String::from_utf8(content.clone()).ok(),
            _ => None,
        })
        .collect();
    assert_eq!(said.len(), 19);
    let mut read = qr_codes(&printed.picture);
    said.sort();
    read.sort();
    assert_eq!(read, said);
}

#[test]
fn text_of_many_languages_is_text() {
    let Some(printed) = printed("character-encodings.bin") else {
        return;
    };
    let text = printed.text().concat();
    for sentence in [
        "Quizdeltagerne spiste jordbær med fløde, mens cirkusklovnen Wolther spillede på xylofon.",
        "El pingüino Wenceslao hizo kilómetros bajo exhaustiva lluvia y frío, añoraba a su querido cachorro.",
        "Le cœur déçu mais l'âme plutôt naïve, Louÿs rêva de crapaüter en canoë au delà des îles, près du mälström où brûlent les novæ.",
        "Árvíztűrő tükörfúrógép.",
        "В чащах юга жил бы цитрус? Да, но фальшивый экземпляр!",
        "Pijamalı hasta, yağız şoföre çabucak güvendi.",
        "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία",
        "Tiếng Việt, còn gọi tiếng Việt Nam hay Việt ngữ",
    ] {
        assert!(text.contains(sentence), "{sentence}");
    }
}

#[test]
fn pictures_are_drawn_by_three_commands_alike() {
    let (Some(rows), Some(stored)) = (printed("bit-image.bin"), printed("graphics.bin")) else {
        return;
    };
    let rows: Vec<_> = rows.pictures().collect();
    let stored: Vec<_> = stored.pictures().collect();
    assert_eq!(rows.len(), 4);
    // One command rounds the width up to whole bytes, the other says it in dots.
    for (raster, stored) in rows.iter().zip(&stored) {
        assert_eq!(raster.height(), stored.height());
        assert_eq!(raster.black(), stored.black());
    }
}

#[test]
fn characters_of_ones_own_are_drawn_and_a_line_can_stand_on_its_head() {
    let Some(printed) = printed("unifont-print-buffer.bin") else {
        return;
    };
    let lines: Vec<_> = printed.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(
        lines
            .iter()
            .all(|line| line.text().chars().all(|sign| sign >= '\u{e000}'))
    );
    assert!(lines[1].runs[0].style.upside_down);
    // The first word stands at the left, the second at the right.
    let half = |from: usize, row: usize| printed.picture.part(from, row, 288, 30).black();
    assert!(half(0, 0) > 50 && half(288, 0) == 0);
    assert!(half(0, 30) == 0 && half(288, 30) > 50);
}

#[test]
fn bar_codes_and_pdf417_are_known_by_what_they_say() {
    let (Some(bars), Some(pdf)) = (printed("barcode.bin"), printed("pdf417-code.bin")) else {
        return;
    };
    let bars: Vec<_> = bars.codes().collect();
    for (kind, says) in [
        (Bars::UpcA, "01234567890"),
        (Bars::Ean13, "012345678901"),
        (Bars::Ean8, "0123456"),
        (Bars::Itf, "0123456789"),
        (Bars::Code128, "{A012ABCD"),
    ] {
        let code = Code::Bars(kind, says.as_bytes().to_vec());
        assert!(bars.contains(&&code), "{code:?}");
    }
    let said = pdf.codes().filter(|code| matches!(code, Code::Pdf417(_)));
    assert!(said.count() > 10);
}

#[test]
fn margins_move_the_text() {
    let Some(printed) = printed("margins-and-spacing.bin") else {
        return;
    };
    let wrapped = printed.lines().filter(|line| line.wrapped).count();
    assert!(wrapped >= 4, "{wrapped}");
    assert!(
        printed
            .items
            .iter()
            .any(|item| matches!(item, Item::Cut { .. }))
    );
}
