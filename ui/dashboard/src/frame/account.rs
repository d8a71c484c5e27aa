//! Who is signed in, and what they can set for themselves.

use super::preferences::{LanguageChoice, ThemeChoice};
use crate::here::use_here;
use crate::state::Person;
use crate::words::Words;
use kit::icon::{Icon, small};
use yew::prelude::*;

/// The reader's account: language, colours, the way out.
#[component]
pub fn AccountMenu() -> Html {
    let here = use_here();
    let words = here.words;
    let is_open = use_state_eq(|| false);
    let Person::Known(account) = &here.state.person else {
        return Html::default();
    };
    let cafes = here.state.cafes.value.as_ref().map_or(0, Vec::len);
    let toggle = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(!*is_open))
    };
    let onkeydown = {
        let is_open = is_open.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                is_open.set(false);
            }
        })
    };
    let leave = {
        let here = here.clone();
        Callback::from(move |_: MouseEvent| here.sign_out())
    };
    html! {
        <div class="account" {onkeydown}>
            if *is_open {
                <div class="menu-shade" onclick={toggle.clone()} />
                <div class="menu card account-menu">
                    <div class="labelled"><b>{ words.language() }</b><LanguageChoice /></div>
                    <div class="labelled"><b>{ words.theme() }</b><ThemeChoice /></div>
                    <button class="btn sm line wide" onclick={leave} data-testid="sign-out">
                        { small(Icon::SignOut) }{ words.sign_out() }
                    </button>
                </div>
            }
            <button class="account-now" onclick={toggle} aria-expanded={is_open.to_string()}
                data-testid="account">
                <span class="avatar" aria-hidden="true">{ Words::initials(&account.name) }</span>
                <span class="account-name"><b>{ &account.name }</b><small class="mut">{ words.owner_of(cafes) }</small></span>
                <span class="visually-hidden">{ words.account() }</span>
            </button>
        </div>
    }
}
