//! The sheet that asks for a table or a name.

use super::{Naming, TabsAction};
use crate::counter::{Action, on_enter};
use kit::icon::{Icon, icon};
use kit::locale::Locale;
use kit::words::counter::Counter;
use kit::words::tabs::Tabs as Words;
use shared::order::NAME_MAX;
use shared::till::OpenOrderSummary;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// So many tables are offered with a tap.
const TABLES: u32 = 12;

/// What [`NameSheet`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct NameSheetProps {
    /// The name.
    pub naming: Naming,
    /// All orders that are open: a table that has one is not offered again.
    pub open: Rc<Vec<OpenOrderSummary>>,
    /// How it is written.
    pub locale: Locale,
    /// Where touches go.
    pub act: Callback<Action>,
}

/// The sheet that asks for a table or a name.
#[component]
pub fn NameSheet(props: &NameSheetProps) -> Html {
    let words = Words::of(props.locale.language);
    let close = props.act.reform(|_: MouseEvent| Action::SheetClosed);
    let done = props
        .act
        .reform(|_: MouseEvent| Action::Tabs(TabsAction::NameDone));
    let typed = props.act.reform(|event: InputEvent| {
        let field: HtmlInputElement = event.target_unchecked_into();
        Action::Tabs(TabsAction::NameTyped(field.value()))
    });
    let enter = on_enter(&props.act, Action::Tabs(TabsAction::NameDone));
    let verb = match props.naming.puts_away {
        true => words.save(),
        false => Counter::of(props.locale.language).done(),
    };
    let missing = props.naming.name.trim().is_empty();
    html! {
        <>
            <div class="scrim" onclick={close.clone()}></div>
            <section class="sheet name-sheet" role="dialog" aria-modal="true" aria-label={words.whose()} data-testid="name-sheet">
                <header class="row">
                    <h2 class="h24 grow">{ words.whose() }</h2>
                    <button class="btn sq" aria-label={Counter::of(props.locale.language).close()} data-testid="close" onclick={close}>{ icon(Icon::Close) }</button>
                </header>
                <div class="name-body">
                    <label class="field">
                        <input id="tab-name" type="text" data-testid="tab-name" maxlength={NAME_MAX.to_string()} autocomplete="off" aria-label={words.name()}
                            placeholder={words.name()} value={props.naming.name.clone()} oninput={typed} onkeydown={enter} />
                    </label>
                    <div class="tables" role="group" aria-label={words.table()}>{ for (1..=TABLES).map(|number| table(props, words, number)) }</div>
                </div>
                <footer>
                    <button class="btn primary high wide" data-testid="name-done" disabled={missing} onclick={done}>{ verb }</button>
                </footer>
            </section>
        </>
    }
}

fn table(props: &NameSheetProps, words: Words, number: u32) -> Html {
    let name = words.table_number(number);
    let taken = props
        .open
        .iter()
        .any(|tab| tab.name.as_deref() == Some(name.as_str()));
    let on = props.naming.name == name;
    let pick = {
        let name = name.clone();
        props
            .act
            .reform(move |_: MouseEvent| Action::Tabs(TabsAction::NameTyped(name.clone())))
    };
    html! {
        <button class={classes!("table", on.then_some("on"))} aria-pressed={on.to_string()} aria-label={name} disabled={taken} data-testid="table" onclick={pick}>{ number }</button>
    }
}
