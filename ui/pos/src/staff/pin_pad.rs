//! The pad that a PIN is typed on: dots for what was typed, keys of a finger's size.

use super::{StaffAction, Typed};
use crate::counter::Action;
use kit::icon::{Icon, icon};
use kit::locale::use_locale;
use kit::words::counter::Counter;
use kit::words::refusal;
use kit::words::staff::Staff as Words;
use yew::prelude::*;

/// The dots that are there before anything is typed.
const DOTS: usize = 4;

/// What [`PinPad`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct PinPadProps {
    /// What was typed.
    pub typed: Typed,
    /// Whether somebody is there whose PIN it could be.
    pub ready: bool,
    /// Whether its last key only approves: it opens nothing, and is not green.
    pub approves: bool,
    /// Where touches go.
    pub act: Callback<Action>,
}

/// Dots and twelve keys.
#[component]
pub fn PinPad(props: &PinPadProps) -> Html {
    let locale = use_locale();
    let (words, counter) = (Words::of(locale.language), Counter::of(locale.language));
    let press = |action: StaffAction| {
        props
            .act
            .reform(move |_: MouseEvent| Action::Staff(action.clone()))
    };
    let digit = |digit: u8| {
        html! { <button disabled={!props.ready} data-testid={format!("pin-{digit}")} onclick={press(StaffAction::Typed(digit))}>{ digit }</button> }
    };
    let typed = &props.typed;
    let dots = (0..DOTS.max(typed.count())).map(|at| {
        let full = at < typed.count();
        html! { <i class={classes!(full.then_some("f"))}></i> }
    });
    let can_enter = props.ready && typed.pin().is_some() && !typed.busy;
    let enter = match props.approves {
        true => words.approve(),
        false => words.enter(),
    };
    let refused = typed
        .refused
        .as_ref()
        .map(|reason| refusal::staff(locale, reason));
    html! {
        <>
            <div class={classes!("pin", typed.refused.is_some().then_some("shake"))} key={typed.times} role="img"
                aria-label={words.typed(typed.count())} data-testid="pin-dots">{ for dots }</div>
            <p class="pin-word" role="alert" data-testid="pin-refused">{ refused.unwrap_or_default() }</p>
            <div class="keys2" role="group" aria-label={words.digits()}>
                { for (1..=9).map(digit) }
                <button aria-label={counter.erase()} disabled={!props.ready} data-testid="pin-erase" onclick={press(StaffAction::Erased)}>{ icon(Icon::Erase) }</button>
                { digit(0) }
                <button class={if props.approves { "go ink" } else { "go" }} aria-label={enter} disabled={!can_enter}
                    data-testid="pin-enter" onclick={press(StaffAction::Entered)}>{ icon(Icon::Check) }</button>
            </div>
        </>
    }
}
