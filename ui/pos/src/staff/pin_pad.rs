//! The pad that a PIN is typed on: dots for what was typed, keys of a finger's size.

use super::{StaffAction, Typed};
use crate::counter::{Action, on_touch};
use kit::icon::{Icon, icon};
use kit::locale::Locale;
use kit::words::counter::Counter;
use kit::words::refusal;
use kit::words::staff::Staff as Words;
use yew::prelude::*;

/// The dots that are there before anything is typed.
const DOTS: usize = 4;

/// Dots and twelve keys. `ready` is whether somebody is there whose PIN it could be; where it only `approves`, its last
/// key opens nothing and is not green.
pub fn pin_pad(
    typed: &Typed,
    ready: bool,
    approves: bool,
    locale: Locale,
    act: &Callback<Action>,
) -> Html {
    let (words, counter) = (Words::of(locale.language), Counter::of(locale.language));
    let press = |action: StaffAction| on_touch(act, action);
    let digit = |digit: u8| {
        html! { <button disabled={!ready} data-testid={format!("pin-{digit}")} onclick={press(StaffAction::Typed(digit))}>{ digit }</button> }
    };
    let dots = (0..DOTS.max(typed.count())).map(|at| {
        let full = at < typed.count();
        html! { <i class={full.then_some("f")}></i> }
    });
    let can_enter = ready && typed.pin().is_some() && !typed.busy;
    let enter = match approves {
        true => words.approve(),
        false => words.enter(),
    };
    let refused = typed
        .refused
        .as_ref()
        .map(|reason| refusal::staff(locale, reason));
    html! {
        <>
            <div class={if typed.refused.is_some() { "pin shake" } else { "pin" }} key={typed.times} role="img"
                aria-label={words.typed(typed.count())} data-testid="pin-dots">{ for dots }</div>
            <p class="pin-word" role="alert" data-testid="pin-refused">{ refused.unwrap_or_default() }</p>
            <div class="keys2" role="group" aria-label={words.digits()}>
                { for (1..=9).map(digit) }
                <button aria-label={counter.erase()} disabled={!ready} data-testid="pin-erase" onclick={press(StaffAction::Erased)}>{ icon(Icon::Erase) }</button>
                { digit(0) }
                <button class={if approves { "go ink" } else { "go" }} aria-label={enter} disabled={!can_enter}
                    data-testid="pin-enter" onclick={press(StaffAction::Entered)}>{ icon(Icon::Check) }</button>
            </div>
        </>
    }
}
