//! The rows of a menu file that could not be read, each by its line and why.

use kit::locale::Locale;
use kit::words::first_day::FirstDay as Words;
use kit::words::row;
use shared::till::RowProblem;
use yew::prelude::*;

/// A file may be wrong from its first row to its last: whoever mends it needs no more than these at a time.
const SHOWN: usize = 200;

/// The list: the file's name, and its rows in its order.
pub fn unread(file: &str, rows: &[RowProblem], locale: Locale) -> Html {
    let words = Words::of(locale.language);
    let head = format!("{file}: {}", words.unread(rows.len()));
    let row = |problem: &RowProblem| {
        html! { <li><b>{ words.line(problem.line) }</b>{ " " }{ row::fault(locale, &problem.fault) }</li> }
    };
    let more = rows.len().checked_sub(SHOWN).filter(|more| *more > 0);
    html! {
        <section class="unread" tabindex="0" aria-label={head.clone()} data-testid="unread">
            <h3 class="h3">{ head }</h3>
            <ul>
                { for rows.iter().take(SHOWN).map(row) }
                if let Some(more) = more { <li>{ format!("+{more}") }</li> }
            </ul>
        </section>
    }
}
