//! What every sheet has: a shade over the screen, a title that has the keyboard when it opens, a way out.

use kit::focus::Title;
use kit::icon::{Icon, icon};
use kit::words::counter::Counter;
use shared::till::Language;
use yew::prelude::*;

/// A sheet over the whole screen; a tap beside it leaves it. It is told from other sheets by `id`, so that one never
/// turns into another in place: fields would keep the other's text, and its title would not take the keyboard.
pub fn frame(
    id: &'static str,
    class: &'static str,
    label: AttrValue,
    beside: Callback<MouseEvent>,
    inner: Html,
) -> Html {
    html! {
        <>
            <div class="scrim" onclick={beside}></div>
            <section {class} key={id} role="dialog" aria-modal="true" aria-label={label} data-testid={id}>{ inner }</section>
        </>
    }
}

/// A title and the way out.
pub fn head(text: AttrValue, language: Language, close: Callback<MouseEvent>) -> Html {
    html! {
        <header class="row"><Title class="h24 grow" {text} />{ close_button(language, close) }</header>
    }
}

/// The way out.
pub fn close_button(language: Language, close: Callback<MouseEvent>) -> Html {
    let label = Counter::of(language).close();
    html! { <button class="btn sq" aria-label={label} data-testid="close" onclick={close}>{ icon(Icon::Close) }</button> }
}
