//! How much is given back, and how.

use super::RefundAction;
use super::screen::RefundScreenProps;
use crate::counter::aria;
use kit::icon::{Icon, icon};
use kit::money::{money, text};
use shared::money::Money;
use shared::order::Back;
use shared::payment::TenderKind;
use yew::prelude::*;

/// The right side.
pub fn how(props: &RefundScreenProps) -> Html {
    let words = props.words();
    let refund = &props.refund;
    let back = refund.back.as_ref();
    let given = back.map(Back::given).unwrap_or_default();
    let ready = refund.ready();
    let missing = match (back, refund.reason.trim().is_empty(), refund.goods()) {
        (None, _, _) => words.choose_lines(),
        (Some(_), true, _) => words.say_why(),
        (Some(_), false, None) => words.say_goods(),
        (Some(_), false, Some(_)) => "",
    };
    html! {
        <section class="refund-how" aria-label={words.how()}>
            <div>
                <p class="sub">{ words.to_give_back() }</p>
                <p class="refund-given" aria-live="polite" data-testid="refund-given">{ money(props.locale, given) }</p>
                { if let Some(back) = back { inside(props, back) } else { Html::default() } }
            </div>
            <h3 class="h3">{ words.how() }</h3>
            { tender(props, TenderKind::Cash, Icon::Cash, words.cash(), words.from_drawer(), "refund-cash") }
            { tender(props, TenderKind::Card, Icon::Card, words.card(), words.on_terminal(), "refund-card") }
            <div class="grow"></div>
            <p class="mut center" data-testid="refund-missing">{ missing }</p>
            <button class="btn primary main-button" disabled={ready.is_none()} data-testid="refund-confirm" onclick={props.on(RefundAction::Confirmed)}>
                { words.give(&text(props.locale, given)) }
            </button>
        </section>
    }
}

/// The taxes in it, and what the smallest coin makes of it.
fn inside(props: &RefundScreenProps, back: &Back) -> Html {
    let words = props.words();
    let tax: Money = back.taxes.iter().map(|line| line.tax).sum();
    let tip = (!back.tip.is_zero()).then(|| words.tip_in(&text(props.locale, back.tip)));
    let coin = (!back.rounding.is_zero()).then(|| words.coin(&text(props.locale, back.rounding)));
    html! {
        <>
            if !tax.is_zero() { <p class="sub" data-testid="refund-tax">{ words.tax_in(&text(props.locale, tax)) }</p> }
            if let Some(tip) = tip { <p class="sub">{ tip }</p> }
            if let Some(coin) = coin { <p class="sub" data-testid="refund-coin">{ coin }</p> }
        </>
    }
}

fn tender(
    props: &RefundScreenProps,
    kind: TenderKind,
    sign: Icon,
    name: &'static str,
    means: &'static str,
    id: &'static str,
) -> Html {
    let on = props.refund.kind.0 == kind;
    html! {
        <button class={if on { "pick tender on" } else { "pick tender" }} aria-pressed={aria(on)} data-testid={id} onclick={props.on(RefundAction::KindChosen(kind))}>
            { icon(sign) }<span class="grow"><b>{ name }</b><small>{ means }</small></span>
        </button>
    }
}
