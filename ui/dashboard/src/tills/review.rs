//! What only a person can decide about: entries that are kept but do not count yet, sales that are gone, and numbers
//! printed twice.

use crate::here::{Here, use_here};
use kit::icon::{Icon, icon, small};
use kit::money::MoneyText;
use kit::server::{AsideReason, SetAside};
use shared::id::TillId;
use shared::review::{DoubledOrder, DoubledReceipt, MissingOfTill};
use std::collections::BTreeMap;
use yew::prelude::*;

/// The list; absent while there is nothing to review.
#[component]
pub fn Review() -> Html {
    let here = use_here();
    let words = here.words;
    let count = here.state.to_review();
    if count == 0 {
        return Html::default();
    }
    let aside = here.state.aside.value.as_deref().unwrap_or_default();
    let reviews = here.state.reviews.value.clone().unwrap_or_default();
    html! {
        <div class="card review" data-testid="review">
            <div class="row between review-head">
                <h2>{ words.to_review() }{ " " }<span class="mut">{ count }</span></h2>
                <span class="mut">{ words.nothing_silent() }</span>
            </div>
            { for reviews.missing.iter().map(|missing| gone(&here, missing)) }
            { for by_till(aside).into_iter().map(|group| item(&here, group)) }
            { for reviews.doubled.iter().map(|doubled| twice(&here, doubled)) }
        </div>
    }
}

/// Entries of one till, set aside for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Group {
    till: TillId,
    name: String,
    reason: AsideReason,
    count: usize,
}

fn by_till(aside: &[SetAside]) -> Vec<Group> {
    let mut groups: BTreeMap<(&str, AsideReason), Group> = BTreeMap::new();
    for entry in aside {
        let group = groups
            .entry((&entry.till_name, entry.reason))
            .or_insert_with(|| Group {
                till: entry.till,
                name: entry.till_name.clone(),
                reason: entry.reason,
                count: 0,
            });
        group.count += 1;
    }
    groups.into_values().collect()
}

fn item(here: &Here, group: Group) -> Html {
    let words = here.words;
    let (title, why) = match group.reason {
        AsideReason::Revoked => (
            words.after_revoking(group.count, &group.name),
            words.after_revoking_why(),
        ),
        AsideReason::Unreadable => (
            words.set_aside_of(group.count, &group.name),
            words.set_aside_why(),
        ),
    };
    let approve = (group.reason == AsideReason::Revoked).then(|| {
        let here = here.clone();
        let reinstate =
            Callback::from(move |_: MouseEvent| here.reinstate(group.till, group.name.clone()));
        html! {
            <button class="btn sm line" onclick={reinstate} data-testid="review-reinstate">
                { small(Icon::Undo) }{ words.reinstate() }
            </button>
        }
    });
    html! {
        <div class="lr" data-testid="review-item">
            <span class="review-icon">{ icon(Icon::Warning) }</span>
            <span class="grow"><b>{ title }</b><small>{ why }</small></span>
            { approve }
        </div>
    }
}

/// Sales that nobody has any more.
fn gone(here: &Here, missing: &MissingOfTill) -> Html {
    let receipts: Vec<_> = missing.receipts.iter().map(ToString::to_string).collect();
    let title = here
        .words
        .missing_of(&missing.till_name, missing.entries, &receipts);
    html! {
        <div class="lr" data-testid="review-missing">
            <span class="review-icon">{ icon(Icon::Warning) }</span>
            <span class="grow"><b>{ title }</b><small>{ here.words.missing_why() }</small></span>
        </div>
    }
}

/// A number that stands on several orders.
fn twice(here: &Here, doubled: &DoubledReceipt) -> Html {
    let words = here.words;
    let sale = |order: &DoubledOrder| {
        let day = words.short_day(order.day);
        let hour = format!(" {:02} h ", order.hour);
        html! { <span class="fact">{ day }{ hour }<MoneyText amount={order.total} /></span> }
    };
    html! {
        <div class="lr" data-testid="review-doubled">
            <span class="review-icon">{ icon(Icon::Warning) }</span>
            <span class="grow">
                <b>{ words.doubled(&doubled.receipt, doubled.orders.len()) }</b>
                <small>{ words.doubled_why() }</small>
            </span>
            <span>{ for doubled.orders.iter().map(sale) }</span>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_grouped_by_till_and_reason() {
        let till: TillId = "0198c0de-0000-7000-8000-000000000001".parse().expect("id");
        let entry = |reason| SetAside {
            till,
            till_name: "Caja 1".into(),
            reason,
            since_ms: 0,
        };
        let (revoked, unreadable) = (AsideReason::Revoked, AsideReason::Unreadable);
        let groups = by_till(&[entry(revoked), entry(unreadable), entry(revoked)]);
        let counts: Vec<_> = groups
            .iter()
            .map(|group| (group.reason, group.count))
            .collect();
        assert_eq!(counts, [(revoked, 2), (unreadable, 1)]);
    }

    #[test]
    fn a_reason_from_the_future_counts_as_unreadable() {
        let reason: AsideReason = serde_json::from_str("\"sideways\"").expect("a reason");
        assert_eq!(reason, AsideReason::Unreadable);
    }
}
