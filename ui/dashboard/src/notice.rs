//! The sentence at the foot after something was done, with a way back where there is one.

use crate::here::use_here;
use crate::state::{Action, Said};
use crate::words::Words;
use kit::clock::Alarm;
use kit::icon::{Icon, small};
use yew::prelude::*;

const STAYS_MS: i32 = 6_000;

/// The sentence at the foot. It stays while it is pointed at or focused.
#[component]
pub fn NoticeBar() -> Html {
    let here = use_here();
    let words = here.words;
    let is_held = use_state_eq(|| false);
    let notice = here.state.notice.clone();
    {
        let here = here.clone();
        use_effect_with((notice.clone(), *is_held), move |(notice, is_held)| {
            let is_counting = notice.is_some() && !is_held;
            let alarm =
                is_counting.then(|| Alarm::once(STAYS_MS, move || here.tell(Action::NoticeOver)));
            move || drop(alarm)
        });
    }
    let hold = |held: bool| {
        let is_held = is_held.clone();
        move || is_held.set(held)
    };
    let (enter, leave, focus, blur) = (hold(true), hold(false), hold(true), hold(false));
    let Some(notice) = notice else {
        return html! { <div aria-live="polite" /> };
    };
    let undo = notice.undo.map(|till| {
        let (here, name) = (here.clone(), notice.text.name().to_owned());
        let back = Callback::from(move |_: MouseEvent| {
            here.tell(Action::NoticeOver);
            here.reinstate(till, name.clone());
        });
        html! { <button onclick={back} data-testid="undo">{ small(Icon::Undo) }{ words.undo() }</button> }
    });
    html! {
        <div aria-live="polite">
            <div class="snack" data-testid="notice" onpointerenter={move |_| enter()} onpointerleave={move |_| leave()}
                onfocusin={move |_| focus()} onfocusout={move |_| blur()}>
                <span class={classes!(notice.undo.is_none().then_some("snack-end"))}>{ notice.text.in_words(words) }</span>
                { undo }
            </div>
        </div>
    }
}

impl Said {
    fn name(&self) -> &str {
        match self {
            Self::Revoked(name) | Self::Reinstated(name) | Self::Renamed(name) => name,
            Self::Failed(_) => "",
        }
    }

    fn in_words(&self, words: Words) -> String {
        match self {
            Self::Revoked(name) => words.was_revoked(name),
            Self::Reinstated(name) => words.was_reinstated(name),
            Self::Renamed(name) => words.was_renamed(name),
            Self::Failed(failure) => failure.in_words(words.0).to_owned(),
        }
    }
}
