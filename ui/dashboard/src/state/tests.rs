//! What happens to the page, as scenarios.

use super::*;
use crate::place::Page;
use shared::problem::ProblemCode;
use shared::report::SalesReport;

const LUMBRE: &str = "0198c0de-0000-7000-8000-000000000001";
const ASTORIA: &str = "0198c0de-0000-7000-8000-000000000002";

fn cafe(id: &str, today: &str) -> BusinessView {
    let text = format!(
        r#"{{"id":"{id}","name":"Café","currency":"ARS","timezone":"America/Argentina/Buenos_Aires",
        "day_start":0,"tax":0,"tax_mode":"included","hours":[],"today":"{today}"}}"#
    );
    serde_json::from_str(&text).expect("a cafe")
}

fn till(number: u8, durable: u64) -> TillView {
    let text = format!(
        r#"{{"id":"0198c0de-0000-7000-8000-0000000001{number:02}","name":"Caja {number}","code":"C{number}",
        "series":"0198c0de-0000-7000-8000-0000000002{number:02}","enrolled_at":{number},"seen_ms_ago":4000,
        "durable":{durable},"waiting":0,"last_receipt":null,"last_sale_day":null,"set_aside":0,
        "app_version":"0.1.0","revoked_at":null}}"#
    );
    serde_json::from_str(&text).expect("a till")
}

fn sales(range: Range) -> Sales {
    let text = format!(
        r#"{{"currency":"ARS","from":"{}","to":"{}","orders":1,"lines":1,"units":"1","revenue":"1.00",
        "average_ticket":"1.00","revenue_by_month":{{}},"revenue_by_day":{{}},"revenue_by_hour":{{}},
        "top5_by_revenue":[],"top5_by_quantity":[]}}"#,
        range.0, range.1
    );
    let report: SalesReport = serde_json::from_str(&text).expect("a report");
    let figures = Figures::of(&report).expect("figures");
    Sales {
        now: figures.clone(),
        before: figures,
    }
}

fn after(state: State, actions: impl IntoIterator<Item = Action>) -> State {
    actions.into_iter().fold(state, |state, action| {
        Rc::unwrap_or_clone(Rc::new(state).reduce(action))
    })
}

fn id(text: &str) -> BusinessId {
    text.parse().expect("an id")
}

/// Two cafes, looking at the first, with figures and one till.
fn at_work() -> State {
    let account = AccountView {
        email: "sofia@example.org".into(),
        name: "Sofía".into(),
    };
    let cafes = vec![cafe(LUMBRE, "2026-11-24"), cafe(ASTORIA, "2026-11-24")];
    let state = after(
        State::default(),
        [
            Action::PersonKnown(Ok(account)),
            Action::CafesArrived(Ok(cafes), 1_000),
            Action::TillsArrived(id(LUMBRE), Ok(vec![till(1, 10)]), 2_000),
        ],
    );
    let range = state.range().expect("a range");
    let arrived = Box::new(Ok(sales(range)));
    after(
        state,
        [Action::SalesArrived(id(LUMBRE), range, arrived, 3_000)],
    )
}

#[test]
fn an_answer_about_another_cafe_changes_nothing() {
    let state = at_work();
    let tills = Action::TillsArrived(id(ASTORIA), Ok(Vec::new()), 9_000);
    assert_eq!(after(state.clone(), [tills]), state);
}

#[test]
fn an_answer_about_another_period_changes_nothing() {
    let state = at_work();
    let range = (BusinessDay(0), BusinessDay(1));
    let late = Action::SalesArrived(id(LUMBRE), range, Box::new(Ok(sales(range))), 9_000);
    assert_eq!(after(state.clone(), [late]), state);
}

#[test]
fn what_was_shown_stays_with_its_time_while_the_service_is_away() {
    let state = at_work();
    let range = state.range().expect("a range");
    let away = Box::new(Err(Failure::Unreachable));
    let later = after(
        state.clone(),
        [Action::SalesArrived(id(LUMBRE), range, away, 60_000)],
    );
    assert_eq!(later.sales.value, state.sales.value);
    assert_eq!(later.fresh_at(), Some(3_000));
    assert_eq!(later.sales.failure, Some(Failure::Unreachable));
}

#[test]
fn another_cafe_begins_with_nothing_shown() {
    let state = at_work();
    let place = Place {
        cafe: Some(id(ASTORIA)),
        ..state.place
    };
    let there = after(state, [Action::Went(place)]);
    assert_eq!((there.sales.value, there.tills.value), (None, None));
}

