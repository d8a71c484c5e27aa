//! One more till: a code for ten minutes, until its till is here.

use crate::here::{Here, use_here};
use crate::state::{Action, CodePanel, DeskAction};
use kit::clock::{now_ms, use_every};
use kit::icon::{Icon, icon, small};
use kit::qr::Qr;
use shared::till::EnrolmentCodeView;
use yew::prelude::*;

/// The panel for a new till.
#[component]
pub fn CodeCard() -> Html {
    let here = use_here();
    let words = here.words;
    let close = {
        let here = here.clone();
        Callback::from(move |_: MouseEvent| here.tell(Action::Desk(DeskAction::CodeClosed)))
    };
    let content = match &here.state.desk.code {
        CodePanel::Closed => html! { <First /> },
        CodePanel::Asking => html! { <div class="code-square"><span class="bone tall" /></div> },
        CodePanel::Waiting { code, ends_at, .. } => {
            html! { <Waiting code={code.clone()} ends_at={*ends_at} /> }
        }
        CodePanel::Joined(_, name) => html! {
            <>
                <div class="box acc row" role="status" data-testid="till-joined">{ icon(Icon::Check) }<b>{ words.joined(name) }</b></div>
                { again(&here, words.another_code()) }
            </>
        },
        CodePanel::Failed(failure) => html! {
            <>
                <p class="box warn" role="alert">{ failure.in_words(words.0) }</p>
                { again(&here, words.try_again()) }
            </>
        },
    };
    html! {
        <aside class="card panel code-card" aria-label={words.add_till()}>
            <div class="row between"><h2>{ words.add_till() }</h2>
                if here.state.desk.code != CodePanel::Closed {
                    <button class="btn sm sq ghost" onclick={close} aria-label={words.close()} data-testid="code-close">{ small(Icon::Close) }</button>
                }
            </div>
            { content }
        </aside>
    }
}

#[derive(Properties, PartialEq)]
struct WaitingProps {
    code: EnrolmentCodeView,
    ends_at: i64,
}

/// A code that waits for its till.
#[component]
fn Waiting(props: &WaitingProps) -> Html {
    let here = use_here();
    let words = here.words;
    let redraw = use_force_update();
    use_every(1_000, move || redraw.force_update());
    let left = (props.ends_at - now_ms()).max(0) / 1_000;
    let code = props.code.enrolment_code.to_string();
    let server = kit::address::origin();
    if left == 0 {
        return html! {
            <>
                <p class="box warn" role="alert" data-testid="code-over">{ words.code_over() }</p>
                { again(&here, words.another_code()) }
            </>
        };
    }
    let (before, after) = words.expires();
    html! {
        <>
            <div class="code-square"><Qr text={format!("{server} {code}")} label={words.qr_code()} /></div>
            <div class="code-signs num" data-testid="code-value">{ &code }</div>
            <p class="sub code-left">{ before }<b class="num" role="timer" data-testid="code-left">{ minutes(left) }</b>{ after }</p>
            { steps(&here) }
            <div class="box row" role="status" data-testid="code-waiting"><span class="dot hollow edge" aria-hidden="true" />{ words.waiting_for_till() }</div>
            { again(&here, words.another_code()) }
        </>
    }
}

/// How the first till is added.
#[component]
fn First() -> Html {
    let here = use_here();
    let words = here.words;
    let ask = {
        let here = here.clone();
        Callback::from(move |_: MouseEvent| here.ask_code())
    };
    html! {
        <>
            <p class="sub">{ words.no_tills() }</p>
            { steps(&here) }
            <button class="btn sm primary" onclick={ask} data-testid="new-code">{ small(Icon::Plus) }{ words.make_code() }</button>
        </>
    }
}

fn steps(here: &Here) -> Html {
    let words = here.words;
    let cafe = here.cafe().map(|cafe| cafe.settings.name.clone());
    html! {
        <ol class="code-steps sub">
            <li>{ words.step_open() }</li>
            <li>{ words.step_type() }<span class="code-address" data-testid="code-server">{ kit::address::origin() }</span></li>
            <li>{ words.step_receives(&cafe.unwrap_or_default()) }</li>
        </ol>
    }
}

fn again(here: &Here, name: &'static str) -> Html {
    let here = here.clone();
    let ask = Callback::from(move |_: MouseEvent| here.ask_code());
    html! {
        <button class="btn sm line wide" onclick={ask} data-testid="another-code">{ small(Icon::Refresh) }{ name }</button>
    }
}

/// `9:41`.
fn minutes(seconds: i64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::minutes;

    #[test]
    fn time_left_is_written_in_minutes() {
        assert_eq!(minutes(581), "9:41");
        assert_eq!(minutes(59), "0:59");
    }
}
