//! Taps, lines, modifiers, undo, search.

use crate::cafe::{Cafe, modifier, product};
use pos::counter::{Action, Offer, Say, Sheet};
use pos::menu::MenuAction;
use pos::order::OrderAction;
use pos::payment::{Key, PaymentAction};
use shared::order::Channel;

#[test]
fn the_same_product_again_is_one_more_of_its_line() {
    let mut cafe = Cafe::open();
    cafe.tap("flat white");
    cafe.tap("muffin");
    cafe.tap("flat white");
    assert_eq!(cafe.lines(), ["2 flat white +whole", "1 muffin"]);
    assert_eq!(cafe.total(), 1_110_000);
    assert_eq!(cafe.state.order.counts[&product("flat white")], 2_000);
    assert_eq!(cafe.state.order.selected, Some(cafe.line(0)));
}

#[test]
fn taps_that_overtake_their_answers_all_count() {
    let mut cafe = Cafe::open();
    cafe.slow = true;
    cafe.tap("muffin");
    cafe.tap("flat white");
    cafe.tap("muffin");
    assert_eq!(cafe.lines(), Vec::<String>::new());
    cafe.slow = false;
    cafe.answer();
    assert_eq!(cafe.lines(), ["2 muffin", "1 flat white +whole"]);
}

#[test]
fn a_number_before_the_tap_is_a_quantity() {
    let mut cafe = Cafe::open();
    cafe.order(OrderAction::TimesTyped(1));
    cafe.order(OrderAction::TimesTyped(2));
    cafe.tap("muffin");
    assert_eq!(cafe.lines(), ["12 muffin"]);
    assert_eq!(cafe.state.times, None);
}

#[test]
fn a_removed_line_comes_back_and_what_came_before_it_can_still_be_undone() {
    let mut cafe = Cafe::open();
    cafe.tap("flat white");
    cafe.tap("flat white");
    let line = cafe.line(0);
    cafe.order(OrderAction::Removed(line));
    assert_eq!(cafe.lines(), Vec::<String>::new());
    let snack = cafe.state.snack.clone().unwrap();
    assert_eq!(
        (snack.say, snack.offer),
        (Say::Removed("flat white".to_owned()), Some(Offer::Undo))
    );
    cafe.act(Action::OfferTaken);
    assert_eq!(cafe.lines(), ["2 flat white +whole"]);
    cafe.order(OrderAction::Undone);
    assert_eq!(cafe.lines(), ["1 flat white +whole"]);
    cafe.order(OrderAction::Undone);
    assert_eq!(cafe.lines(), Vec::<String>::new());
    cafe.order(OrderAction::Undone);
    assert_eq!(cafe.lines(), Vec::<String>::new());
}

#[test]
fn less_than_one_takes_the_line_off_with_an_undo() {
    let mut cafe = Cafe::open();
    cafe.tap("muffin");
    cafe.order(OrderAction::SelectedStepped(-1));
    assert_eq!(cafe.lines(), Vec::<String>::new());
    assert!(cafe.state.snack.as_ref().unwrap().offer == Some(Offer::Undo));
}

#[test]
fn every_touch_on_a_modifier_applies_at_once() {
    let mut cafe = Cafe::open();
    cafe.tap("flat white");
    cafe.order(OrderAction::SelectedOpened);
    cafe.order(OrderAction::ModifierTapped(modifier("oat")));
    assert_eq!(cafe.lines(), ["1 flat white +oat"]);
    cafe.order(OrderAction::ModifierTapped(modifier("shot")));
    cafe.order(OrderAction::ModifierTapped(modifier("vanilla")));
    cafe.order(OrderAction::ModifierTapped(modifier("hot")));
    assert_eq!(cafe.lines(), ["1 flat white +oat +shot +vanilla"]);
    cafe.order(OrderAction::UsualRestored);
    assert_eq!(cafe.lines(), ["1 flat white +whole"]);
}

#[test]
fn quick_touches_build_on_one_another_before_any_answer() {
    let mut cafe = Cafe::open();
    cafe.tap("flat white");
    cafe.order(OrderAction::SelectedOpened);
    cafe.slow = true;
    cafe.order(OrderAction::ModifierTapped(modifier("oat")));
    cafe.order(OrderAction::ModifierTapped(modifier("shot")));
    cafe.slow = false;
    cafe.answer();
    assert_eq!(cafe.lines(), ["1 flat white +oat +shot"]);
}

