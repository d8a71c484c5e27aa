//! What only a person can decide about: entries that are kept but could not be read.

use crate::here::use_here;
use kit::icon::{Icon, icon};
use shared::till::TillView;
use yew::prelude::*;

/// The list; absent while there is nothing to review.
#[component]
pub fn Review() -> Html {
    let here = use_here();
    let words = here.words;
    let tills = here.state.tills.value.iter().flatten();
    let affected: Vec<&TillView> = tills.filter(|till| till.set_aside > 0).collect();
    if affected.is_empty() {
        return Html::default();
    }
    html! {
        <div class="card review" data-testid="review">
            <div class="row between review-head">
                <h2>{ words.to_review() }{ " " }<span class="mut">{ here.state.set_aside() }</span></h2>
                <span class="mut">{ words.nothing_silent() }</span>
            </div>
            { for affected.into_iter().map(|till| html! {
                <div class="lr">
                    <span class="review-icon">{ icon(Icon::Warning) }</span>
                    <span class="grow"><b>{ words.set_aside_of(till.set_aside, &till.name) }</b>
                        <small>{ words.set_aside_why() }</small></span>
                </div>
            }) }
        </div>
    }
}
