//! What only a person can decide about: entries that are kept but do not count yet.

use crate::here::{Here, use_here};
use kit::icon::{Icon, icon, small};
use kit::server::{AsideReason, SetAside};
use shared::id::TillId;
use std::collections::BTreeMap;
use yew::prelude::*;

/// The list; absent while there is nothing to review.
#[component]
pub fn Review() -> Html {
    let here = use_here();
    let words = here.words;
    let count = here.state.set_aside();
    if count == 0 {
        return Html::default();
    }
    let aside = here.state.aside.value.as_deref().unwrap_or_default();
    html! {
        <div class="card review" data-testid="review">
            <div class="row between review-head">
                <h2>{ words.to_review() }{ " " }<span class="mut">{ count }</span></h2>
                <span class="mut">{ words.nothing_silent() }</span>
            </div>
            { for by_till(aside).into_iter().map(|group| item(&here, group)) }
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
