//! Amounts as each language writes them.

use kit::locale::Locale;
use kit::money::{extra_text, is_whole, short_text, text, whole_text};
use shared::money::{Currency, Money};
use shared::till::Language;

fn locale(language: Language, currency: Currency) -> Locale {
    Locale { language, currency }
}

#[test]
fn amounts_read_as_in_the_design() {
    let amount = Money::minor(430_000);
    let write = |language, currency| text(locale(language, currency), amount);
    assert_eq!(write(Language::Spanish, Currency::ARS), "$\u{a0}4.300,00");
    assert_eq!(write(Language::English, Currency::ARS), "$4,300.00");
    assert_eq!(
        write(Language::Portuguese, Currency::BRL),
        "R$\u{a0}4.300,00"
    );
    assert_eq!(write(Language::Spanish, Currency::CLP), "$\u{a0}430.000");
    assert_eq!(write(Language::English, Currency::KWD), "KD430.000");
}

#[test]
fn what_comes_on_top_has_its_sign() {
    let spanish = locale(Language::Spanish, Currency::ARS);
    assert_eq!(extra_text(spanish, Money::minor(90_000)), "+$\u{a0}900,00");
    assert_eq!(
        extra_text(spanish, Money::minor(-25_000)),
        "\u{2212}$\u{a0}250,00"
    );
    let english = locale(Language::English, Currency::ARS);
    assert_eq!(
        extra_text(english, Money::minor(-25_000)),
        "\u{2212}$250.00"
    );
}

#[test]
fn round_sums_are_short_and_others_stay_exact() {
    let spanish = locale(Language::Spanish, Currency::ARS);
    assert_eq!(
        short_text(spanish, Money::minor(2_500_000)),
        "$\u{a0}25.000"
    );
    assert_eq!(
        short_text(spanish, Money::minor(2_500_050)),
        "$\u{a0}25.000,50"
    );
    assert_eq!(
        whole_text(spanish, Money::minor(2_500_050)),
        "$\u{a0}25.001"
    );
    assert!(is_whole(Currency::ARS, Money::minor(100)));
    assert!(!is_whole(Currency::ARS, Money::minor(101)));
}
