//! What stands on top while papers do not come out.

use super::PrintingAction;
use crate::counter::{Action, on_touch};
use kit::icon::{Icon, small};
use kit::locale::Locale;
use kit::words::printing::Printing as Words;
use shared::printing::{PrintState, PrintView};
use yew::prelude::*;

/// Nothing, as long as the printer prints.
pub fn printer_tag(printing: Option<&PrintView>, locale: Locale, act: &Callback<Action>) -> Html {
    let words = Words::of(locale.language);
    let Some(view) = printing else {
        return Html::default();
    };
    let needs = view
        .jobs
        .iter()
        .any(|job| matches!(job.state, PrintState::Unsure | PrintState::Late));
    if view.trouble.is_none() && !needs {
        return html! { <span role="status" class="visually-hidden"></span> };
    }
    let open = on_touch(act, PrintingAction::Opened);
    let said = match view.jobs.len() {
        0 => words.title().to_owned(),
        count => words.not_out(count),
    };
    let why = view.trouble.map(|trouble| words.trouble(trouble));
    let whole = format!("{}: {said}. {}", words.title(), why.unwrap_or_default());
    html! {
        <>
            <span role="status" class="visually-hidden">{ whole.clone() }</span>
            <button class="btn printer-tag" aria-label={whole} title={why} data-testid="printer-tag" onclick={open}>
                { small(Icon::Printer) }<span>{ said }</span>
            </button>
        </>
    }
}