#[test]
fn another_page_of_the_same_cafe_keeps_everything() {
    let state = at_work();
    let there = after(state.clone(), [Action::Went(state.place.at(Page::Tills))]);
    assert_eq!((&there.sales, &there.tills), (&state.sales, &state.tills));
}

#[test]
fn a_session_that_ended_shows_the_sign_in_and_nothing_of_before() {
    let state = at_work();
    let over = Action::TillsArrived(id(LUMBRE), Err(Failure::SignedOut), 9_000);
    let left = after(state, [over]);
    let why = SignInFailure::Service(Failure::SignedOut);
    assert_eq!(left.person, Person::Away(Some(why)));
    assert_eq!((left.cafes.value, left.sales.value), (None, None));
}

#[test]
fn a_wrong_password_keeps_the_place() {
    let place = Place::of_address("#/tills");
    let wrong = SignInFailure::Service(Failure::Refused(ProblemCode::WrongCredentials));
    let state = after(
        State::at(place),
        [Action::SignInSent, Action::PersonKnown(Err(wrong))],
    );
    assert_eq!(state.person, Person::Away(Some(wrong)));
    assert_eq!(state.place.page, Page::Tills);
}

#[test]
fn arrivals_change_when_a_till_has_sent_something_and_when_it_begins_to_count() {
    let state = at_work();
    let mut sent = till(1, 12);
    sent.set_aside = 2;
    let heard = |tills| Action::TillsArrived(id(LUMBRE), Ok(tills), 9_000);
    let aside = after(state.clone(), [heard(vec![sent])]);
    let counted = after(aside.clone(), [heard(vec![till(1, 12)])]);
    assert_ne!(state.arrivals(), aside.arrivals());
    assert_ne!(aside.arrivals(), counted.arrivals());
}

#[test]
fn a_till_is_missing_when_it_was_not_heard_for_a_minute() {
    let state = at_work();
    let names = |now| -> Vec<String> {
        let unseen = state.unseen(now).into_iter();
        unseen.map(|till| till.name.clone()).collect()
    };
    assert_eq!(names(2_000), Vec::<String>::new());
    assert_eq!(names(2_000 + 56_000), ["Caja 1"]);
}

#[test]
fn revoked_tills_come_last_and_are_never_missing() {
    let mut gone = till(1, 10);
    (gone.revoked_at, gone.seen_ms_ago) = (Some(5), None);
    let tills = Action::TillsArrived(id(LUMBRE), Ok(vec![gone, till(2, 5)]), 2_000);
    let state = after(at_work(), [tills]);
    let names: Vec<_> = state
        .tills
        .value
        .iter()
        .flatten()
        .map(|till| till.name.as_str())
        .collect();
    assert_eq!(names, ["Caja 2", "Caja 1"]);
    assert!(state.unseen(2_000).is_empty());
}

#[test]
fn the_panel_greets_the_till_that_was_not_there_before() {
    let code = r#"{"enrolment_code":"7K4M2-QXD3P","expires_in":600}"#;
    let code = serde_json::from_str(code).expect("a code");
    let known = vec![till(1, 10).id];
    let waiting = after(
        at_work(),
        [
            Action::Desk(DeskAction::CodeAsked),
            Action::Desk(DeskAction::CodeArrived(Ok(code), 1_000, known)),
            Action::TillsArrived(id(LUMBRE), Ok(vec![till(1, 11)]), 2_000),
        ],
    );
    assert!(matches!(
        waiting.desk.code,
        CodePanel::Waiting {
            ends_at: 601_000,
            ..
        }
    ));
    let joined = Action::TillsArrived(id(LUMBRE), Ok(vec![till(1, 11), till(2, 0)]), 3_000);
    let greeted = after(waiting, [joined]);
    assert_eq!(
        greeted.desk.code,
        CodePanel::Joined(till(2, 0).id, "Caja 2".into())
    );
}

#[test]
fn opening_another_row_leaves_the_question() {
    let (one, two) = (till(1, 0).id, till(2, 0).id);
    let state = after(
        at_work(),
        [
            Action::Desk(DeskAction::Toggled(one)),
            Action::Desk(DeskAction::RevokeAsked(one)),
            Action::Desk(DeskAction::Toggled(two)),
        ],
    );
    assert_eq!((state.desk.open, state.desk.revoking), (Some(two), None));
}
