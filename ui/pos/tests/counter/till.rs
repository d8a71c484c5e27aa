//! The first day, the answers of the till, what waits.

use crate::cafe::{Cafe, id, session};
use pos::counter::{Action, Asked, Effect, Say, Screen, Sheet};
use pos::sync::{Mood, mood};
use pos::till::{Busy, TillAction, address, signs_of};
use shared::clock::Wall;
use shared::id::OrderId;
use shared::journal::Sequence;
use shared::money::Money;
use shared::till::{
    Answer, Attention, Command, ConnectionState, ImportedMenu, Language, Outcome, Query, Rejection,
    RowFault, RowProblem, SyncStatus, TillCommand, TillFailure, Touched,
};

fn first_day() -> Cafe {
    let mut cafe = Cafe::closed();
    cafe.act(Action::Told(
        Query::Session,
        Ok(Answer::Session(Box::new(session(true)))),
    ));
    cafe
}

fn till(cafe: &mut Cafe, action: TillAction) {
    cafe.act(Action::Till(action));
}

fn status(connection: ConnectionState) -> SyncStatus {
    SyncStatus {
        connection,
        offline_since: None,
        head: Sequence(10),
        durable: Sequence(4),
        waiting: 6,
        waiting_sales: 2,
        waiting_revenue: Money::minor(100),
        sending: None,
        confirmed_receipt: None,
        oldest_waiting: None,
        newest_waiting: None,
        last_sent: None,
        last_contact: None,
        menu_received: None,
        disk_free: None,
        next_try_in: None,
        attention: Vec::new(),
        wall: Wall { ms: 0, offset: 0 },
    }
}

#[test]
fn a_code_is_read_however_it_is_written() {
    assert_eq!(signs_of(" 7k4m2-qxd3p"), "7K4M2QXD3P");
    assert_eq!(signs_of("7K4M2-QXD3P-ZZZ"), "7K4M2QXD3P");
    assert_eq!(signs_of("0O1I"), "");
}

#[test]
fn an_address_is_read_as_people_say_it() {
    assert_eq!(address(" cafe.example "), "https://cafe.example");
    assert_eq!(address("192.168.0.10:8080"), "http://192.168.0.10:8080");
    assert_eq!(address("https://cafe.example"), "https://cafe.example");
    assert_eq!(address("  "), "");
}

#[test]
fn a_refused_code_stays_to_be_mended() {
    let mut cafe = first_day();
    till(&mut cafe, TillAction::EnrolAsked);
    till(&mut cafe, TillAction::CodeTyped("7k4m2-qxd3p".to_owned()));
    till(&mut cafe, TillAction::EnrolAsked);
    assert_eq!(
        cafe.effects
            .iter()
            .filter(|effect| matches!(effect, Effect::AskAside(..)))
            .count(),
        0
    );
    till(
        &mut cafe,
        TillAction::ServerTyped("https://cafe.example ".to_owned()),
    );
    till(&mut cafe, TillAction::EnrolAsked);
    till(&mut cafe, TillAction::EnrolAsked);
    let asked: Vec<&Effect> = cafe
        .effects
        .iter()
        .filter(|effect| matches!(effect, Effect::AskAside(..)))
        .collect();
    let [Effect::AskAside(Asked::Enrol, Command::Till(TillCommand::Enrol { server, code }))] =
        asked.as_slice()
    else {
        panic!("{asked:?}");
    };
    assert_eq!(
        (server.as_str(), code.signs()),
        ("https://cafe.example", "7K4M2QXD3P")
    );
    let refusal = TillFailure::Rejected(Rejection::EnrolmentCodeRefused);
    cafe.act(Action::Answered(Asked::Enrol, Err(refusal.clone())));
    let Screen::FirstDay(day) = &cafe.state.screen else {
        panic!("{:?}", cafe.state.screen)
    };
    assert_eq!(
        (day.busy, day.problem.clone()),
        (None, Some((Busy::Enrolling, refusal)))
    );
    assert_eq!(day.code, "7K4M2QXD3P");
}

#[test]
fn the_first_day_ends_when_the_till_says_so() {
    let mut cafe = first_day();
    till(&mut cafe, TillAction::StarterAsked);
    cafe.act(Action::Touched(Touched {
        menu: true,
        session: true,
        ..Touched::default()
    }));
    assert!(cafe.effects.contains(&Effect::Query(Query::Session)));
    cafe.act(Action::Told(
        Query::Session,
        Ok(Answer::Session(Box::new(session(false)))),
    ));
    assert_eq!(cafe.state.screen, Screen::Sell);
}

#[test]
fn rows_that_could_not_be_read_are_looked_at_before_the_first_sale() {
    let mut cafe = first_day();
    till(
        &mut cafe,
        TillAction::FileRead {
            name: "menu.csv".to_owned(),
            content: "category,product,price".to_owned(),
        },
    );
    let problem = |line| RowProblem {
        line,
        fault: RowFault::NotText,
    };
    let imported = ImportedMenu {
        created: 12,
        problems: vec![problem(4), problem(9)],
        ..ImportedMenu::default()
    };
    let outcome = Outcome {
        imported: Some(imported),
        ..Outcome::default()
    };
    cafe.act(Action::Answered(Asked::Import, Ok(outcome)));
    cafe.act(Action::Told(
        Query::Session,
        Ok(Answer::Session(Box::new(session(false)))),
    ));
    let Screen::FirstDay(day) = &cafe.state.screen else {
        panic!("{:?}", cafe.state.screen)
    };
    assert_eq!((day.file.as_str(), day.unread.len()), ("menu.csv", 2));
    till(&mut cafe, TillAction::UnreadSeen);
    assert_eq!(cafe.state.screen, Screen::Sell);
}

