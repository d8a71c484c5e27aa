//! A thin bar under a name: its part of the largest.

use super::scale::{percent, share};
use yew::prelude::*;

/// A part and its whole.
#[derive(Properties, PartialEq)]
pub struct MeterProps {
    /// The part.
    pub part: i64,
    /// The whole.
    pub whole: i64,
}

/// A thin bar. Hidden from screen readers: the value stands beside it.
#[component]
pub fn Meter(props: &MeterProps) -> Html {
    html! {
        <svg class="meter" aria-hidden="true">
            <rect class="meter-track" width="100%" height="100%" rx="2" />
            <rect class="meter-part" width={percent(share(props.part, props.whole))} height="100%" rx="2" />
        </svg>
    }
}
