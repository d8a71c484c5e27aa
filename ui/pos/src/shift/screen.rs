//! The screen of the shift: the count on the left, what it is compared with in the middle, the report on the right.

use super::{Shift, ShiftAction, count, drawer, open, report};
use crate::counter::Action;
use kit::locale::Locale;
use kit::words::shift::Shift as Words;
use yew::prelude::*;

/// What [`ShiftScreen`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct ShiftScreenProps {
    /// The shift.
    pub shift: Shift,
    /// Whether there is a printer.
    #[prop_or_default]
    pub has_printer: bool,
    /// How it is written.
    pub locale: Locale,
    /// Where touches go.
    pub act: Callback<Action>,
}

impl ShiftScreenProps {
    /// The texts.
    pub fn words(&self) -> Words {
        Words::of(self.locale.language)
    }

    /// A touch that means this.
    pub fn on(&self, action: ShiftAction) -> Callback<MouseEvent> {
        self.act.reform(move |_| Action::Shift(action.clone()))
    }
}

/// The screen of the shift.
#[component]
pub fn ShiftScreen(props: &ShiftScreenProps) -> Html {
    let Some(view) = &props.shift.view else {
        return html! { <main class="shift-body" aria-busy="true" data-testid="shift"></main> };
    };
    let work = match &view.open {
        None => html! { <>{ open::float(props, view) }{ open::nothing_open(props) }</> },
        Some(open) => html! { <>{ count::count(props, view) }{ drawer::drawer(props, open) }</> },
    };
    html! {
        <main class="shift-body" data-testid="shift">
            { work }
            { report::side(props, view) }
        </main>
    }
}
