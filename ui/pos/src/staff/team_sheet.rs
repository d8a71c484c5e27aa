//! The sheet of the team: who is on it, and one person as they are changed.

use super::person::{face, place};
use super::{PersonEdit, StaffAction, TeamEdit};
use crate::counter::{Action, choice, frame, head, on_close, on_text, on_touch};
use kit::icon::{Icon, small};
use kit::locale::Locale;
use kit::words::refusal;
use kit::words::staff::Staff as Words;
use shared::staff::{Pin, Role, TeamView};
use yew::prelude::*;

/// What it shows.
struct TeamSheetProps<'a> {
    edit: &'a TeamEdit,
    team: Option<&'a TeamView>,
    locale: Locale,
    act: &'a Callback<Action>,
}

impl TeamSheetProps<'_> {
    fn on(&self, action: StaffAction) -> Callback<MouseEvent> {
        on_touch(self.act, action)
    }
}

/// The team.
pub fn team_sheet(
    edit: &TeamEdit,
    team: Option<&TeamView>,
    locale: Locale,
    act: &Callback<Action>,
) -> Html {
    let props = &TeamSheetProps {
        edit,
        team,
        locale,
        act,
    };
    let words = Words::of(props.locale.language);
    let body = match &props.edit.person {
        None => list(props, words),
        Some(person) => form(props, person, words),
    };
    let title = AttrValue::from(words.team());
    let inner = html! {
        <>
            { head(title.clone(), props.locale.language, on_close(props.act)) }
            <div class="more-body">
                { body }
                // A condition, so that it always is one child: the form before it keeps the keyboard when it goes.
                if let Some(reason) = &props.edit.refused {
                    <p class="refused" role="alert" data-testid="team-refused">{ refusal::staff(props.locale, reason) }</p>
                }
            </div>
        </>
    };
    let beside = on_close(props.act);
    frame("team-sheet", "sheet more-sheet", title, beside, inner)
}

fn list(props: &TeamSheetProps, words: Words) -> Html {
    let people = props.team.map_or(&[][..], |team| &team.people);
    let open = props.team.is_some_and(|team| !team.sign_in);
    let add = props.on(StaffAction::AddAsked);
    let row = |person: &shared::staff::Person| {
        let edit = props.on(StaffAction::EditAsked(person.id));
        html! {
            <button class="btn line wide person-row" data-testid="team-person" data-name={person.name.clone()} onclick={edit}>
                { face(&person.name, "avatar face-32") }<span class="grow">{ person.name.clone() }</span>
                <span class="small mut">{ place(props.locale, person) }</span>
                if !person.has_pin { <span class="tag">{ words.no_pin() }</span> }
            </button>
        }
    };
    html! {
        <>
            if people.is_empty() { <p class="sub">{ words.empty() }</p> }
            else if open { <p class="sub" data-testid="open-till">{ words.open_till() }</p> }
            { for people.iter().map(row) }
            <button class="btn primary wide" data-testid="add-person" onclick={add}>{ small(Icon::Plus) }{ words.add_person() }</button>
        </>
    }
}

fn form(props: &TeamSheetProps, person: &PersonEdit, words: Words) -> Html {
    let text = |means: fn(String) -> Action| on_text(props.act, means);
    let press = |action: StaffAction| props.on(action);
    let role = |of: Role| {
        let on = person.role == of;
        choice(
            "role",
            on,
            words.role_name(of),
            press(StaffAction::RoleChosen(of)),
        )
    };
    let pin_is_right = person.pin.is_empty() || person.pin.parse::<Pin>().is_ok();
    let ready = !person.name.trim().is_empty() && pin_is_right;
    html! {
        <>
            <label class="field-label">{ words.name() }
                <span class="field"><input type="text" maxlength="60" autocomplete="off" data-testid="person-name" value={person.name.clone()} oninput={text(|name| Action::Staff(StaffAction::NameTyped(name)))} /></span>
            </label>
            <label class="field-label">{ words.position() }
                <span class="field"><input type="text" maxlength="60" autocomplete="off" data-testid="person-position" value={person.position.clone()} oninput={text(|position| Action::Staff(StaffAction::PositionTyped(position)))} /></span>
            </label>
            <h3 class="h3">{ words.role() }</h3>
            <div class="seg full" role="group" aria-label={words.role()}>{ for Role::ALL.iter().map(|of| role(*of)) }</div>
            <label class="field-label">{ words.new_pin() }
                <span class="field"><input type="password" inputmode="numeric" maxlength="6" autocomplete="new-password" data-testid="person-pin"
                    placeholder={if person.new { "" } else { words.keep_pin() }} value={person.pin.clone()} oninput={text(|pin| Action::Staff(StaffAction::PinTyped(pin)))} /></span>
            </label>
            <div class="row">
                <button class="btn line grow" data-testid="person-back" onclick={press(StaffAction::EditLeft)}>{ words.back() }</button>
                <button class="btn primary grow" data-testid="person-save" disabled={!ready} onclick={press(StaffAction::Saved)}>{ words.save() }</button>
            </div>
            if !person.new {
                <button class="btn ghost wide" data-testid="person-off" onclick={press(StaffAction::TakenOff)}>{ small(Icon::Bin) }{ words.take_off() }</button>
            }
        </>
    }
}
