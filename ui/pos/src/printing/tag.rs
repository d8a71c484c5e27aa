//! What stands on top while papers do not come out.

use super::PrintingAction;
use crate::counter::{Action, on_touch};
use crate::kitchen::KitchenAction;
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
    if view.trouble.is_none() && view.stations.is_empty() && !needs {
        return html! { <span role="status" class="visually-hidden"></span> };
    }
    // What is wrong with a station's printer is told where the stations are.
    let of_station = view.stations.first().filter(|_| view.trouble.is_none());
    let open = match of_station.filter(|_| view.jobs.is_empty()) {
        Some(_) => on_touch(act, KitchenAction::Opened),
        None => on_touch(act, PrintingAction::Opened),
    };
    let name = of_station.map_or(words.title(), |station| &station.name);
    let said = match view.jobs.len() {
        0 => name.to_owned(),
        count => words.not_out(count),
    };
    let trouble = view.trouble.or(of_station.map(|station| station.trouble));
    let why = trouble.map(|trouble| words.trouble(trouble));
    let whole = format!("{name}: {said}. {}", why.unwrap_or_default());
    html! {
        <>
            <span role="status" class="visually-hidden">{ whole.clone() }</span>
            <button class="btn printer-tag" aria-label={whole} title={why} data-testid="printer-tag" onclick={open}>
                { small(Icon::Printer) }<span>{ said }</span>
            </button>
        </>
    }
}
