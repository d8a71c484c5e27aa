//! The screen of the shift: the count on the left, what it is compared with in the middle, the report on the right.

use super::{Shift, ShiftAction, count, drawer, open, report};
use crate::counter::{Action, on_touch};
use kit::locale::Locale;
use kit::words::shift::Shift as Words;
use yew::prelude::*;

/// What [`shift_screen`] shows.
pub struct ShiftScreenProps<'a> {
    /// The shift.
    pub shift: &'a Shift,
    /// Whether there is a printer.
    pub has_printer: bool,
    /// How it is written.
    pub locale: Locale,
    /// Where touches go.
    pub act: &'a Callback<Action>,
}

impl ShiftScreenProps<'_> {
    /// The texts.
    pub fn words(&self) -> Words {
        Words::of(self.locale.language)
    }

    /// A touch that means this.
    pub fn on(&self, action: ShiftAction) -> Callback<MouseEvent> {
        on_touch(self.act, action)
    }
}

/// The screen of the shift.
pub fn shift_screen(props: &ShiftScreenProps) -> Html {
    let Some(view) = &props.shift.view else {
        return html! { <main class="shift-body" key="shift" aria-busy="true" data-testid="shift"></main> };
    };
    let work = match &view.open {
        None => html! { <>{ open::float(props, view) }{ open::nothing_open(props) }</> },
        Some(open) => html! { <>{ count::count(props, view) }{ drawer::drawer(props, open) }</> },
    };
    html! {
        <main class="shift-body" key="shift" data-testid="shift">
            { work }
            { report::side(props, view) }
        </main>
    }
}
