//! Stations on the page: set up, refused, and told what an order that is put away holds.

use crate::cafe::Cafe;
use pos::counter::{Action, Asked, Say, Sheet};
use pos::kitchen::{KitchenAction, KitchenForm};
use pos::tabs::TabsAction;
use shared::id::{CategoryId, StationId};
use shared::kitchen::Station;
use shared::order::OrderCommand;
use shared::printing::{Printer, PrinterPlace};
use shared::settings::{SettingsRejection, SettingsSet};
use shared::till::{Answer, Command, Outcome, Query, Rejection, TillFailure};
use std::rc::Rc;

fn act(cafe: &mut Cafe, action: KitchenAction) {
    cafe.act(Action::Kitchen(action));
}

/// The stations that the till is asked to have, while it has not answered yet.
fn asked(cafe: &Cafe) -> Option<&Vec<Station>> {
    cafe.waiting.iter().find_map(|(_, command)| match command {
        Command::Settings(SettingsSet { stations, .. }) => stations.as_ref(),
        _ => None,
    })
}

fn form(cafe: &Cafe) -> &KitchenForm {
    match &cafe.state.sheet {
        Some(Sheet::Kitchen(form)) => form,
        other => panic!("{other:?}"),
    }
}

fn category(number: u8) -> CategoryId {
    CategoryId::from_bytes([number; 16])
}

fn station(number: u8, name: &str, categories: &[u8]) -> Station {
    Station {
        id: StationId::from_bytes([number; 16]),
        name: name.to_owned(),
        categories: categories.iter().map(|number| category(*number)).collect(),
        printer: None,
    }
}

fn has(cafe: &mut Cafe, stations: Vec<Station>) {
    let mut session = (**cafe.state.session.as_ref().unwrap()).clone();
    session.counter.stations = stations;
    let answer = Answer::Session(Box::new(session));
    cafe.act(Action::Told(Query::Session, Ok(answer)));
}

#[test]
fn a_category_is_made_by_the_station_that_was_asked_last() {
    let mut cafe = Cafe::open();
    cafe.slow = true;
    has(&mut cafe, vec![station(1, "Barra", &[1, 2])]);
    act(&mut cafe, KitchenAction::Opened);
    act(&mut cafe, KitchenAction::Added);
    act(&mut cafe, KitchenAction::NameTyped(" Cocina ".into()));
    act(&mut cafe, KitchenAction::CategoryToggled(category(2)));
    act(&mut cafe, KitchenAction::CategoryToggled(category(3)));
    act(&mut cafe, KitchenAction::PrinterChosen(true));
    act(&mut cafe, KitchenAction::PlaceTyped("192.168.0.42".into()));
    act(&mut cafe, KitchenAction::Saved);
    let stations = asked(&cafe).unwrap();
    assert_eq!(stations[0], station(1, "Barra", &[1]));
    assert_eq!(stations[1].name, "Cocina");
    assert_eq!(stations[1].categories, [category(2), category(3)]);
    let wanted = Printer {
        drawer: false,
        ..Printer::at(PrinterPlace::Network("192.168.0.42".into()))
    };
    assert_eq!(stations[1].printer.as_ref(), Some(&wanted));
}

#[test]
fn a_refusal_stands_on_the_sheet_until_something_is_changed() {
    let mut cafe = Cafe::open();
    act(&mut cafe, KitchenAction::Opened);
    act(&mut cafe, KitchenAction::Added);
    let reason = Rejection::Settings(SettingsRejection::BadStationName { max: 24 });
    let asked = Asked::Kitchen(pos::kitchen::KitchenAsked::Save);
    let refused = Err(TillFailure::Rejected(reason.clone()));
    cafe.act(Action::Answered(asked.clone(), refused));
    assert_eq!(form(&cafe).refused, Some(reason));
    act(&mut cafe, KitchenAction::NameTyped("Barra".into()));
    assert_eq!(form(&cafe).refused, None);
    cafe.act(Action::Answered(asked, Ok(Outcome::default())));
    assert_eq!(form(&cafe), &KitchenForm::default(), "back to all of them");
    assert!(matches!(
        cafe.state.snack.as_ref().map(|snack| &snack.say),
        Some(Say::StationSaved)
    ));
}

#[test]
fn a_station_is_taken_away() {
    let mut cafe = Cafe::open();
    cafe.slow = true;
    let stations = vec![station(1, "Barra", &[1]), station(2, "Cocina", &[2])];
    has(&mut cafe, stations.clone());
    act(&mut cafe, KitchenAction::Opened);
    act(&mut cafe, KitchenAction::Edited(stations[0].id));
    act(&mut cafe, KitchenAction::Removed);
    assert_eq!(asked(&cafe), Some(&stations[1..].to_vec()));
}

#[test]
fn a_tab_that_is_put_away_again_tells_the_stations() {
    let tells = |cafe: &Cafe| {
        let sends = |(_, command): &(Asked, Command)| {
            matches!(
                command,
                Command::Order {
                    command: OrderCommand::Send,
                    ..
                }
            )
        };
        cafe.waiting.iter().any(sends)
    };
    for (stations, told) in [(vec![], false), (vec![station(1, "Barra", &[1])], true)] {
        let mut cafe = Cafe::open();
        has(&mut cafe, stations);
        cafe.tap("muffin");
        let mut ticket = (**cafe.state.order.ticket.as_ref().unwrap()).clone();
        ticket.name = Some("Mesa 4".to_owned());
        cafe.state.order.ticket = Some(Rc::new(ticket));
        cafe.slow = true;
        cafe.act(Action::Tabs(TabsAction::SaveAsked));
        assert_eq!(tells(&cafe), told);
    }
}
