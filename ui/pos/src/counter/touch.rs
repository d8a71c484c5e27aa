//! What is touched and typed, as actions. One kind of closure for all of them: each of its own would be code of its own.

use super::Action;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// A touch that means this.
pub fn on_touch(act: &Callback<Action>, action: Action) -> Callback<MouseEvent> {
    let act = act.clone();
    Callback::from(move |_: MouseEvent| act.emit(action.clone()))
}

/// What leaves a sheet.
pub fn on_close(act: &Callback<Action>) -> Callback<MouseEvent> {
    on_touch(act, Action::SheetClosed)
}

/// What is in a field, as it is typed, means this.
pub fn on_text(act: &Callback<Action>, means: fn(String) -> Action) -> Callback<InputEvent> {
    let act = act.clone();
    Callback::from(move |event: InputEvent| {
        let field: HtmlInputElement = event.target_unchecked_into();
        act.emit(means(field.value()));
    })
}
