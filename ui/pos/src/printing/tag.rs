//! What stands on top while papers do not come out.

use super::PrintingAction;
use crate::counter::Action;
use kit::icon::{Icon, small};
use kit::locale::use_locale;
use kit::words::printing::Printing as Words;
use shared::printing::{PrintState, PrintView};
use std::rc::Rc;
use yew::prelude::*;

/// What [`PrinterTag`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct PrinterTagProps {
    /// The printer.
    pub printing: Option<Rc<PrintView>>,
    /// Where touches go.
    pub act: Callback<Action>,
}

/// Nothing, as long as the printer prints.
#[component]
pub fn PrinterTag(props: &PrinterTagProps) -> Html {
    let locale = use_locale();
    let words = Words::of(locale.language);
    let Some(view) = &props.printing else {
        return Html::default();
    };
    let needs = view
        .jobs
        .iter()
        .any(|job| matches!(job.state, PrintState::Unsure | PrintState::Late));
    if view.jobs.is_empty() || (view.trouble.is_none() && !needs) {
        return Html::default();
    }
    let open = props
        .act
        .reform(|_: MouseEvent| Action::Printing(PrintingAction::Opened));
    let title = view.trouble.map(|trouble| words.trouble(trouble));
    html! {
        <button class="btn printer-tag" {title} data-testid="printer-tag" onclick={open}>
            { small(Icon::Printer) }<span role="status">{ words.not_out(view.jobs.len()) }</span>
        </button>
    }
}
