//! The screen of a refund: the sales on the left, what comes back in the middle, how much and how on the right.

use super::{Refund, RefundAction, find, how, what};
use crate::counter::{Action, on_touch};
use kit::locale::Locale;
use kit::words::refund::Refund as Words;
use shared::clock::Wall;
use yew::prelude::*;

/// What [`refund_screen`] shows.
pub struct RefundScreenProps<'a> {
    /// The refund.
    pub refund: &'a Refund,
    /// The time at the cafe.
    pub wall: Wall,
    /// Whether there is a printer.
    pub has_printer: bool,
    /// How it is written.
    pub locale: Locale,
    /// Where touches go.
    pub act: &'a Callback<Action>,
}

impl RefundScreenProps<'_> {
    /// The texts.
    pub fn words(&self) -> Words {
        Words::of(self.locale.language)
    }

    /// A touch that means this.
    pub fn on(&self, action: RefundAction) -> Callback<MouseEvent> {
        on_touch(self.act, action)
    }
}

/// The screen of a refund.
pub fn refund_screen(props: &RefundScreenProps) -> Html {
    html! {
        <main class="refund-body" key="refund" data-testid="refund">
            { find::find(props) }
            { what::what(props) }
            { how::how(props) }
        </main>
    }
}
