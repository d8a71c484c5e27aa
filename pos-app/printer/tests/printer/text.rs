//! A page as a printer's own characters.

use super::receipt::{LINK, duplicate, receipt};
use super::stand::{WIDTHS, by_command, expect, keep, lines, printed, profile, qr_codes, typed};
use paper_printer::{Bars, Code, Item};
use printer::escpos::{CodePage, Knife, Profile, encode};
use printer::paper::{Align, Block, Drawer, Page, Picture, Style, Width};

fn page(texts: &[&str]) -> Page {
    let blocks = texts.iter().map(|text| Block::text(*text));
    Page {
        blocks: blocks.collect(),
    }
}

#[test]
fn a_receipt_is_laid_out_for_both_papers() {
    for width in WIDTHS {
        let name = format!("receipt-{}.txt", width.columns());
        expect(&name, &lines(&receipt(), width).join("\n"));
    }
}

#[test]
fn a_receipt_prints_as_it_was_laid_out() {
    for width in WIDTHS {
        let printed = printed(&receipt(), &profile(width, CodePage::Cp858));
        keep(&format!("text-{}", width.columns()), &printed.picture);
        let laid_out = lines(&receipt(), width);
        let wanted: Vec<_> = laid_out
            .iter()
            .filter(|line| !line.starts_with('<') && !line.is_empty())
            .map(|line| line.replace('−', "-"))
            .collect();
        let bars = printed.text();
        let found: Vec<_> = bars
            .iter()
            .filter(|line| line.contains(char::is_alphanumeric))
            // The text below the bar code is part of the code.
            .filter(|line| line.trim() != "C1-004861")
            .collect();
        assert_eq!(found, wanted.iter().collect::<Vec<_>>());
        assert_eq!(qr_codes(&printed.picture), [LINK]);
    }
}

#[test]
fn the_drawer_opens_once_and_the_paper_is_cut_once() {
    for profile in WIDTHS.map(|width| profile(width, CodePage::Cp437)) {
        let printed = printed(&receipt(), &profile);
        assert_eq!((printed.cuts(), printed.pulses()), (1, 1));
        assert_eq!(printed.items.first(), Some(&Item::Pulse { pin: 0 }));
        assert_eq!(printed.items.last(), Some(&Item::Cut { partial: true }));
    }
    let full = Profile {
        knife: Knife::Full,
        ..Profile::default()
    };
    let blocks = vec![Block::Drawer(Drawer::Pin5), Block::Cut];
    let items = printed(&Page { blocks }, &full).items;
    assert_eq!(
        items,
        [Item::Pulse { pin: 1 }, Item::Cut { partial: false }]
    );
    let none = Profile {
        knife: Knife::None,
        ..Profile::default()
    };
    assert_eq!(printed(&receipt(), &none).cuts(), 0);
}

#[test]
fn a_duplicate_says_so_in_a_bar() {
    let printed = printed(&duplicate(), &profile(Width::Mm80, CodePage::Cp858));
    assert_eq!((printed.cuts(), printed.pulses()), (1, 0));
    let mut lines = printed.lines();
    let marked = lines.find(|line| line.text().contains("DUPLICADO"));
    let runs = &marked.unwrap().runs;
    assert!(
        runs.iter()
            .all(|run| run.style.inverted && run.style.height == 2)
    );
}

#[test]
fn every_code_page_prints_what_it_has_as_text_and_the_rest_as_a_picture() {
    // What each lacks, of Spanish and Portuguese.
    let spoken = [
        ("El niño pidió café con leche y un pingüino", [true; 4]),
        ("¿Cuánto es? ¡Gracias! 5º piso, 1ª fila", [true; 4]),
        (
            "JAMÓN Y ÑANDÚ, MEDIALUNA DE MAÍZ",
            [false, true, true, true],
        ),
        ("Pão de queijo, açaí e maçã", [false, true, true, true]),
        (
            "São João, informações, câmbio à vista",
            [false, true, true, true],
        ),
        ("Total 12,50 €", [false, false, true, true]),
        ("“Café” de la casa – 3×2", [true, true, true, true]),
        ("Brânză și smântână", [false; 4]),
        ("你好", [false; 4]),
        ("Caf\u{1b}p0e", [false; 4]),
    ];
    for (at, code_page) in CodePage::ALL.into_iter().enumerate() {
        for (text, has) in &spoken {
            let printed = printed(&page(&[text, "Sigue"]), &profile(Width::Mm80, code_page));
            assert_eq!(printed.pulses(), 0);
            let lines = printed.text();
            assert_eq!(lines.last().unwrap(), "Sigue", "{text} in {code_page:?}");
            let drawn = printed.pictures().count();
            assert_eq!(
                (drawn, lines.len()),
                if has[at] { (0, 2) } else { (1, 1) },
                "{text} in {code_page:?}"
            );
            if has[at] && !text.starts_with('“') {
                assert_eq!(lines[0], *text, "{code_page:?}");
            }
        }
    }
}