#[test]
fn the_order_that_was_open_comes_back() {
    let mut before = Cafe::open();
    before.tap("muffin");
    let ticket = before.state.order.ticket.clone().unwrap();
    let mut cafe = Cafe::closed();
    let mut told = session(false);
    told.recovered = Some(ticket.order);
    cafe.act(Action::Told(
        Query::Session,
        Ok(Answer::Session(Box::new(told))),
    ));
    let query = Query::Ticket {
        order: ticket.order,
    };
    assert!(cafe.effects.contains(&Effect::Query(query.clone())));
    cafe.act(Action::Told(
        query,
        Ok(Answer::Ticket(Some((*ticket).clone()))),
    ));
    assert_eq!(cafe.lines(), ["1 muffin"]);
    assert_eq!(cafe.state.snack.unwrap().say, Say::Recovered(1));
}

#[test]
fn a_ticket_of_another_order_is_not_shown() {
    let mut before = Cafe::open();
    before.tap("muffin");
    let mut ticket = (*before.state.order.ticket.clone().unwrap()).clone();
    ticket.order = OrderId(id("another"));
    let mut cafe = Cafe::open();
    cafe.act(Action::Told(
        Query::Ticket {
            order: ticket.order,
        },
        Ok(Answer::Ticket(Some(ticket))),
    ));
    assert_eq!(cafe.lines(), Vec::<String>::new());
}

#[test]
fn a_till_that_does_not_open_is_said_and_can_be_asked_again() {
    let mut cafe = Cafe::closed();
    cafe.act(Action::Told(
        Query::Session,
        Err(TillFailure::Fault("locked".to_owned())),
    ));
    assert!(cafe.state.failure.is_some());
    cafe.act(Action::Told(
        Query::Session,
        Ok(Answer::Session(Box::new(session(false)))),
    ));
    assert!(cafe.state.failure.is_none());
}

#[test]
fn the_language_is_worn_at_once_and_kept_by_the_till() {
    let mut cafe = Cafe::open();
    till(&mut cafe, TillAction::LanguageChosen(Language::Portuguese));
    assert_eq!(cafe.state.locale().language, Language::Portuguese);
    assert!(matches!(
        cafe.effects[0],
        Effect::Wear(_, Language::Portuguese)
    ));
    assert!(matches!(
        cafe.effects[1],
        Effect::AskAside(Asked::Quiet, Command::Till(TillCommand::SetPreferences(_)))
    ));
}

#[test]
fn many_touches_of_the_sync_are_one_question_a_second() {
    let mut cafe = Cafe::open();
    for _ in 0..50 {
        cafe.act(Action::Touched(Touched {
            sync: true,
            ..Touched::default()
        }));
    }
    cafe.act(Action::Ticked(1_000));
    cafe.act(Action::Ticked(2_000));
    let asked = cafe
        .effects
        .iter()
        .filter(|effect| **effect == Effect::Query(Query::Sync))
        .count();
    assert_eq!(asked, 1);
}

#[test]
fn the_chip_waits_while_the_hand_is_quick_and_five_seconds_at_most() {
    let mut cafe = Cafe::open();
    let mut asked = Vec::new();
    for second in 1..=12 {
        if second <= 7 {
            cafe.tap("muffin");
        }
        cafe.act(Action::Touched(Touched {
            sync: true,
            ..Touched::default()
        }));
        cafe.effects.clear();
        cafe.act(Action::Ticked(second * 1_000));
        if cafe.effects.contains(&Effect::Query(Query::Sync)) {
            asked.push(second);
        }
    }
    assert_eq!(asked, [5, 8, 9, 10, 11, 12]);
}

#[test]
fn the_chip_is_calm_until_a_person_must_act() {
    assert_eq!(mood(&status(ConnectionState::Offline)), Mood::Offline(2));
    assert_eq!(mood(&status(ConnectionState::Alone)), Mood::Alone(2));
    assert_eq!(
        mood(&SyncStatus {
            sending: Some((9, 14)),
            ..status(ConnectionState::Online)
        }),
        Mood::Sending(9, 14)
    );
    assert_eq!(
        mood(&SyncStatus {
            waiting_sales: 0,
            ..status(ConnectionState::Online)
        }),
        Mood::Sent
    );
    let calm = SyncStatus {
        attention: vec![Attention::KeyInFile],
        ..status(ConnectionState::Offline)
    };
    assert_eq!(mood(&calm), Mood::Offline(2));
    let urgent = SyncStatus {
        attention: vec![Attention::Stalled],
        ..status(ConnectionState::Online)
    };
    assert_eq!(mood(&urgent), Mood::Attention);
}

#[test]
fn escape_closes_the_sheet_before_anything_else() {
    let mut cafe = Cafe::open();
    cafe.act(Action::SheetOpened(Sheet::Sync));
    cafe.act(Action::Escaped);
    assert_eq!(cafe.state.sheet, None);
    assert!(cafe.effects.contains(&Effect::FocusBack));
}
