//! The screen that asks who stands here.

use super::choose::columns;
use super::person::{face, place, presence};
use super::pin_pad::pin_pad;
use super::reduce::steps;
use super::today::today;
use super::{SignIn, StaffAction};
use crate::counter::{Action, aria, on_touch};
use kit::icon::{Icon, small};
use kit::locale::Locale;
use kit::words::staff::Staff as Words;
use shared::staff::{ClockStep, Person, TeamView};
use yew::prelude::*;

/// What it shows.
struct SignInProps<'a> {
    sign_in: &'a SignIn,
    team: &'a TeamView,
    locale: Locale,
    act: &'a Callback<Action>,
}

impl SignInProps<'_> {
    fn on(&self, action: StaffAction) -> Callback<MouseEvent> {
        on_touch(self.act, action)
    }
}

/// Who stands here: a person, and their PIN.
pub fn sign_in_screen(
    sign_in: &SignIn,
    team: &TeamView,
    locale: Locale,
    act: &Callback<Action>,
) -> Html {
    let props = &SignInProps {
        sign_in,
        team,
        locale,
        act,
    };
    let words = Words::of(props.locale.language);
    let team = props.team;
    let many = columns(team.people.len()) > 3;
    let toggle = props.on(StaffAction::TodayToggled);
    let seen = props.sign_in.today;
    let middle = match seen {
        true => today(team, props.locale),
        false => html! {
            <div class={if many { "team many" } else { "team" }} role="group" aria-label={words.team()}>
                { for team.people.iter().map(|person| card(props, person)) }
            </div>
        },
    };
    html! {
        <main class="signin" key="signin" data-testid="signin">
            <section class="signin-team">
                <div class="row between">
                    <h1>{ words.who_are_you() }</h1>
                    <span class="sub">{ words.presence(team.working, team.paused) }</span>
                </div>
                { middle }
                <div class="row between">
                    <p class="note">{ small(Icon::Offline) }<span>{ words.deletes_nothing() }</span></p>
                    <button class={if seen { "btn line on" } else { "btn line" }} aria-pressed={aria(seen)} data-testid="clock-today" onclick={toggle}>
                        { small(Icon::Clock) }{ words.clock_today() }
                    </button>
                </div>
            </section>
            <aside class="signin-pin" aria-label={words.digits()}>{ pin(props, words) }</aside>
        </main>
    }
}

fn card(props: &SignInProps, person: &Person) -> Html {
    let (id, locale) = (person.id, props.locale);
    let choose = props.on(StaffAction::Chosen(id));
    let on = props.sign_in.who == Some(id);
    html! {
        <button class={if on { "person on" } else { "person" }} aria-pressed={aria(on)} data-testid="person"
            data-name={person.name.clone()} onclick={choose}>
            { face(&person.name, "avatar face") }
            <span><b>{ person.name.clone() }</b><span class="sub">{ place(locale, person) }</span>{ presence(locale, person) }</span>
        </button>
    }
}

fn pin(props: &SignInProps, words: Words) -> Html {
    let sign_in = props.sign_in;
    let chosen = props
        .team
        .people
        .iter()
        .find(|person| Some(person.id) == sign_in.who);
    let head = chosen.map(|person| html! {
        <div class="row signin-who">
            { face(&person.name, "avatar face-64") }
            <div class="grow"><h2 class="h24">{ person.name.clone() }</h2><span class="sub">{ place(props.locale, person) }</span></div>
        </div>
    });
    let forgot = props.on(StaffAction::PinForgotten);
    let can_leave = !props.team.sign_in || props.team.on.is_some();
    html! {
        <>
            { head.unwrap_or_else(|| html! { <div class="row signin-who"><h2 class="h24">{ words.digits() }</h2></div> }) }
            { pin_pad(&sign_in.typed, chosen.is_some(), false, props.locale, props.act) }
            { chosen.map(|person| clocking(props, person, words)).unwrap_or_default() }
            <button class="btn ghost forgot" disabled={chosen.is_none()} data-testid="forgot" onclick={forgot}>{ small(Icon::Key) }{ words.forgot() }</button>
            // A condition, so that it always is one child: the pad before it keeps the keyboard.
            if can_leave { { leave(props, words) } }
        </>
    }
}

/// The ways out without a PIN.
fn leave(props: &SignInProps, words: Words) -> Html {
    let (back, out) = (
        props.on(StaffAction::Left),
        props.on(StaffAction::SignOutAsked),
    );
    html! {
        <div class="row signin-leave">
            if props.team.on.is_some() {
                <button class="btn ghost" data-testid="sign-out" onclick={out}>{ small(Icon::Lock) }{ words.lock() }</button>
            }
            <button class="btn ghost" data-testid="signin-back" onclick={back}>{ small(Icon::Back) }{ words.back() }</button>
        </div>
    }
}

/// The time clock: a switch for who comes, buttons for who is in.
fn clocking(props: &SignInProps, person: &Person, words: Words) -> Html {
    let sign_in = props.sign_in;
    let allowed = steps(person.presence);
    let only = allowed.iter().map(|step| {
        let step = *step;
        let on = sign_in.only_clock == Some(step);
        let next = (!on).then_some(step);
        let choose = props.on(StaffAction::OnlyClock(next));
        let text = match step {
            ClockStep::In => words.only_clock(),
            ClockStep::Pause | ClockStep::Resume | ClockStep::Out => words.step(step),
        };
        html! { <button class={if on { "btn line on" } else { "btn line" }} aria-pressed={aria(on)} data-testid="clock-step" data-name={text} onclick={choose}>{ text }</button> }
    });
    let comes = allowed.contains(&ClockStep::In).then(|| {
        let toggle = props.on(StaffAction::ClockingToggled);
        let on = !sign_in.not_clocking;
        html! {
            <button class="box row clock-switch" role="switch" aria-checked={aria(on)} data-testid="clock-in" onclick={toggle}>
                <b class="grow">{ words.clock_in_now() }</b><span class={if on { "switch on" } else { "switch" }} aria-hidden="true"></span>
            </button>
        }
    });
    html! { <>{ comes }<div class="row clock-steps">{ for only }</div></> }
}
