//! Every refusal has words of its own in every language.

use kit::locale::{LANGUAGES, Locale};
use kit::words::refusal::{attention, failure, problem, rejection};
use kit::words::row;
use shared::id::{LineId, ModifierId, ProductId};
use shared::money::{AmountError, Currency, Money};
use shared::order::{OrderNumber, OrderRejection, ReceiptNumber, TillCode};
use shared::payment::Shortfall;
use shared::problem::ProblemCode;
use shared::shift::ShiftRejection;
use shared::till::{Attention, ContinuedWhy, Language, Rejection, RowFault, TillFailure};
use std::collections::HashSet;

fn order_rejections() -> Vec<OrderRejection> {
    let (line, product) = (LineId::from_bytes([1; 16]), ProductId::from_bytes([2; 16]));
    let (shown, total) = (Money::minor(100), Money::minor(130_000));
    let name = || "Flat white".to_owned();
    vec![
        OrderRejection::AlreadySettled,
        OrderRejection::Empty,
        OrderRejection::NoSuchLine { line },
        OrderRejection::NoSuchProduct { product },
        OrderRejection::PriceMissing {
            product,
            name: name(),
        },
        OrderRejection::ModifierNotOffered {
            modifier: ModifierId::from_bytes([3; 16]),
        },
        OrderRejection::TooFewModifiers {
            group: name(),
            min: 1,
        },
        OrderRejection::TooManyModifiers {
            group: name(),
            max: 2,
        },
        OrderRejection::QuantityOutOfRange,
        OrderRejection::PriceOutOfRange,
        OrderRejection::NothingToTake,
        OrderRejection::TooManyLines { max: 200 },
        OrderRejection::TextTooLong { max: 200 },
        OrderRejection::TotalChanged { shown, total },
        OrderRejection::Short(Shortfall {
            due: total,
            tendered: Money::ZERO,
        }),
        OrderRejection::CardAboveTotal { total },
        OrderRejection::TenderOutOfRange,
    ]
}

fn shift_rejections() -> Vec<ShiftRejection> {
    let (shown, counted) = (Money::minor(100), Money::minor(130_000));
    vec![
        ShiftRejection::AlreadyOpen,
        ShiftRejection::NotOpen,
        ShiftRejection::OpenOrders {
            orders: vec![OrderNumber {
                till: TillCode("C1".to_owned()),
                number: 128,
            }],
        },
        ShiftRejection::AmountNotPositive,
        ShiftRejection::AmountTooLarge,
        ShiftRejection::ReasonMissing,
        ShiftRejection::TextTooLong { max: 200 },
        ShiftRejection::NoSuchMovement,
        ShiftRejection::NoSuchPieces { value: shown },
        ShiftRejection::CountDoesNotAddUp { shown, counted },
        ShiftRejection::NotCounted,
        ShiftRejection::CountOutdated,
        ShiftRejection::NoteMissing,
    ]
}

fn rejections() -> Vec<Rejection> {
    let mut all: Vec<Rejection> = order_rejections()
        .into_iter()
        .map(Rejection::Order)
        .collect();
    all.extend(shift_rejections().into_iter().map(Rejection::Shift));
    all.extend([
        Rejection::BadName,
        Rejection::NothingImported {
            file: "menu.csv".to_owned(),
            problems: Vec::new(),
        },
        Rejection::EnrolmentCodeRefused,
        Rejection::AlreadyEnrolled,
        Rejection::OtherCurrency {
            ours: Currency::ARS,
            theirs: Currency::BRL,
        },
        Rejection::BadServerAddress,
        Rejection::ServerUnreachable,
        Rejection::NotEnrolled,
    ]);
    all
}

fn locale(language: Language) -> Locale {
    Locale {
        language,
        currency: Currency::ARS,
    }
}