#[test]
fn every_character_of_every_code_page_is_the_one_on_paper() {
    for code_page in CodePage::ALL {
        let known =
            |sign: &char| !sign.is_whitespace() && code_page.encode(&sign.to_string()).is_some();
        let signs: Vec<char> = ('!'..='\u{ffff}').filter(known).collect();
        let upper = signs.iter().filter(|sign| !sign.is_ascii()).count();
        assert!(upper > 120, "{upper} in {code_page:?}");
        let lines: Vec<String> = signs.chunks(40).map(|line| line.iter().collect()).collect();
        let texts: Vec<_> = lines.iter().map(String::as_str).collect();
        let printed = printed(&page(&texts), &profile(Width::Mm80, code_page));
        let found = printed.text().concat();
        for (sign, found) in signs.iter().zip(found.chars()) {
            let typed = typed(&sign.to_string()) == typed(&found.to_string());
            assert!(typed, "{sign} is {found} in {code_page:?}");
        }
        assert_eq!(found.chars().count(), signs.len());
    }
}

#[test]
fn a_line_that_goes_as_a_picture_stands_among_the_others() {
    let blocks = vec![
        Block::row("1", "Café", "3,00", Style::BOLD),
        Block::row("2", "Brânză cu smântână", "1.250,00", Style::BOLD),
        Block::row("1", "你好 (té)", "2,00", Style::PLAIN),
        Block::Mark("ANULADO ă".into()),
        Block::pair("Total", "1.255,00", Style::TALL),
    ];
    let printed = printed(&Page { blocks }, &profile(Width::Mm80, CodePage::Cp858));
    keep("text-among-pictures", &printed.picture);
    assert_eq!(printed.text().len(), 2);
    let pictures: Vec<_> = printed.pictures().collect();
    assert!(pictures.iter().all(|picture| picture.width() == 576));
    // The amount ends where the others end: at the right edge.
    let edge = pictures[0].part(540, 0, 36, pictures[0].height());
    assert!(edge.black() > 20, "{}", edge.black());
    // The mark is a bar: more black than white.
    assert!(pictures[2].black() * 2 > pictures[2].width() * pictures[2].height());
}

#[test]
fn codes_by_command_are_the_codes_of_the_pictures() {
    for width in WIDTHS {
        let printed = printed(&receipt(), &by_command(width));
        keep(
            &format!("text-commands-{}", width.columns()),
            &printed.picture,
        );
        let module = width.qr_module();
        let content = LINK.as_bytes().to_vec();
        let bars = Code::Bars(Bars::Code128, b"{BC1-004861".to_vec());
        let codes: Vec<_> = printed.codes().collect();
        assert_eq!(codes, [&Code::Qr { content, module }, &bars]);
        assert_eq!(qr_codes(&printed.picture), [LINK]);
    }
}

#[test]
fn what_no_code_can_hold_is_printed_as_text() {
    let long = "x".repeat(3_000);
    let blocks = vec![
        Block::Qr(long.clone()),
        Block::Code128("ñandú".into()),
        Block::Code128("0123456789".repeat(5)),
    ];
    let text = printed(&Page { blocks }, &by_command(Width::Mm58))
        .text()
        .concat();
    assert!(
        text.contains(&long) && text.contains("ñandú") && text.contains("01234567890123456789")
    );
}

#[test]
fn a_brace_in_a_bar_code_is_no_command() {
    let blocks = vec![Block::Code128("A{B".into())];
    let printed = printed(&Page { blocks }, &by_command(Width::Mm80));
    let code = Code::Bars(Bars::Code128, b"{BA{{B".to_vec());
    assert_eq!(printed.codes().next(), Some(&code));
}

#[test]
fn a_logo_that_is_too_wide_is_made_smaller() {
    let blocks = vec![Block::Logo(Picture::white(3_000, 600))];
    let printed = printed(&Page { blocks }, &profile(Width::Mm58, CodePage::Cp437));
    assert!(printed.pictures().all(|picture| picture.width() <= 384));
}

#[test]
fn another_number_of_the_code_page_is_what_is_sent() {
    let other = Profile {
        code_table: Some(7),
        ..Profile::default()
    };
    let bytes = encode(&page(&["x"]), &other);
    assert!(bytes.windows(3).any(|three| three == b"\x1bt\x07"));
}

#[test]
fn styles_and_places_reach_the_paper() {
    let blocks = vec![
        Block::styled("12", Align::Centre, Style::LARGE),
        Block::styled("derecha", Align::Right, Style::BOLD),
    ];
    let printed = printed(&Page { blocks }, &profile(Width::Mm58, CodePage::Cp858));
    let lines: Vec<_> = printed.lines().collect();
    let number = lines[0].runs.last().unwrap();
    assert_eq!(
        (
            number.text.as_str(),
            number.style.width,
            number.style.height
        ),
        ("12", 2, 2)
    );
    // Fourteen columns, two letters of two, fourteen columns.
    assert_eq!(lines[0].runs[0].text.len(), 14);
    assert_eq!(lines[1].text().len(), 32);
    assert!(lines[1].runs.last().unwrap().style.bold);
}
