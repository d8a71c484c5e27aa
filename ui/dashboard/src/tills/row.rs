//! One row a till; the open one has its actions below.

use crate::here::{Here, use_here};
use crate::state::{Action, DeskAction, is_seen, seen_ms_ago};
use crate::words::Ago;
use kit::clock::{local_day, now_ms};
use kit::icon::{Icon, icon, small};
use shared::till::TillView;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The table.
#[component]
pub fn Rows() -> Html {
    let here = use_here();
    let words = here.words;
    let now = now_ms();
    let Some(tills) = &here.state.tills.value else {
        return html! { <div class="card panel"><span class="bone tall" /></div> };
    };
    html! {
        <div class="card table" role="table" aria-label={words.tills()}>
            <div class="tb th" role="row">
                <span role="columnheader" class="tb-name">{ words.till() }</span>
                <span role="columnheader">{ words.seen() }</span>
                <span role="columnheader">{ words.pending() }</span>
                <span role="columnheader">{ words.last_sale() }</span>
                <span role="columnheader">{ words.version() }</span>
                <span role="columnheader"><span class="visually-hidden">{ words.more() }</span></span>
            </div>
            { for tills.iter().map(|till| html! {
                <div role="rowgroup" key={till.id.to_string()} class={classes!("tb-group", (here.state.desk.open == Some(till.id)).then_some("sel"))}>
                    { row(&here, till, now) }
                    if here.state.desk.open == Some(till.id) { <Actions till={till.clone()} /> }
                </div>
            }) }
        </div>
    }
}

fn row(here: &Here, till: &TillView, now: i64) -> Html {
    let words = here.words;
    let id = till.id;
    let is_open = here.state.desk.open == Some(id);
    let toggle = {
        let here = here.clone();
        Callback::from(move |_: MouseEvent| here.tell(Action::Desk(DeskAction::Toggled(id))))
    };
    let is_revoked = till.revoked_at.is_some();
    html! {
        <div role="row" class={classes!("tb", is_revoked.then_some("gone"))} data-testid="tills-row" data-till={till.code.to_string()}>
            <span role="cell" class="tb-name">
                { icon(Icon::Till) }
                <span><b>{ &till.name }</b><small class="mut">{ below_name(here, till) }</small></span>
            </span>
            <span role="cell" class="tb-seen" data-testid="till-seen">{ seen(here, till, now) }</span>
            <span role="cell" class="tb-waiting" data-testid="till-waiting">{ waiting(here, till, now) }</span>
            <span role="cell" class="tb-last num" data-testid="till-last">{ till.last_receipt.as_ref().map(ToString::to_string) }</span>
            <span role="cell" class="tb-version num">{ &till.app_version }</span>
            <span role="cell" class="tb-more">
                <button class="btn sm sq ghost" onclick={toggle} aria-expanded={is_open.to_string()}
                    aria-label={format!("{}: {}", words.more(), till.name)} data-testid="till-more">{ small(Icon::More) }</button>
            </span>
        </div>
    }
}

fn below_name(here: &Here, till: &TillView) -> String {
    let zone = here
        .cafe()
        .map(|cafe| cafe.settings.timezone.as_str())
        .unwrap_or_default();
    let revoked = till.revoked_at.and_then(|at| local_day(at, zone));
    match revoked {
        Some(day) => here.words.revoked_since(&here.words.short_day(day)),
        None => till.code.to_string(),
    }
}

fn seen(here: &Here, till: &TillView, now: i64) -> Html {
    let words = here.words;
    let heard_at = here.state.tills.at;
    let ago = seen_ms_ago(till, heard_at, now);
    let text = ago.map_or(words.never_seen().to_owned(), |ago| {
        words.ago(Ago::of_ms(ago))
    });
    let dot = match (till.revoked_at, is_seen(till, heard_at, now)) {
        (Some(_), _) => Html::default(),
        (None, true) => html! { <span class="dot acc" aria-hidden="true" /> },
        (None, false) => html! { <span class="dot hollow edge" aria-hidden="true" /> },
    };
    html! { <>{ dot }{ text }</> }
}

fn waiting(here: &Here, till: &TillView, now: i64) -> Html {
    let words = here.words;
    if till.set_aside > 0 {
        return html! { <span class="tag warn">{ words.set_aside_tag(till.set_aside) }</span> };
    }
    if till.revoked_at.is_some() && till.waiting == 0 {
        return html! { { words.sent_all() } };
    }
    html! { { words.waiting(till.waiting, is_seen(till, here.state.tills.at, now)) } }
}

#[derive(Properties, PartialEq)]
struct TillProps {
    till: TillView,
}

/// What can be done with a till.
#[component]
fn Actions(props: &TillProps) -> Html {
    let here = use_here();
    let words = here.words;
    let till = &props.till;
    if here.state.desk.renaming == Some(till.id) {
        return html! { <Rename till={till.clone()} /> };
    }
    let id = till.id;
    let tell = |action: DeskAction| {
        let here = here.clone();
        Callback::from(move |_: MouseEvent| here.tell(Action::Desk(action.clone())))
    };
    let reinstate = {
        let (here, name) = (here.clone(), till.name.clone());
        Callback::from(move |_: MouseEvent| here.reinstate(id, name.clone()))
    };
    html! {
        <div role="row" class="tb-actions"><div role="cell" aria-colspan="6" class="tb-actions-cell">
            <span class="grow sub">{ words.revoke_means() }</span>
            <button class="btn sm line" onclick={tell(DeskAction::RenameAsked(id))} data-testid="rename">{ small(Icon::Pencil) }{ words.rename() }</button>
            if till.revoked_at.is_some() {
                <button class="btn sm line" onclick={reinstate} data-testid="reinstate">{ small(Icon::Undo) }{ words.reinstate() }</button>
            } else {
                <button class="btn sm line dn" onclick={tell(DeskAction::RevokeAsked(id))} data-testid="revoke">{ small(Icon::Ban) }{ words.revoke() }</button>
            }
        </div></div>
    }
}

/// The name of a till, being written.
#[component]
fn Rename(props: &TillProps) -> Html {
    let here = use_here();
    let words = here.words;
    let input = use_node_ref();
    {
        let input = input.clone();
        use_effect_with((), move |()| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                // A browser that does not focus leaves the field one Tab away.
                let _ = input.focus();
            }
        });
    }
    let (id, old) = (props.till.id, props.till.name.clone());
    let back = {
        let here = here.clone();
        move || here.tell(Action::Desk(DeskAction::Settled))
    };
    let onsubmit = {
        let (here, input, back) = (here.clone(), input.clone(), back.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let name = input.cast::<HtmlInputElement>().map(|input| input.value());
            match name.map(|name| name.trim().to_owned()) {
                Some(name) if !name.is_empty() && name != old => here.rename(id, name),
                _ => back(),
            }
        })
    };
    let onkeydown = {
        let back = back.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                back();
            }
        })
    };
    html! {
        <div role="row" class="tb-actions"><div role="cell" aria-colspan="6">
            <form class="tb-actions-cell" {onsubmit} {onkeydown}>
                <label class="field grow"><span class="visually-hidden">{ words.name() }</span>
                    <input ref={input} value={props.till.name.clone()} maxlength="40" data-testid="rename-name" /></label>
                <button type="button" class="btn sm ghost" onclick={move |_: MouseEvent| back()}>{ words.cancel() }</button>
                <button type="submit" class="btn sm ink" data-testid="rename-save">{ words.save() }</button>
            </form>
        </div></div>
    }
}
