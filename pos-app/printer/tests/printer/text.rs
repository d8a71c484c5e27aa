//! A page as a printer's own characters.

use super::receipt::{LINK, duplicate, receipt};
use super::stand::{WIDTHS, keep, lines, printed, profile, qr_codes};
use printer::escpos::CodePage;
use printer::paper::Width;

#[test]
fn a_receipt_prints_line_by_line() {
    for width in WIDTHS {
        let printed = printed(&receipt(), &profile(width, CodePage::Cp858));
        let text = printed.text();
        eprintln!("{}", text.join("\n"));
        keep(&format!("text-{}", width.columns()), &printed.picture);
        assert_eq!((printed.cuts(), printed.pulses()), (1, 1));
        assert_eq!(qr_codes(&printed.picture), [LINK]);
        for line in lines(&receipt(), width) {
            eprintln!("{line}");
        }
    }
}

#[test]
fn a_duplicate_says_so_in_a_bar() {
    let printed = printed(&duplicate(), &profile(Width::Mm80, CodePage::Cp858));
    assert_eq!((printed.cuts(), printed.pulses()), (1, 0));
    let marked = printed
        .lines()
        .find(|line| line.text().contains("DUPLICADO"));
    let runs = &marked.unwrap().runs;
    assert!(
        runs.iter()
            .all(|run| run.style.inverted && run.style.height == 2)
    );
}
