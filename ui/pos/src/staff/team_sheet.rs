//! The sheet of the team: who is on it, and one person as they are changed.

use super::person::{face, place};
use super::{PersonEdit, StaffAction, TeamEdit};
use crate::counter::Action;
use kit::focus::use_title;
use kit::icon::{Icon, icon, small};
use kit::locale::Locale;
use kit::words::counter::Counter;
use kit::words::refusal;
use kit::words::staff::Staff as Words;
use shared::staff::{Pin, Role, TeamView};
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What [`TeamSheet`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct TeamSheetProps {
    /// What is being changed.
    pub edit: TeamEdit,
    /// Everybody.
    pub team: Option<Rc<TeamView>>,
    /// How it is written.
    pub locale: Locale,
    /// Where touches go.
    pub act: Callback<Action>,
}

/// The team.
#[component]
pub fn TeamSheet(props: &TeamSheetProps) -> Html {
    let title = use_title();
    let words = Words::of(props.locale.language);
    let close = props.act.reform(|_: MouseEvent| Action::SheetClosed);
    let body = match &props.edit.person {
        None => list(props, words),
        Some(person) => form(props, person, words),
    };
    html! {
        <>
            <div class="scrim" onclick={close.clone()}></div>
            <section class="sheet more-sheet" role="dialog" aria-modal="true" aria-label={words.team()} data-testid="team-sheet">
                <header class="row">
                    <h2 class="h24 grow" tabindex="-1" ref={title}>{ words.team() }</h2>
                    <button class="btn sq" aria-label={Counter::of(props.locale.language).close()} data-testid="close" onclick={close}>{ icon(Icon::Close) }</button>
                </header>
                <div class="more-body">
                    { body }
                    // A condition, so that it always is one child: the form before it keeps the keyboard when it goes.
                    if let Some(reason) = &props.edit.refused {
                        <p class="refused" role="alert" data-testid="team-refused">{ refusal::staff(props.locale, reason) }</p>
                    }
                </div>
            </section>
        </>
    }
}

fn list(props: &TeamSheetProps, words: Words) -> Html {
    let people = props.team.as_ref().map_or(&[][..], |team| &team.people);
    let open = props.team.as_ref().is_some_and(|team| !team.sign_in);
    let add = props
        .act
        .reform(|_: MouseEvent| Action::Staff(StaffAction::AddAsked));
    let row = |person: &shared::staff::Person| {
        let id = person.id;
        let edit = props
            .act
            .reform(move |_: MouseEvent| Action::Staff(StaffAction::EditAsked(id)));
        html! {
            <button class="btn line wide person-row" data-testid="team-person" data-name={person.name.clone()} onclick={edit}>
                { face(&person.name, "face-32") }<span class="grow">{ person.name.clone() }</span>
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
    let text = |make: fn(String) -> StaffAction| {
        props.act.reform(move |event: InputEvent| {
            let field: HtmlInputElement = event.target_unchecked_into();
            Action::Staff(make(field.value()))
        })
    };
    let press = |action: StaffAction| {
        props
            .act
            .reform(move |_: MouseEvent| Action::Staff(action.clone()))
    };
    let role = |of: Role| {
        let on = person.role == of;
        html! { <button class={classes!(on.then_some("on"))} aria-pressed={on.to_string()} data-testid="role" data-name={words.role_name(of)} onclick={press(StaffAction::RoleChosen(of))}>{ words.role_name(of) }</button> }
    };
    let pin_is_right = person.pin.is_empty() || person.pin.parse::<Pin>().is_ok();
    let ready = !person.name.trim().is_empty() && pin_is_right;
    html! {
        <>
            <label class="field-label">{ words.name() }
                <span class="field"><input type="text" maxlength="60" autocomplete="off" data-testid="person-name" value={person.name.clone()} oninput={text(StaffAction::NameTyped)} /></span>
            </label>
            <label class="field-label">{ words.position() }
                <span class="field"><input type="text" maxlength="60" autocomplete="off" data-testid="person-position" value={person.position.clone()} oninput={text(StaffAction::PositionTyped)} /></span>
            </label>
            <h3 class="h3">{ words.role() }</h3>
            <div class="seg full" role="group" aria-label={words.role()}>{ for Role::ALL.iter().map(|of| role(*of)) }</div>
            <label class="field-label">{ words.new_pin() }
                <span class="field"><input type="password" inputmode="numeric" maxlength="6" autocomplete="new-password" data-testid="person-pin"
                    placeholder={if person.new { "" } else { words.keep_pin() }} value={person.pin.clone()} oninput={text(StaffAction::PinTyped)} /></span>
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
