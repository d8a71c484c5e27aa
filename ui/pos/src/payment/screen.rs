//! Taking the money: what on the left, how in the middle, now on the right. What is due is the largest thing.

mod how;
mod now;
mod what;

use super::{Payment, PaymentAction};
use crate::counter::{Action, on_touch};
use kit::locale::Locale;
use kit::words::counter::Counter;
use shared::money::Money;
use shared::order::Ticket;
use shared::payment::Checkout;
use shared::settings::Settings;
use yew::prelude::*;

/// What [`pay_screen`] shows.
pub struct PayScreenProps<'a> {
    /// How the money comes in.
    pub payment: &'a Payment,
    /// The order.
    pub ticket: Option<&'a Ticket>,
    /// Whether the sale is on its way to the disk.
    pub settling: bool,
    /// How the counter works.
    pub settings: Settings,
    /// How it is written.
    pub locale: Locale,
    /// Where touches go.
    pub act: &'a Callback<Action>,
}

impl PayScreenProps<'_> {
    fn checkout(&self, total: Money) -> Checkout {
        let currency = self.locale.currency;
        self.payment.checkout(total, self.settings.cash, currency)
    }

    fn on(&self, action: PaymentAction) -> Callback<MouseEvent> {
        on_touch(self.act, action)
    }
}

/// Taking the money.
pub fn pay_screen(props: &PayScreenProps) -> Html {
    let words = Counter::of(props.locale.language);
    let Some(ticket) = props.ticket else {
        return Html::default();
    };
    let checkout = props.checkout(ticket.totals.total);
    html! {
        <main class="pay-body" key="pay">
            { what::what(props, words, ticket, &checkout) }
            { how::how(props, words, &checkout) }
            { now::now(props, words, &checkout) }
        </main>
    }
}
