//! How this cafe charges: what cash is rounded to, which tips are offered. For all its tills.

use super::TillAction;
use crate::counter::{Action, choice, on_touch};
use kit::locale::Locale;
use kit::money::{percent_text, short_text};
use kit::words::payment::Payment as Words;
use shared::money::Money;
use shared::payment::CashRounding;
use shared::percent::Percent;
use shared::settings::SettingsSet;
use shared::till::Session;
use yew::prelude::*;

/// The tips that can be offered, in basis points.
const TIPS: [&[u32]; 4] = [&[], &[1_000], &[1_000, 1_500], &[500, 1_000, 1_500]];

/// What it shows.
struct Charging<'a> {
    session: &'a Session,
    locale: Locale,
    act: &'a Callback<Action>,
}

/// Rounding and tips, as choices.
pub fn charging(session: &Session, locale: Locale, act: &Callback<Action>) -> Html {
    let words = Words::of(locale.language);
    let props = &Charging {
        session,
        locale,
        act,
    };
    html! {
        <>
            { rounding(props, words) }
            <h3 class="h3">{ words.tips_offered() }</h3>
            <div class="seg full" role="group" aria-label={words.tips_offered()}>{ for TIPS.iter().map(|points| tips(props, points)) }</div>
        </>
    }
}

/// Nothing in a currency whose smallest coin is still given.
fn rounding(props: &Charging, words: Words) -> Html {
    let (to, steps) = CashRounding::offered(props.session.settings.currency);
    if steps.is_empty() {
        return Html::default();
    }
    let held = props.session.counter.cash.step;
    let choice = |step: Money| {
        let cash = CashRounding { step, to };
        let text = match step.is_zero() {
            true => words.not_rounded().to_owned(),
            false => short_text(props.locale, step),
        };
        let set = SettingsSet {
            cash: Some(cash),
            tips: None,
            stations: None,
        };
        one(props, held == step, text, "rounding", set)
    };
    let steps = std::iter::once(0).chain(steps.iter().copied());
    html! {
        <>
            <h3 class="h3">{ words.cash_rounding() }</h3>
            <div class="seg full" role="group" aria-label={words.cash_rounding()}>{ for steps.map(|step| choice(Money::minor(step))) }</div>
        </>
    }
}

fn tips(props: &Charging, points: &[u32]) -> Html {
    let parts = points.iter().map(|points| Percent::basis_points(*points));
    let parts: Vec<Percent> = parts.filter_map(Result::ok).collect();
    let names: Vec<String> = parts
        .iter()
        .map(|part| percent_text(props.locale, *part))
        .collect();
    let text = match names.is_empty() {
        true => Words::of(props.locale.language).not_offered().to_owned(),
        false => names.join(" · "),
    };
    let on = props.session.counter.tips == parts;
    let set = SettingsSet {
        cash: None,
        tips: Some(parts),
        stations: None,
    };
    one(props, on, text, "tips", set)
}

fn one(props: &Charging, on: bool, text: String, id: &'static str, set: SettingsSet) -> Html {
    let choose = on_touch(props.act, TillAction::SettingsChosen(set));
    choice(id, on, text, choose)
}