#[test]
fn only_one_of_several_is_changed() {
    let mut cafe = Cafe::open();
    cafe.tap("flat white");
    cafe.tap("flat white");
    cafe.order(OrderAction::SelectedOpened);
    cafe.order(OrderAction::OneTaken);
    cafe.order(OrderAction::ModifierTapped(modifier("oat")));
    assert_eq!(cafe.lines(), ["1 flat white +whole", "1 flat white +oat"]);
}

#[test]
fn a_note_is_kept_when_the_sheet_closes_and_a_scan_never_lands_in_it() {
    let mut cafe = Cafe::open();
    cafe.tap("flat white");
    cafe.order(OrderAction::SelectedOpened);
    cafe.order(OrderAction::NoteTyped("sin azúcar7791234567890".to_owned()));
    cafe.act(Action::Menu(MenuAction::Scanned(
        "7791234567890".to_owned(),
    )));
    cafe.act(Action::SheetClosed);
    assert_eq!(
        cafe.lines(),
        ["1 flat white +whole «sin azúcar»", "1 muffin"]
    );
}

#[test]
fn a_long_press_opens_the_line() {
    let mut cafe = Cafe::open();
    cafe.order(OrderAction::ProductHeld(product("flat white")));
    assert!(
        matches!(&cafe.state.sheet, Some(Sheet::Edit(editing)) if editing.line == cafe.line(0))
    );
}

#[test]
fn a_line_that_goes_takes_its_sheet_along() {
    let mut cafe = Cafe::open();
    cafe.tap("flat white");
    cafe.order(OrderAction::SelectedOpened);
    cafe.order(OrderAction::SelectedRemoved);
    assert_eq!(cafe.state.sheet, None);
}

#[test]
fn what_is_sold_out_is_sold_when_a_person_says_so() {
    let mut cafe = Cafe::open();
    cafe.tap("cake");
    assert_eq!(cafe.lines(), Vec::<String>::new());
    cafe.act(Action::OfferTaken);
    assert_eq!(cafe.lines(), ["1 cake"]);
}

#[test]
fn a_missing_price_is_asked_once_and_remembered() {
    let mut cafe = Cafe::open();
    cafe.tap("beans");
    assert!(matches!(cafe.state.sheet, Some(Sheet::Price(_))));
    for digit in [1, 2, 5] {
        cafe.act(Action::Payment(PaymentAction::KeyPressed(Key::Digit(
            digit,
        ))));
    }
    cafe.act(Action::Payment(PaymentAction::KeyPressed(Key::DoubleZero)));
    cafe.act(Action::Payment(PaymentAction::AmountConfirmed));
    assert_eq!(cafe.lines(), ["1 beans"]);
    assert_eq!(cafe.total(), 1_250_000);
}

#[test]
fn a_free_amount_needs_no_menu() {
    let mut cafe = Cafe::open();
    cafe.order(OrderAction::FreeAmountOpened);
    cafe.act(Action::Payment(PaymentAction::AmountConfirmed));
    assert!(cafe.state.sheet.is_some(), "nothing was typed");
    cafe.act(Action::Payment(PaymentAction::KeyPressed(Key::Digit(7))));
    cafe.act(Action::Payment(PaymentAction::AmountNamed(
        "Taza".to_owned(),
    )));
    cafe.act(Action::Payment(PaymentAction::AmountConfirmed));
    assert_eq!(cafe.lines(), ["1 Taza"]);
}

#[test]
fn the_search_finds_parts_of_words_without_accents() {
    let mut cafe = Cafe::open();
    cafe.act(Action::Menu(MenuAction::Searched("WHI fla".to_owned())));
    assert_eq!(cafe.state.shown.cards.len(), 1);
    cafe.act(Action::Menu(MenuAction::SearchEntered));
    assert_eq!(cafe.lines(), ["1 flat white +whole"]);
    assert_eq!(cafe.state.shown.cards.len(), 4);
}

#[test]
fn an_unknown_code_offers_a_free_amount() {
    let mut cafe = Cafe::open();
    cafe.act(Action::Menu(MenuAction::Scanned(
        "7790000000000".to_owned(),
    )));
    cafe.act(Action::OfferTaken);
    assert!(matches!(cafe.state.sheet, Some(Sheet::Price(_))));
}

#[test]
fn here_or_to_go_can_be_taken_back() {
    let mut cafe = Cafe::open();
    cafe.tap("muffin");
    cafe.order(OrderAction::ChannelChosen(Channel::ToGo));
    assert_eq!(
        cafe.state.order.ticket.as_ref().unwrap().channel,
        Channel::ToGo
    );
    cafe.order(OrderAction::Undone);
    assert_eq!(
        cafe.state.order.ticket.as_ref().unwrap().channel,
        Channel::Here
    );
}
