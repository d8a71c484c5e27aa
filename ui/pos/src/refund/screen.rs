//! The screen of a refund: the sales on the left, what comes back in the middle, how much and how on the right.

use super::{Refund, RefundAction, find, how, what};
use crate::counter::{Action, WallProp};
use kit::locale::Locale;
use kit::words::refund::Refund as Words;
use yew::prelude::*;

/// What [`RefundScreen`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct RefundScreenProps {
    /// The refund.
    pub refund: Refund,
    /// The time at the cafe.
    pub wall: WallProp,
    /// Whether there is a printer.
    #[prop_or_default]
    pub has_printer: bool,
    /// How it is written.
    pub locale: Locale,
    /// Where touches go.
    pub act: Callback<Action>,
}

impl RefundScreenProps {
    /// The texts.
    pub fn words(&self) -> Words {
        Words::of(self.locale.language)
    }

    /// A touch that means this.
    pub fn on(&self, action: RefundAction) -> Callback<MouseEvent> {
        self.act.reform(move |_| Action::Refund(action.clone()))
    }
}

/// The screen of a refund.
#[component]
pub fn RefundScreen(props: &RefundScreenProps) -> Html {
    html! {
        <main class="refund-body" data-testid="refund">
            { find::find(props) }
            { what::what(props) }
            { how::how(props) }
        </main>
    }
}
