//! Print it, save it.

use super::PrintingAction;
use crate::counter::{Action, on_touch};
use kit::icon::{Icon, small};
use kit::words::printing::Printing as Words;
use shared::printing::Paper;
use yew::prelude::*;

/// What can be done with a paper of this name; nothing is printed without a printer.
pub fn paper_buttons(
    act: &Callback<Action>,
    words: Words,
    has_printer: bool,
    paper: &Paper,
    name: &str,
) -> Html {
    let on = |action: PrintingAction| on_touch(act, action);
    html! {
        <div class="row paper-buttons">
            if has_printer {
                <button class="btn line grow" data-testid="print" aria-label={format!("{} {name}", words.print())} onclick={on(PrintingAction::Asked(paper.clone()))}>{ small(Icon::Printer) }{ words.print() }</button>
            }
            <button class="btn line grow" data-testid="save-pdf" aria-label={format!("{} {name}", words.save_pdf())} onclick={on(PrintingAction::SaveAsked(paper.clone()))}>{ small(Icon::Download) }{ words.pdf() }</button>
        </div>
    }
}
