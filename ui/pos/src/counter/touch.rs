//! What is touched and typed, as actions. One kind of closure for all of a kind: each of its own would be code of its own.

use super::Action;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// A touch that means this.
pub fn on_touch<A: Clone + Into<Action> + 'static>(
    act: &Callback<Action>,
    action: A,
) -> Callback<MouseEvent> {
    let act = act.clone();
    Callback::from(move |_: MouseEvent| act.emit(action.clone().into()))
}

/// A touch that always means the same.
pub fn on_tap(act: &Callback<Action>, means: fn() -> Action) -> Callback<MouseEvent> {
    let act = act.clone();
    Callback::from(move |_: MouseEvent| act.emit(means()))
}

/// What leaves a sheet.
pub fn on_close(act: &Callback<Action>) -> Callback<MouseEvent> {
    on_tap(act, || Action::SheetClosed)
}

/// What is in a field, as it is typed, means this.
pub fn on_text(act: &Callback<Action>, means: fn(String) -> Action) -> Callback<InputEvent> {
    let act = act.clone();
    Callback::from(move |event: InputEvent| {
        let field: HtmlInputElement = event.target_unchecked_into();
        act.emit(means(field.value()));
    })
}

/// What Enter does in a field of its own.
pub fn on_enter<A: Clone + Into<Action> + 'static>(
    act: &Callback<Action>,
    action: A,
) -> Callback<KeyboardEvent> {
    let act = act.clone();
    Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            act.emit(action.clone().into());
        }
    })
}

/// The value of an attribute that says yes or no.
pub const fn aria(yes: bool) -> &'static str {
    if yes { "true" } else { "false" }
}

/// One of several in a row: whether it is the chosen one is seen, and read aloud.
pub fn choice(
    id: &'static str,
    on: bool,
    text: impl Into<AttrValue>,
    choose: Callback<MouseEvent>,
) -> Html {
    one_of(id, on, text.into(), choose)
}

fn one_of(id: &'static str, on: bool, text: AttrValue, choose: Callback<MouseEvent>) -> Html {
    html! {
        <button class={on.then_some("on")} aria-pressed={aria(on)} data-testid={id} data-name={text.clone()} onclick={choose}>{ text }</button>
    }
}
