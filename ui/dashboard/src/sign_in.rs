//! The sign-in: two fields, and the promise that the cafe does not need this page.

use crate::frame::LanguageChoice;
use crate::here::use_here;
use crate::state::{Person, SignInFailure};
use crate::words::Words;
use kit::icon::{Icon, logo, small};
use kit::server::Failure;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The sign-in.
#[component]
pub fn SignIn() -> Html {
    let here = use_here();
    let words = here.words;
    let failure = match &here.state.person {
        Person::Away(failure) => *failure,
        Person::Unknown | Person::Asking | Person::Known(_) => None,
    };
    let is_away = failure == Some(SignInFailure::Service(Failure::Unreachable));
    html! {
        <div class="sign-in">
            <main class="sign-in-main">
                <div class="brand">{ logo() }<b>{ "Cortado" }</b></div>
                <Form {failure} />
                <div class="sign-in-foot">
                    <LanguageChoice />
                    <span class="row sub fact" data-testid="service-state">
                        <span class={classes!("dot", if is_away { "hollow edge" } else { "acc" })} aria-hidden="true" />
                        { if is_away { words.service_away() } else { words.service_online() } }
                    </span>
                </div>
            </main>
            <aside class="sign-in-picture">
                { bands() }
                <div class="sign-in-promise"><h2>{ words.promise() }</h2><p>{ words.promise_why() }</p></div>
            </aside>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct FormProps {
    failure: Option<SignInFailure>,
}

#[component]
fn Form(props: &FormProps) -> Html {
    let here = use_here();
    let words = here.words;
    let (email, password) = (use_node_ref(), use_node_ref());
    let is_shown = use_state_eq(|| false);
    let is_asking = here.state.person == Person::Asking;
    {
        let email = email.clone();
        use_effect_with((), move |()| focus(&email));
    }
    let onsubmit = {
        let (here, email, password) = (here.clone(), email.clone(), password.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if here.state.person != Person::Asking {
                here.sign_in(text(&email), text(&password));
            }
        })
    };
    let show = {
        let is_shown = is_shown.clone();
        Callback::from(move |_: MouseEvent| is_shown.set(!*is_shown))
    };
    let problem = props.failure.map(|failure| sentence(words, failure));
    let is_wrong = problem.is_some().then_some("true");
    html! {
        <form class="sign-in-form" {onsubmit} novalidate=true>
            <div><h1>{ words.sign_in_title() }</h1><p class="sub">{ words.sign_in_for_whom() }</p></div>
            <label class="labelled"><b>{ words.email() }</b>
                <span class="field"><input ref={email} type="email" name="email" autocomplete="username"
                    inputmode="email" autocapitalize="none" spellcheck="false" aria-invalid={is_wrong}
                    aria-describedby="sign-in-problem" data-testid="signin-email" /></span>
            </label>
            <div class="labelled"><label for="sign-in-password"><b>{ words.password() }</b></label>
                <span class="field">
                    <input ref={password} id="sign-in-password" name="password" autocomplete="current-password"
                        type={if *is_shown { "text" } else { "password" }} aria-invalid={is_wrong}
                        aria-describedby="sign-in-problem" data-testid="signin-password" />
                    <button type="button" class="peek" onclick={show} aria-pressed={is_shown.to_string()}
                        aria-label={words.show_password()}>{ small(Icon::Eye) }</button>
                </span>
            </div>
            <p id="sign-in-problem" class="problem" role="alert" data-testid="signin-problem">{ problem }</p>
            <button type="submit" class="btn primary wide" aria-disabled={is_asking.to_string()}
                data-testid="signin-submit">
                { if is_asking { words.signing_in() } else { words.sign_in() } }
            </button>
        </form>
    }
}

fn sentence(words: Words, failure: SignInFailure) -> &'static str {
    match failure {
        SignInFailure::Empty => words.fill_both(),
        SignInFailure::Service(failure) => failure.in_words(words.0),
    }
}

fn text(node: &NodeRef) -> String {
    let input = node.cast::<HtmlInputElement>();
    input.map(|input| input.value()).unwrap_or_default()
}

fn focus(node: &NodeRef) {
    if let Some(input) = node.cast::<HtmlInputElement>() {
        // A browser that does not focus leaves the field one Tab away.
        let _ = input.focus();
    }
}

/// A drink in section: milk, foam, coffee. Illustration: its colours are the drink's in both themes.
fn bands() -> Html {
    html! {
        <svg viewBox="0 0 840 900" preserveAspectRatio="none" aria-hidden="true">
            <rect width="840" height="900" fill="#FFFDF8" />
            <path d="M0 452C180 400 300 482 470 452S720 408 840 462V900H0z" fill="#E6CDA6" />
            <path d="M0 598C170 562 300 634 470 604S720 562 840 612V900H0z" fill="#B67840" />
            <path d="M0 700C180 664 300 738 480 706S720 668 840 716V900H0z" fill="#3E2719" />
        </svg>
    }
}
