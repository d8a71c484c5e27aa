//! The sales, and the search among them.

use super::RefundAction;
use super::screen::RefundScreenProps;
use crate::counter::{Action, aria, on_text};
use kit::icon::{Icon, icon};
use kit::money::money;
use kit::words::time;
use shared::till::SaleSummary;
use yew::prelude::*;

/// The left side.
pub fn find(props: &RefundScreenProps) -> Html {
    let words = props.words();
    let typed = on_text(props.act, |text| {
        Action::Refund(RefundAction::Searched(text))
    });
    let found = match &props.refund.sales {
        None => Html::default(),
        Some(sales) if sales.is_empty() && props.refund.find.trim().is_empty() => {
            html! { <p class="mut refund-none" data-testid="no-sales">{ words.no_sales() }</p> }
        }
        Some(sales) if sales.is_empty() => {
            html! { <p class="mut refund-none" role="status" data-testid="no-sales">{ words.not_here() }</p> }
        }
        Some(sales) => html! {
            <ul class="sales" aria-label={words.sales()} data-testid="sales">{ for sales.iter().map(|sale| row(props, sale)) }</ul>
        },
    };
    html! {
        <section class="refund-find" aria-label={words.sales()}>
            <label class="field">
                { icon(Icon::Search) }
                <input id="find-sale" data-testid="find-sale" type="text" autocomplete="off" spellcheck="false"
                    placeholder={words.find()} aria-label={words.find()} value={props.refund.find.clone()} oninput={typed} />
                { icon(Icon::Barcode) }
            </label>
            { found }
        </section>
    }
}

fn row(props: &RefundScreenProps, sale: &SaleSummary) -> Html {
    let words = props.words();
    let locale = props.locale;
    let on = props.refund.chosen == Some(sale.order);
    let when = sale
        .settled
        .map(|settled| time::moment(locale.language, settled, props.wall))
        .unwrap_or_default();
    let below = match &sale.number {
        Some(number) => format!("{when} · {}", words.order(number)),
        None => when,
    };
    html! {
        <li><button class={if on { "sale on" } else { "sale" }} aria-pressed={aria(on)} data-testid="sale" data-receipt={sale.receipt.to_string()}
            onclick={props.on(RefundAction::Chosen(sale.order))}>
            <span class="grow"><b class="num">{ sale.receipt.to_string() }</b><small class="mut">{ below }</small></span>
            <span class="right"><b>{ money(locale, sale.total) }</b>{ tag(props, sale) }</span>
        </button></li>
    }
}

fn tag(props: &RefundScreenProps, sale: &SaleSummary) -> Html {
    let words = props.words();
    let (class, text) = if sale.attention {
        ("tag warn", words.look_at())
    } else if sale.refunded >= sale.total && !sale.total.is_zero() {
        ("tag", words.given_back())
    } else if !sale.refunded.is_zero() {
        ("tag", words.partly_back())
    } else if !sale.own {
        ("tag", words.other_till())
    } else {
        return Html::default();
    };
    html! { <span class={class}>{ text }</span> }
}