#[test]
fn no_two_rejections_say_the_same() {
    for language in LANGUAGES {
        let texts: Vec<String> = rejections()
            .iter()
            .map(|reason| rejection(locale(language), reason))
            .collect();
        let different: HashSet<&String> = texts.iter().collect();
        assert_eq!(different.len(), texts.len(), "{texts:#?}");
        assert!(
            texts
                .iter()
                .all(|text| text.len() > 8 && !text.ends_with('.')),
            "{texts:#?}"
        );
    }
}

#[test]
fn the_languages_differ() {
    for reason in rejections() {
        let texts: HashSet<String> = LANGUAGES
            .iter()
            .map(|language| rejection(locale(*language), &reason))
            .collect();
        assert_eq!(texts.len(), LANGUAGES.len(), "{texts:?}");
    }
}

#[test]
fn amounts_are_written_as_the_language_does() {
    let short = TillFailure::Rejected(Rejection::Order(OrderRejection::Short(Shortfall {
        due: Money::minor(130_000),
        tendered: Money::ZERO,
    })));
    let say = |language| failure(locale(language), &short);
    assert_eq!(say(Language::Spanish), "Faltan $\u{a0}1.300,00");
    assert_eq!(say(Language::English), "$1,300.00 to go");
    assert_eq!(say(Language::Portuguese), "Faltam $\u{a0}1.300,00");
}

#[test]
fn a_fault_never_shows_its_inside() {
    let fault = TillFailure::Fault("disk I/O error at page 7".to_owned());
    for language in LANGUAGES {
        assert!(!failure(locale(language), &fault).contains("page 7"));
        assert_ne!(
            failure(locale(language), &TillFailure::DiskFull),
            failure(locale(language), &TillFailure::NewerFile)
        );
    }
}

#[test]
fn problems_and_what_needs_attention_have_words() {
    for language in LANGUAGES {
        assert_ne!(
            problem(language, ProblemCode::WrongCredentials),
            problem(language, ProblemCode::Internal)
        );
        assert!(attention(language, &Attention::DiskLow { free: 800_000_000 }).contains("800"));
        let missing = |receipts| Attention::Missing {
            entries: 12,
            receipts,
        };
        assert!(attention(language, &missing(Vec::new())).contains("12"));
        let receipt = ReceiptNumber {
            till: TillCode("C1".to_owned()),
            number: 74,
        };
        let named = attention(language, &missing(vec![receipt]));
        assert!(named.contains("12") && named.contains("C1-000074"));
        let continued = |why| attention(language, &Attention::Continued { why });
        assert_ne!(
            continued(ContinuedWhy::Restored),
            continued(ContinuedWhy::Copied)
        );
        assert!(attention(language, &Attention::ClockOff { seconds: -300 }).contains('5'));
    }
}

#[test]
fn a_mended_file_is_said_calmly_and_lost_receipts_by_their_numbers() {
    let receipt = |number| ReceiptNumber {
        till: TillCode("C1".to_owned()),
        number,
    };
    for language in LANGUAGES {
        let said =
            |entries, receipts| attention(language, &Attention::Mended { entries, receipts });
        let nothing = said(0, Vec::new());
        assert!(!nothing.is_empty());
        assert_ne!(nothing, said(1, Vec::new()));
        let some = said(9, (3..=9).map(receipt).collect());
        assert!(
            some.contains("C1-000003, C1-000004") && some.contains("(+2)"),
            "{some}"
        );
    }
}

#[test]
fn a_row_of_a_file_is_refused_in_the_readers_language() {
    let fault = RowFault::Amount {
        column: "price".to_owned(),
        fault: AmountError::TooManyDecimals {
            text: "12.505".to_owned(),
            currency: Currency::ARS,
            given: 3,
            allowed: 2,
        },
    };
    let say = |language| row::fault(locale(language), &fault);
    assert_eq!(
        say(Language::Spanish),
        "price: 12.505 tiene 3 decimales y ARS tiene 2"
    );
    assert_eq!(
        say(Language::English),
        "price: 12.505 has 3 decimals, ARS has 2"
    );
    assert_eq!(
        say(Language::Portuguese),
        "price: 12.505 tem 3 decimais e ARS tem 2"
    );
}
