//! The only way a page shows money: small decimals for the eye, one whole amount for assistive technology.
//!
//! Absent on purpose: arithmetic. What is shown was worked out in `shared`.

use crate::locale::{Locale, use_locale};
use shared::money::{Currency, Money, Rounding};
use shared::percent::Percent;
use shared::quantity::decimal_of_thousandths;
use shared::till::Language;
use yew::prelude::*;

/// What [`MoneyText`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct MoneyTextProps {
    /// The amount.
    pub amount: Money,
    /// Rounded to whole units, with the exact amount in the title.
    #[prop_or_default]
    pub whole: bool,
    /// With a plus sign where it is above zero, for what comes on top of a price.
    #[prop_or_default]
    pub signed: bool,
}

/// An amount of money.
#[component]
pub fn MoneyText(props: &MoneyTextProps) -> Html {
    let locale = use_locale();
    if props.whole {
        return whole(locale, props.amount);
    }
    if props.signed {
        return extra(locale, props.amount);
    }
    money(locale, props.amount)
}

/// An amount of money, without a component of its own.
pub fn money(locale: Locale, amount: Money) -> Html {
    shown(locale, amount, "")
}

/// What comes on top of a price: `+$ 900,00`.
pub fn extra(locale: Locale, amount: Money) -> Html {
    shown(locale, amount, plus(amount))
}

/// An amount rounded to whole units; the exact one is in the title and is what is read aloud.
pub fn whole(locale: Locale, amount: Money) -> Html {
    let exact = text(locale, amount);
    html! {
        <span class="num money" role="img" aria-label={exact.clone()} title={exact} data-minor={amount.to_minor().to_string()}>
            { whole_text(locale, amount) }
        </span>
    }
}

/// The amount as plain text: `$ 4.300,00`.
pub fn text(locale: Locale, amount: Money) -> String {
    amount.to_text(locale.currency, locale.money_style())
}

/// What comes on top of a price, as plain text.
pub fn extra_text(locale: Locale, amount: Money) -> String {
    plus(amount).to_owned() + &text(locale, amount)
}

/// The amount as plain text without decimals: `$ 4.300`.
pub fn whole_text(locale: Locale, amount: Money) -> String {
    let rounded = amount.to_whole(locale.currency, Rounding::HalfUp);
    rounded.to_pieces(locale.currency, locale.money_style()).0
}

/// The amount as short as it stays exact: without decimals where they are all zero. For buttons of round sums.
pub fn short_text(locale: Locale, amount: Money) -> String {
    if is_whole(locale.currency, amount) {
        whole_text(locale, amount)
    } else {
        text(locale, amount)
    }
}

/// A part as people write it: `10 %`, `12,5 %`.
pub fn percent_text(locale: Locale, part: Percent) -> String {
    let points = i64::from(part.to_basis_points());
    let number = decimal_of_thousandths(points * 10);
    let number = number.replace('.', &locale.money_style().decimal.to_string());
    match locale.language {
        Language::English => format!("{number}%"),
        Language::Spanish | Language::Portuguese => format!("{number} %"),
    }
}

/// Whether the amount has no decimals to show.
pub fn is_whole(currency: Currency, amount: Money) -> bool {
    amount.to_whole(currency, Rounding::TowardsZero) == amount
}

fn plus(amount: Money) -> &'static str {
    if amount > Money::ZERO { "+" } else { "" }
}

fn shown(locale: Locale, amount: Money, sign: &'static str) -> Html {
    let (head, tail) = amount.to_pieces(locale.currency, locale.money_style());
    let read = format!("{sign}{head}{tail}");
    html! {
        <span class="num money" role="img" aria-label={read} data-minor={amount.to_minor().to_string()}>
            { sign }{ head }<span class="cents">{ tail }</span>
        </span>
    }
}
