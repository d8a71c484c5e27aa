//! How counters work, set at one of them.

use crate::staff::{LUCIA, refusal};
use crate::support::Bench;
use crate::support::server::Other;

use crate::sync::Joined;
use shared::event::Event;
use shared::money::Money;
use shared::order::{OrderCommand, TicketStatus};
use shared::payment::{CashRounding, RoundTo, Tender, TenderKind};
use shared::settings::{SUBJECT, Settings, SettingsRejection, SettingsSet};
use shared::staff::{Right, StaffRejection};
use shared::till::{Answer, Command, Query, Rejection, TillFailure};

pub const TO_HUNDREDS: CashRounding = CashRounding {
    step: Money::minor(10_000),
    to: RoundTo::Down,
};

pub fn rounded(cash: CashRounding) -> Command {
    Command::Settings(SettingsSet {
        cash: Some(cash),
        ..SettingsSet::default()
    })
}

impl Bench {
    fn settings(&mut self) -> Settings {
        match self.query(&Query::Session) {
            Answer::Session(session) => session.counter,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn cash_is_rounded_as_it_was_set_and_stays_so() {
    let mut bench = Bench::new();
    assert_eq!(bench.settings(), Settings::usual());
    let touched = bench.execute(rounded(TO_HUNDREDS)).unwrap().touched;
    assert!(touched.session && touched.sync);
    let again = bench.execute(rounded(TO_HUNDREDS)).unwrap().touched;
    assert!(!again.sync, "what is so already is not written");
    bench.restart();
    bench.till().rebuild().unwrap();
    assert_eq!(bench.settings().cash, TO_HUNDREDS);

    let (order, total) = bench.open_order(1, 123_456);
    let given = Money::minor(120_000);
    let settle = OrderCommand::Settle {
        tenders: vec![Tender {
            kind: TenderKind::Cash,
            amount: given,
        }],
        total,
        tip: Money::ZERO,
    };
    let command = Command::Order {
        order,
        command: settle,
    };
    let ticket = bench.execute(command).unwrap().ticket.unwrap();
    let TicketStatus::Settled {
        rounding, change, ..
    } = ticket.status
    else {
        panic!("{ticket:?}");
    };
    assert_eq!((rounding, change), (given - total, Money::ZERO));
    let Answer::XReport(Some(report)) = bench.query(&Query::XReport) else {
        panic!()
    };
    assert_eq!(report.takings.rounding, rounding);
}

#[test]
fn what_another_till_sets_counts_here() {
    let mut joined = Joined::new();
    let mut other = Other::new(9);
    let set = SettingsSet {
        cash: Some(TO_HUNDREDS),
        tips: Some(Vec::new()),
        stations: None,
    };
    joined
        .server
        .arrive(&mut other, &[(SUBJECT, Event::Settings(set))]);
    joined.run();
    let settings = joined.bench.settings();
    assert_eq!(settings.cash, TO_HUNDREDS);
    assert!(settings.tips.is_empty());
}

#[test]
fn a_barista_sets_nothing_and_what_makes_no_sense_is_refused() {
    let mut bench = Bench::with_team();
    bench.sign_in(LUCIA, "1357").unwrap();
    let refused = refusal(bench.execute(rounded(TO_HUNDREDS)));
    let right = Right::ChangeSettings;
    let who = vec!["Sofía".to_owned()];
    assert_eq!(refused, StaffRejection::NotAllowed { right, who });

    let mut bench = Bench::new();
    let below = CashRounding {
        step: Money::minor(-1),
        to: RoundTo::Down,
    };
    let refused = bench.execute(rounded(below)).unwrap_err();
    assert!(
        matches!(
            refused,
            TillFailure::Rejected(Rejection::Settings(
                SettingsRejection::StepOutOfRange { .. }
            ))
        ),
        "{refused:?}"
    );
    assert_eq!(bench.settings(), Settings::usual());
}
