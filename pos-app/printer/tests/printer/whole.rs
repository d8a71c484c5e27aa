//! Whatever is on a page: no line is wider than the paper, and nothing of it is lost on the way.

use super::stand::{WIDTHS, lines, printed, profile, typed};
use printer::escpos::{CodePage, Codes, Mode, Profile};
use printer::layout::{Columns, Line, Measure, layout, said};
use printer::paper::{Align, Block, Drawer, Page, Picture, Rule, Style, Width};
use printer::{pdf, raster};
use proptest::prelude::*;

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zA-ZáéíóúñÑüçãõ0-9 .,%$-]{0,60}",
        1 => "[A-Za-z]{30,90}",
        1 => "[a-zăș你好€−×“”☕ \u{1b}\u{10}\n\t\u{301}\u{202e}]{0,30}",
        1 => any::<String>(),
    ]
}

fn any_style() -> impl Strategy<Value = Style> {
    (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(bold, tall, wide)| Style {
        bold,
        tall,
        wide,
    })
}

fn any_align() -> impl Strategy<Value = Align> {
    prop::sample::select(vec![Align::Left, Align::Centre, Align::Right])
}

fn any_block() -> impl Strategy<Value = Block> {
    let amount = || prop_oneof![4 => "[-−$ ]{0,2}[0-9.]{1,12},[0-9]{2}", 1 => any_text()];
    let words = (any_text(), any_align(), any_style());
    let pair = (any_text(), amount(), any_style());
    let row = ("[0-9,]{0,6}", any_text(), amount(), any_style());
    prop_oneof![
        words.prop_map(|(text, align, style)| Block::styled(text, align, style)),
        pair.prop_map(|(left, right, style)| Block::pair(left, right, style)),
        row.prop_map(|(count, name, amount, style)| Block::row(count, name, amount, style)),
        (any_text(), "[0-9A-Z-]{1,12}", any_text()).prop_map(|(left, middle, right)| Block::Bar {
            left,
            middle,
            right
        }),
        any_text().prop_map(Block::Mark),
        Just(Block::Rule(Rule::Thin)),
        Just(Block::Blank),
    ]
}

/// Also what is no text.
fn anything() -> impl Strategy<Value = Page> {
    let dots = (0_u32..700, 0_u32..40).prop_map(|(width, height)| {
        let mut picture = Picture::white(width, height);
        picture.fill(width / 3, 0, width / 3, height, true);
        Block::Logo(picture)
    });
    let block = prop_oneof![
        4 => any_block(),
        1 => any_text().prop_map(Block::Qr),
        1 => any_text().prop_map(Block::Code128),
        1 => "[ -~]{0,24}".prop_map(Block::Code128),
        1 => dots,
        1 => (0_u8..12).prop_map(Block::Feed),
        1 => Just(Block::Cut),
        1 => Just(Block::Drawer(Drawer::Pin5)),
    ];
    prop::collection::vec(block, 0..8).prop_map(|blocks| Page { blocks })
}

fn any_page() -> impl Strategy<Value = Page> {
    prop::collection::vec(any_block(), 0..8).prop_map(|blocks| Page { blocks })
}

/// All texts of a page, each as it should be printed.
fn texts(page: &Page) -> Vec<String> {
    let mut texts = Vec::new();
    for block in &page.blocks {
        match block {
            Block::Text { text, .. } => texts.extend(text.split('\n').map(said)),
            Block::Mark(text) => texts.push(said(text)),
            Block::Pair { left, right, .. } => texts.extend([said(left), said(right)]),
            Block::Row {
                quantity,
                name,
                amount,
                ..
            } => texts.extend([said(quantity), said(name), said(amount)]),
            Block::Bar {
                left,
                middle,
                right,
            } => texts.extend([said(left), said(middle), said(right)]),
            _ => {}
        }
    }
    texts
}

/// The signs of a text, however they are ordered: a name and an amount that wrap are interleaved on paper.
fn signs(texts: impl IntoIterator<Item = String>) -> Vec<char> {
    let texts: Vec<String> = texts.into_iter().collect();
    let signs = texts.iter().flat_map(|text| text.chars());
    let mut signs: Vec<_> = signs.filter(|sign| !sign.is_whitespace()).collect();
    signs.sort_unstable();
    signs
}

fn check_lines(page: &Page, width: Width, measure: &impl Measure) -> Result<(), TestCaseError> {
    let mut found = Vec::new();
    for line in layout(page, width, measure) {
        let Line::Text { runs, .. } = line else {
            continue;
        };
        let mut end = 0;
        for run in runs {
            prop_assert!(run.x >= end, "{run:?} begins before {end}");
            prop_assert_eq!(measure.width(&run.text, run.style), run.width);
            end = run.x + run.width;
            found.push(run.text);
        }
        prop_assert!(end <= measure.line(), "{end} of {}", measure.line());
    }
    prop_assert_eq!(signs(found), signs(texts(page)));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_line_is_wider_than_the_paper_and_no_sign_is_lost(page in any_page()) {
        for width in WIDTHS {
            check_lines(&page, width, &Columns(width.columns()))?;
            check_lines(&page, width, &raster::measure(width))?;
        }
    }

    #[test]
    fn what_is_encoded_is_printed_with_its_text_whole(page in any_page(), at in 0_usize..4, narrow in any::<bool>()) {
        let width = WIDTHS[usize::from(narrow)];
        let code_page = CodePage::ALL[at];
        let printed = printed(&page, &profile(width, code_page));
        prop_assert!(printed.lines().all(|line| !line.wrapped));
        // A line that the code page has is text on paper; any other one is a picture.
        let mut text = Vec::new();
        let mut pictures = 0;
        for line in lines(&page, width) {
            match code_page.encode(&line) {
                Some(_) if line.starts_with('<') && line.ends_with('>') => {}
                Some(_) => text.push(typed(&line)),
                None => pictures += 1,
            }
        }
        let rules = "-=.".chars();
        let is_rule = |line: &String| rules.clone().any(|sign| line.chars().all(|each| each == sign) && line.len() as u32 == width.columns());
        let found = printed.text().into_iter().filter(|line| !is_rule(line)).map(|line| typed(&line));
        prop_assert_eq!(signs(found), signs(text));
        prop_assert_eq!(printed.pictures().count(), pictures);
    }

    #[test]
    fn every_page_prints_in_every_way_and_happens_once(page in anything()) {
        let count = |which: fn(&Block) -> bool| page.blocks.iter().filter(|block| which(block)).count();
        let cuts = count(|block| matches!(block, Block::Cut));
        let pulses = count(|block| matches!(block, Block::Drawer(_)));
        for width in WIDTHS {
            for (mode, codes) in [(Mode::Picture, Codes::Pictures), (Mode::Text, Codes::Pictures), (Mode::Text, Codes::Commands)] {
                let profile = Profile { width, mode, codes, ..Profile::default() };
                let printed = printed(&page, &profile);
                prop_assert_eq!((printed.cuts(), printed.pulses()), (cuts, pulses));
                prop_assert!(mode == Mode::Text || printed.text().is_empty());
            }
            prop_assert!(pdf::document(&page, width).starts_with(b"%PDF"));
        }
    }
}
