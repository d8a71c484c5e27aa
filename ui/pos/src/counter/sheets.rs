//! What lies over a screen.

use super::{Action, Sheet, State};
use crate::kitchen::{KitchenSheetProps, kitchen_sheet};
use crate::order::{DiscountSheet, ModifiersProps, modifiers};
use crate::payment::price_sheet;
use crate::printing::printer_sheet;
use crate::shift::{cash_sheet, close_sheet};
use crate::staff::{NewPin, approve_sheet, new_pin_sheet, team_sheet};
use crate::sync::sync_sheet;
use crate::tabs::{JoinSheetProps, TabsSheetProps, join_sheet, name_sheet, tabs_sheet, void_sheet};
use crate::till::more_sheet;
use shared::staff::TeamView;
use std::rc::Rc;
use yew::prelude::*;

/// The sheet that is open, if one is.
pub fn sheet(state: &State, act: &Callback<Action>) -> Html {
    let Some(sheet) = &state.sheet else {
        return Html::default();
    };
    let locale = state.locale();
    let (team, session) = (state.team.as_deref(), state.session.as_deref());
    match (sheet, &state.order.ticket) {
        (Sheet::Edit(editing), ticket) => modifiers(&ModifiersProps {
            editing,
            shelf: &state.shelf,
            ticket: ticket.as_deref(),
            locale,
            act,
        }),
        (Sheet::Discount(giving), Some(ticket)) => html! {
            <DiscountSheet giving={giving.clone()} ticket={Rc::clone(ticket)} {locale} act={act.clone()} />
        },
        (Sheet::Void(reason), Some(ticket)) => void_sheet(reason, ticket, locale, act),
        (Sheet::Discount(_) | Sheet::Void(_), None) => Html::default(),
        (Sheet::Price(asked), _) => price_sheet(asked, locale, act),
        (Sheet::Cash(moving), _) => cash_sheet(moving, locale, act),
        (Sheet::Close(closing), _) => close_sheet(closing, locale, act),
        (Sheet::Approve(approving), _) => approve_sheet(approving, team, locale, act),
        (Sheet::NewPin(new), _) => new_pin_sheet(new, whose(new, team), locale, act),
        (Sheet::Team(edit), _) => team_sheet(edit, team, locale, act),
        (Sheet::Printer(form), _) => printer_sheet(form, state.printing.as_deref(), locale, act),
        (Sheet::Kitchen(form), _) => kitchen_sheet(&KitchenSheetProps {
            form,
            stations: state.stations(),
            menu: &state.shelf.menu,
            printing: state.printing.as_deref(),
            locale,
            act,
        }),
        (Sheet::Name(naming), _) => name_sheet(naming, &state.tabs.open, locale, act),
        (Sheet::Tabs(find), _) => tabs_sheet(&TabsSheetProps {
            find,
            current: state.order.id,
            can_void: state.can_void(),
            can_move: state.can_move(),
            open: &state.tabs.open,
            minute: state.now_ms / 60_000,
            locale,
            act,
        }),
        (Sheet::Join(joining), _) => join_sheet(&JoinSheetProps {
            joining,
            current: state.order.id,
            open: &state.tabs.open,
            minute: state.now_ms / 60_000,
            locale,
            act,
        }),
        (Sheet::Sync, _) => sync_sheet(state.sync.as_deref(), session, locale, act),
        (Sheet::More, _) => session
            .map(|session| more_sheet(session, locale, act))
            .unwrap_or_default(),
    }
}

/// Whose PIN it is, by name.
fn whose<'a>(new: &NewPin, team: Option<&'a TeamView>) -> &'a str {
    let people = team.map_or(&[][..], |team| &team.people);
    let theirs = people.iter().find(|person| person.id == new.whose);
    theirs.map_or("", |person| &person.name)
}
