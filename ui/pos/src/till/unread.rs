//! The rows of a menu file that could not be read, each by its line and why.

use kit::locale::use_locale;
use kit::words::first_day::FirstDay as Words;
use kit::words::row;
use shared::till::RowProblem;
use yew::prelude::*;

/// A file may be wrong from its first row to its last: whoever mends it needs no more than these at a time.
const SHOWN: usize = 200;

/// Which rows.
#[derive(Properties, PartialEq)]
pub struct UnreadProps {
    /// The file's name.
    pub file: String,
    /// Its rows, in its order.
    pub rows: Vec<RowProblem>,
}

/// The list.
#[component]
pub fn Unread(props: &UnreadProps) -> Html {
    let locale = use_locale();
    let words = Words::of(locale.language);
    let head = format!("{}: {}", props.file, words.unread(props.rows.len()));
    let row = |problem: &RowProblem| {
        html! { <li><b>{ words.line(problem.line) }</b>{ " " }{ row::fault(locale, &problem.fault) }</li> }
    };
    let more = props.rows.len().checked_sub(SHOWN).filter(|more| *more > 0);
    html! {
        <section class="unread" tabindex="0" aria-label={head.clone()} data-testid="unread">
            <h3 class="h3">{ head }</h3>
            <ul>
                { for props.rows.iter().take(SHOWN).map(row) }
                if let Some(more) = more { <li>{ format!("+{more}") }</li> }
            </ul>
        </section>
    }
}
