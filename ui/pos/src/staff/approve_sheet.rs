//! The sheet on which somebody else approves, with their PIN.

use super::person::face;
use super::pin_pad::pin_pad;
use super::reduce::able;
use super::{Approving, StaffAction};
use crate::counter::{Action, aria, frame, head, on_close, on_touch};
use kit::locale::Locale;
use kit::words::staff::Staff as Words;
use shared::staff::{Person, TeamView};
use yew::prelude::*;

/// What it shows.
struct ApproveProps<'a> {
    approving: &'a Approving,
    team: Option<&'a TeamView>,
    locale: Locale,
    act: &'a Callback<Action>,
}

/// Who may approve it, and their PIN.
pub fn approve_sheet(
    approving: &Approving,
    team: Option<&TeamView>,
    locale: Locale,
    act: &Callback<Action>,
) -> Html {
    let props = &ApproveProps {
        approving,
        team,
        locale,
        act,
    };
    let words = Words::of(props.locale.language);
    let right = props.approving.right;
    let people = props.team.map_or(&[][..], |team| &team.people);
    let may: Vec<&Person> = able(people, &props.approving.may).collect();
    let title = format!("{}: {}", words.needs_approval(), words.right(right));
    let inner = html! {
        <>
            { head(title.into(), props.locale.language, on_close(props.act)) }
            <div class="price-body approve-body">
                if may.is_empty() { <p class="sub" role="alert">{ words.nobody_can() }</p> }
                <div class="approvers" role="group" aria-label={words.approve()}>{ for may.iter().map(|person| approver(props, person)) }</div>
                { pin_pad(&props.approving.typed, props.approving.who.is_some(), true, props.locale, props.act) }
            </div>
        </>
    };
    let class = "sheet price-sheet approve-sheet";
    let label = words.needs_approval().into();
    frame("approve-sheet", class, label, on_close(props.act), inner)
}

fn approver(props: &ApproveProps, person: &Person) -> Html {
    let id = person.id;
    let choose = on_touch(props.act, StaffAction::Chosen(id));
    let on = props.approving.who == Some(id);
    html! {
        <button class={if on { "approver on" } else { "approver" }} aria-pressed={aria(on)} data-testid="approver" data-name={person.name.clone()} onclick={choose}>
            { face(&person.name, "avatar face-32") }{ person.name.clone() }
        </button>
    }
}
