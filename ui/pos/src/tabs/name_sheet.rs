//! The sheet that asks for a table or a name.

use super::{Naming, TabsAction};
use crate::counter::{Action, aria, close_button, frame, on_close, on_enter, on_text, on_touch};
use kit::locale::Locale;
use kit::words::counter::Counter;
use kit::words::tabs::Tabs as Words;
use shared::order::NAME_MAX;
use shared::till::OpenOrderSummary;
use yew::prelude::*;

/// So many tables are offered with a tap.
const TABLES: u32 = 12;

/// What it shows.
struct NameSheetProps<'a> {
    naming: &'a Naming,
    open: &'a [OpenOrderSummary],
    locale: Locale,
    act: &'a Callback<Action>,
}

/// The sheet that asks for a table or a name.
pub fn name_sheet(
    naming: &Naming,
    open: &[OpenOrderSummary],
    locale: Locale,
    act: &Callback<Action>,
) -> Html {
    let props = &NameSheetProps {
        naming,
        open,
        locale,
        act,
    };
    let words = Words::of(props.locale.language);
    let done = on_touch(props.act, TabsAction::NameDone);
    let typed = on_text(props.act, |text| Action::Tabs(TabsAction::NameTyped(text)));
    let enter = on_enter(props.act, TabsAction::NameDone);
    let verb = match props.naming.puts_away {
        true => words.save(),
        false => Counter::of(props.locale.language).done(),
    };
    let missing = props.naming.name.trim().is_empty();
    let inner = html! {
        <>
            <header class="row">
                <h2 class="h24 grow">{ words.whose() }</h2>
                { close_button(props.locale.language, on_close(props.act)) }
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
        </>
    };
    let label = words.whose().into();
    frame(
        "name-sheet",
        "sheet name-sheet",
        label,
        on_close(props.act),
        inner,
    )
}

fn table(props: &NameSheetProps, words: Words, number: u32) -> Html {
    let name = words.table_number(number);
    let taken = props
        .open
        .iter()
        .any(|tab| tab.name.as_deref() == Some(name.as_str()));
    let on = props.naming.name == name;
    let pick = on_touch(props.act, TabsAction::NameTyped(name.clone()));
    html! {
        <button class={if on { "table on" } else { "table" }} aria-pressed={aria(on)} aria-label={name} disabled={taken} data-testid="table" onclick={pick}>{ number }</button>
    }
}
