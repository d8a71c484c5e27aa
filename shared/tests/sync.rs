//! The next step is a function of where both sides stand, and nothing else.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

use shared::journal::Sequence;
use shared::sync::{EnrolmentCode, Here, Position, Step, There, Verdict, next_step};

fn here(head: u64, durable: u64, cursor: u64) -> Here {
    Here {
        head: Sequence(head),
        durable: Sequence(durable),
        cursor: Position(cursor),
    }
}

fn met(verdict: Verdict, latest: u64) -> There {
    There::Met {
        verdict,
        latest: Position(latest),
    }
}

const OK: Verdict = Verdict::Ok {
    send_from: Sequence(1),
};

#[test]
fn sales_go_first_then_the_feed_is_read_then_there_is_rest() {
    assert_eq!(next_step(&here(5, 2, 0), &There::Unknown), Step::Hello);
    assert_eq!(
        next_step(&here(5, 2, 0), &met(OK, 9)),
        Step::Push { from: Sequence(3) }
    );
    assert_eq!(
        next_step(&here(5, 5, 4), &met(OK, 9)),
        Step::Pull { after: Position(4) }
    );
    assert_eq!(next_step(&here(5, 5, 9), &met(OK, 9)), Step::Rest);
}

#[test]
fn a_server_that_forgot_is_told_again_and_read_again() {
    let forgot = Verdict::ServerRestored;
    assert_eq!(
        next_step(&here(5, 2, 0), &met(forgot, 9)),
        Step::Push { from: Sequence(3) }
    );
    assert_eq!(
        next_step(&here(5, 5, 0), &met(forgot, 9)),
        Step::Pull { after: Position(0) }
    );
    assert_eq!(next_step(&here(5, 5, 9), &met(forgot, 9)), Step::Rest);
}

#[test]
fn a_till_that_is_not_welcome_still_hands_in_what_it_sold() {
    for verdict in [Verdict::Revoked, Verdict::UpgradeToPull] {
        assert_eq!(
            next_step(&here(5, 2, 0), &met(verdict, 9)),
            Step::Push { from: Sequence(3) }
        );
        assert_eq!(
            next_step(&here(5, 5, 0), &met(verdict, 9)),
            Step::Stop { verdict }
        );
    }
}

#[test]
fn two_histories_are_never_mixed() {
    let fork = Verdict::Fork {
        last_common: Sequence(2),
    };
    let restored = Verdict::Restored {
        durable: Sequence(9),
    };
    for verdict in [fork, restored, Verdict::Clone] {
        assert_eq!(
            next_step(&here(5, 2, 0), &met(verdict, 9)),
            Step::Continue { verdict }
        );
    }
    let verdict = Verdict::Unknown;
    assert_eq!(
        next_step(&here(5, 2, 0), &met(verdict, 9)),
        Step::Stop { verdict }
    );
}

#[test]
fn a_code_is_read_in_any_case_and_with_any_separator() {
    let code = EnrolmentCode::from_random([0, 31, 32, 255, 1, 2, 3, 4, 5, 6]);
    let text = code.to_string();
    assert_eq!(text.len(), 11);
    for written in [
        text.clone(),
        text.to_lowercase(),
        text.replace('-', " "),
        text.replace('-', ""),
    ] {
        assert_eq!(written.parse(), Ok(code.clone()), "{written}");
    }
    for wrong in [
        "",
        "7K4M2-QXD3",
        "7K4M2-QXD3PP",
        "OOOOO-IIIII",
        "7K4M2-QXD3ñ",
    ] {
        assert!(
            wrong.parse::<EnrolmentCode>().is_err(),
            "{wrong:?} was taken"
        );
    }
    assert_eq!(format!("{code:?}"), "EnrolmentCode(hidden)");
}
