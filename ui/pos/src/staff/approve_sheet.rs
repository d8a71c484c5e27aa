//! The sheet on which somebody else approves, with their PIN.

use super::person::face;
use super::pin_pad::PinPad;
use super::reduce::able;
use super::{Approving, StaffAction};
use crate::counter::Action;
use kit::focus::use_title;
use kit::icon::{Icon, icon};
use kit::locale::Locale;
use kit::words::counter::Counter;
use kit::words::staff::Staff as Words;
use shared::staff::{Person, TeamView};
use std::rc::Rc;
use yew::prelude::*;

/// What [`ApproveSheet`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct ApproveProps {
    /// What waits.
    pub approving: Approving,
    /// Everybody.
    pub team: Option<Rc<TeamView>>,
    /// How it is written.
    pub locale: Locale,
    /// Where touches go.
    pub act: Callback<Action>,
}

/// Who may approve it, and their PIN.
#[component]
pub fn ApproveSheet(props: &ApproveProps) -> Html {
    let title = use_title();
    let words = Words::of(props.locale.language);
    let close = props.act.reform(|_: MouseEvent| Action::SheetClosed);
    let right = props.approving.right;
    let people = props.team.as_ref().map_or(&[][..], |team| &team.people);
    let may: Vec<&Person> = able(people, &props.approving.may).collect();
    html! {
        <>
            <div class="scrim" onclick={close.clone()}></div>
            <section class="sheet price-sheet approve-sheet" role="dialog" aria-modal="true" aria-label={words.needs_approval()} data-testid="approve-sheet">
                <header class="row">
                    <h2 class="h24 grow" tabindex="-1" ref={title}>{ words.needs_approval() }{ ": " }{ words.right(right) }</h2>
                    <button class="btn sq" aria-label={Counter::of(props.locale.language).close()} data-testid="close" onclick={close}>{ icon(Icon::Close) }</button>
                </header>
                <div class="price-body approve-body">
                    if may.is_empty() { <p class="sub" role="alert">{ words.nobody_can() }</p> }
                    <div class="approvers" role="group" aria-label={words.approve()}>{ for may.iter().map(|person| approver(props, person)) }</div>
                    <PinPad typed={props.approving.typed.clone()} ready={props.approving.who.is_some()} approves={true} act={props.act.clone()} />
                </div>
            </section>
        </>
    }
}

fn approver(props: &ApproveProps, person: &Person) -> Html {
    let id = person.id;
    let choose = props
        .act
        .reform(move |_: MouseEvent| Action::Staff(StaffAction::Chosen(id)));
    let on = props.approving.who == Some(id);
    html! {
        <button class={classes!("approver", on.then_some("on"))} aria-pressed={on.to_string()} data-testid="approver" data-name={person.name.clone()} onclick={choose}>
            { face(&person.name, "face-32") }{ person.name.clone() }
        </button>
    }
}
